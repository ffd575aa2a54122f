import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';
import { stateOf, withFiles } from './repository-state.js';

const TASK = ['--task', 'Add retry'];
const REVIEW = { on: 'review', says: approved() } as const;
const COMMIT_ALL = { on: 'commit', runs: 'git add -A && git commit -qm "Add retry"' } as const;

/** A repository with uncommitted work of every kind. */
async function busy(): Promise<Rig> {
  const rig = await Rig.create();
  rig.write('list.txt', Array.from({ length: 20 }, (_, i) => `${i + 1}\n`).join(''));
  rig.write('gone.txt', 'x\n');
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'more');
  rig.write('list.txt', rig.read('list.txt').replace('1\n', 'mine\n'));
  rig.write('staged', 'one\n');
  rig.git('add', 'staged');
  rig.write('staged', 'two\n');
  rig.write('un tracked', 'u\n');
  rig.git('rm', '-q', '--cached', 'gone.txt');
  return rig;
}

describe('uncommitted changes', () => {
  test('CLI-S54 are refused by name (L8)', async () => {
    const rig = await Rig.create();
    rig.write('README.md', 'mine\n');
    rig.write('two\nlines', 'x\n');
    const before = stateOf(rig);
    const run = await rig.millstone(...TASK);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toBe(
      'Error: there are uncommitted changes in 2 files: README.md, two\\nlines\n' +
        '  commit or stash them (git stash -u), or start with --allow-dirty: then they stay out of the commit\n',
    );
    expect(stateOf(rig)).toEqual(before);
    expect(await rig.fake.calls()).toEqual([]);
  });

  test('CLI-S54 with --allow-dirty stay out of the change, even when the author commits all there is (L8)', async () => {
    const rig = await busy();
    const [status, staged] = [rig.status(), rig.git('diff', '--cached')];
    rig.script({ on: 'build', edits: { 'src/retry.ts': 'x\n' }, runs: 'echo end >> list.txt' }, REVIEW, COMMIT_ALL);
    const run = await rig.millstone(...TASK, '--allow-dirty');
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('WARN: 4 files with uncommitted changes');
    expect(rig.git('show', '--format=', '--numstat', 'HEAD')).toBe('1\t0\tlist.txt\n1\t0\tsrc/retry.ts');
    expect(rig.status()).toBe(status);
    expect(rig.git('diff', '--cached')).toBe(staged);
    expect(rig.read('list.txt')).toMatch(/^mine\n2\n(\d+\n)+20\nend\n$/);
    const review = (await rig.fake.calls()).find((call) => call.purpose === 'review');
    expect(review?.prompt).toContain('+end');
    expect(review?.prompt).not.toContain('+mine');
  });

  test('that the author overwrote end in a halt, and are kept under a ref', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'commit_by = "tool"\n');
    rig.write('README.md', '# mine\n');
    rig.write('notes', 'mine\n');
    const before = stateOf(rig);
    rig.script({ on: 'build', edits: { 'README.md': '# theirs\n', notes: null } }, REVIEW);
    const run = await rig.events(...TASK, '--allow-dirty');
    expect(run.exitCode).toBe(1);
    expect(run.events.at(-1)).toMatchObject({ outcome: 'commit_failed', halt: { reason: 'commit' } });
    expect(run.stderr).toContain('The task changed lines that were already changed before it began');
    const ref = /kept in (refs\/millstone\/parked\/\S+\/start)\./.exec(run.stderr)?.[1] ?? 'none';
    expect([rig.git('show', `${ref}:README.md`), rig.git('show', `${ref}:notes`)]).toEqual(['# mine', 'mine']);
    const { notes: _, ...files } = before.files;
    expect(stateOf(rig)).toEqual(withFiles({ ...before, files }, { 'README.md': '# theirs\n' }));
  });

  test('are not the settings a person wrote before the first run (P11, L18)', async () => {
    const rig = await Rig.create();
    rig.git('rm', '-qf', '.gitignore');
    rig.git('commit', '-qm', 'nothing is ignored');
    rig.write('.millstone/config.toml', 'max_cycles = 2\n');
    rig.script({ on: 'build', edits: { a: 'a\n' } }, REVIEW, COMMIT_ALL);
    const run = await rig.millstone(...TASK);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('2 cycles');
    expect(rig.git('show', '--format=', '--name-only', 'HEAD')).toBe('.gitignore\na');
  });
});

describe('what git is in the middle of', () => {
  /** Two branches that changed the same line. */
  const fork = (rig: Rig): void => {
    rig.git('branch', 'other');
    for (const branch of ['main', 'other']) {
      rig.git('switch', '-q', branch);
      rig.write('README.md', `${branch}\n`);
      rig.git('commit', '-qam', branch);
    }
    rig.git('switch', '-q', 'main');
  };
  const failing = (rig: Rig, ...args: readonly string[]): void => {
    expect(() => rig.git(...args)).toThrow();
  };

  test.each([
    ['merge', (rig: Rig) => failing(rig, 'merge', 'other'), 'git merge --abort'],
    ['rebase', (rig: Rig) => failing(rig, 'rebase', 'other'), 'git rebase --abort'],
    ['cherry-pick', (rig: Rig) => failing(rig, 'cherry-pick', 'other'), 'git cherry-pick --abort'],
    ['revert', (rig: Rig) => failing(rig, 'revert', 'other'), 'git revert --abort'],
    ['bisect', (rig: Rig) => rig.git('bisect', 'start'), 'git bisect reset'],
  ] as const)('a %s is refused, even with --allow-dirty', async (name, begin, fix) => {
    const rig = await Rig.create();
    fork(rig);
    begin(rig);
    const before = stateOf(rig);
    const run = await rig.millstone(...TASK, '--allow-dirty');
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toContain(`Error: a ${name} is under way in this repository\n`);
    expect(run.stderr).toContain(fix);
    expect(stateOf(rig)).toEqual(before);
    // The way out that was named is one.
    rig.git(...fix.split(' ').slice(1));
    expect(rig.git('status')).not.toMatch(/merging|rebas|cherry-pick|revert|bisect/i);
  });
});
