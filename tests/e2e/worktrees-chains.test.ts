import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { designText, fine, plannedTask } from '../support/outer-texts.js';
import { list, turns } from '../support/parallel-turns.js';
import { Rig } from '../support/rig.js';

const MAP = 'docs/roadmap.md';
const designs = (id: string): readonly FakeTurn[] => [
  { on: 'design', says: 'Done.', edits: { [`.millstone/designs/${id}.md`]: designText(id) } },
  { on: 'design-review', says: fine },
];
/** Tasks about files of their own. */
const about = (id: string): string => plannedTask(id).replaceAll('a.t', `${id}.t`);
const plans = (file: string, ...ids: string[]): readonly FakeTurn[] => [
  {
    on: 'plan',
    says: 'Done.',
    runs: `mkdir -p docs; cat >> ${file} <<'END'\n\n${ids.map(about).join('\n\n')}\nEND`,
  },
  { on: 'plan-review', says: fine },
];
/** Waits for the other one to have begun. */
const meets = (own: string, other: string): Partial<FakeTurn> => ({
  runs: `touch ../../met-${own}; n=0; until [ -e ../../met-${other} ]; do sleep 0.02; n=$((n+1)); [ $n -lt 500 ] || exit 1; done`,
});
const logOf = (rig: Rig): string => {
  const folder = join(rig.repo, '.millstone/cycles');
  const name = readdirSync(folder).find((file) => file.endsWith('.log'));
  return rig.read(`.millstone/cycles/${name}`);
};

describe('chains that execute with worktrees (D18)', () => {
  test('a cycle that was killed amid its tasks goes on with them, and ticks the goal once all have landed', async () => {
    const rig = await Rig.create();
    rig.write(MAP, '- [ ] Be fast\n');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'roadmap');
    rig.write('README.md', 'edited by a person\n');
    const args = ['--cycle', '--roadmap', MAP, '--no-approve', '--worktrees', '--concurrency', '2'];
    const LIST = '.millstone/tasklist.md';
    rig.script(...designs('be-fast'), ...plans(LIST, 'a', 'b'), ...turns('a', meets('a', 'b')), {
      task: 'b',
      on: 'build',
      ...meets('b', 'a'),
      hangs: true,
    });
    const run = rig.start(args);
    await expect.poll(() => rig.read(LIST), { timeout: 30_000, interval: 20 }).toContain('[x]');
    run.child.kill('SIGKILL');
    await run.ended;
    expect(rig.read(MAP)).toBe('- [ ] Be fast\n');
    rig.script(...turns('b'));
    const again = await rig.millstone(...args);
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect([rig.read('a.ts'), rig.read('b.ts'), rig.read('README.md')]).toEqual(['a\n', 'b\n', 'edited by a person\n']);
    expect(rig.read(MAP)).toBe('- [x] Be fast\n');
    expect(rig.log().filter((subject) => subject.startsWith('millstone: merge'))).toHaveLength(2);
    expect(rig.git('branch', '--list')).toBe('* main');
  });

  test('parallel_enabled holds behind gates, and a list that git tracks is committed with its plan and ticked where tasks land', async () => {
    const rig = await Rig.create();
    rig.write(
      '.millstone/config.toml',
      'parallel_enabled = true\nparallel_concurrency = 2\ntasklist = "docs/tasks.md"\n',
    );
    rig.write('docs/tasks.md', list(['z']).replace('[ ]', '[x]'));
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'list');
    rig.script(...designs('be-fast'));
    expect((await rig.millstone('--design', 'Be fast', '--complete')).stdout).toContain(
      'APPROVAL GATE: Design created',
    );
    rig.script(...plans('docs/tasks.md', 'a', 'b'));
    expect((await rig.millstone('--continue')).stdout).toContain('APPROVAL GATE: Tasks added to tasklist');
    // How it was begun is how it goes on.
    rig.write('.millstone/config.toml', 'parallel_concurrency = 2\ntasklist = "docs/tasks.md"\n');
    rig.script(...turns('a', meets('a', 'b')), ...turns('b', meets('b', 'a')));
    const last = await rig.millstone('--continue');
    expect(last).toMatchObject({ exitCode: 0, stderr: '' });
    expect([rig.read('a.ts'), rig.read('b.ts')]).toEqual(['a\n', 'b\n']);
    expect(rig.read('docs/tasks.md')).not.toContain('[ ]');
    expect(rig.log().filter((subject) => subject.startsWith('millstone: mark task'))).toHaveLength(2);
    expect(rig.status()).toBe('');
    expect(logOf(rig)).toMatch(/EXECUTE: Landed on main: Do [ab] \([ab]\)/);
  });

  test('WT-S60 Ctrl-C ends all agents of a cycle; given up, what did not land of it is kept', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/tasklist.md', list(['a'], ['b']));
    const hanging = (id: string): FakeTurn => ({
      task: id,
      on: 'build',
      edits: { [`${id}.ts`]: 'half\n' },
      hangs: true,
    });
    rig.script(hanging('a'), hanging('b'));
    const run = rig.start(['--cycle', '--worktrees', '--concurrency', '2']);
    const made = (id: string): boolean => existsSync(join(rig.repo, `.millstone/worktrees/task-${id}/${id}.ts`));
    await expect.poll(() => made('a') && made('b'), { timeout: 30_000, interval: 20 }).toBe(true);
    run.child.kill('SIGINT');
    expect(await run.ended).toMatchObject({ exitCode: 130 });
    await expectNobodyLeft(rig.root, ...(await rig.fake.calls()).map(({ pid }) => pid));
    expect((await rig.millstone('--continue', '--abort')).exitCode).toBe(0);
    expect(rig.git('branch', '--list')).toBe('* main');
    expect(rig.git('for-each-ref', '--format=%(refname)', 'refs/millstone/parked')).toMatch(
      /task-a-files\n.*task-b-files/,
    );
  });

  test('L23 WT-S53 a task that waits for what is not committed keeps its goal open; the same command typed again lands it', async () => {
    const rig = await Rig.create();
    rig.write(MAP, '- [ ] Be fast\n');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'roadmap');
    rig.write('README.md', 'edited by a person\n');
    const args = ['--cycle', '--roadmap', MAP, '--no-approve', '--worktrees'];
    const edits = { 'README.md': 'edited by a task\n' };
    rig.script(...designs('be-fast'), ...plans('.millstone/tasklist.md', 'a'), ...turns('a', { edits }));
    const first = await rig.millstone(...args);
    expect(first.exitCode).toBe(1);
    expect([rig.read('README.md'), rig.read(MAP)]).toEqual(['edited by a person\n', '- [ ] Be fast\n']);
    expect(logOf(rig)).toContain('EXECUTE: Not landed: Do a (a): It is approved');
    rig.git('checkout', '-q', 'README.md');
    rig.script();
    const again = await rig.millstone(...args);
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect([rig.read('README.md'), rig.read(MAP)]).toEqual(['edited by a task\n', '- [x] Be fast\n']);
  });

  test('what cannot go well is refused before anybody is asked, and a dry run tells how it would be', async () => {
    const rig = await Rig.create();
    const cycle = ['--cycle', '--worktrees', '--concurrency', '2'];
    rig.write('.millstone/tasklist.md', list(['a'], ['b', 'Depends: a'], ['c']));
    const shown = await rig.millstone(...cycle, '--dry-run');
    expect(shown.stdout).toContain('\n2. Add b (b): waits until a has landed\n3. Add c (c): begins at once\n');
    expect(shown.stdout).toContain(
      'executed at once, 2 at a time, each in a worktree of its own, and land on the branch',
    );
    rig.git('branch', 'other');
    const other = await rig.millstone(...cycle, '--base-branch', 'other');
    expect(other).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('land on other, but main is checked out'),
    });
    rig.write('docs/tasks.md', list(['a']));
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'list');
    rig.write('README.md', 'mine\n');
    const beside = await rig.millstone(...cycle, '--tasklist', 'docs/tasks.md');
    expect(beside.exitCode).toBe(1);
    expect(beside.stderr).toContain('not done beside changes of yours: README.md');
    expect(await rig.fake.calls()).toEqual([]);
  });
});
