import { describe, expect, test } from 'vitest';
import { journalOf } from '../support/fake-agent-record.js';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

/** A repository in which a run has committed `a.txt`. */
async function ran(): Promise<Rig> {
  const rig = await Rig.create();
  rig.script(builds, approves, commits);
  expect((await rig.start(TASK).ended).exitCode).toBe(0);
  return rig;
}

describe('millstone --undo', () => {
  test('takes the run back, keeps what is uncommitted, and says so once', async () => {
    const rig = await ran();
    rig.write('mine.txt', 'mine\n');
    rig.git('add', 'mine.txt');
    const undone = await rig.millstone('--undo');
    expect(undone.exitCode).toBe(0);
    expect(undone.stdout).toContain('Took back the last run');
    expect([rig.log(), rig.status()]).toEqual([['start'], 'A  mine.txt']);
    expect(
      journalOf(rig.repo)
        .map(({ kind }) => kind)
        .slice(-3),
    ).toEqual(['closed', 'intent', 'undone']);
    const again = await rig.millstone('--undo');
    expect([again.exitCode, again.stdout]).toEqual([0, expect.stringContaining('was taken back already')]);

    const back = await rig.millstone('--recover', '1');
    expect([back.exitCode, back.stdout]).toEqual([0, expect.stringContaining('Brought back 1 file')]);
    expect(rig.status()).toBe('A  mine.txt\n?? a.txt');
    const list = JSON.parse((await rig.millstone('--recover', '--json')).stdout) as { parked: { task: string }[] };
    expect(list.parked.map(({ task }) => task)).toContain('Add a file');
  });

  test('refuses when others built on it, or it was pushed, and touches nothing', async () => {
    const rig = await ran();
    rig.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    const pushed = await rig.millstone('--undo', '--json');
    expect([pushed.exitCode, JSON.parse(pushed.stdout)]).toMatchObject([1, { type: 'halted', reason: 'preflight' }]);
    expect(pushed.stderr).toContain('origin/main holds the commits as well: they have been pushed');
    rig.git('update-ref', '-d', 'refs/remotes/origin/main');
    rig.write('more.txt', 'm\n');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'mine');
    const refused = await rig.millstone('--undo');
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('"mine"')]);
    expect(refused.stderr).toContain('git revert');
    expect(rig.log()).toEqual(['mine', 'Add a', 'start']);
  });

  test('takes the ticks of a tasklist back, whether git tracks it or not', async () => {
    for (const file of ['.millstone/tasklist.md', 'docs/tasks.md']) {
      const rig = await Rig.create();
      rig.write(file, '- [x] Done before\n- [ ] Add a\n- [ ] Later\n');
      rig.git('add', '-A');
      rig.git('commit', '-qm', 'list', '--allow-empty');
      rig.script(builds, approves, commits);
      expect((await rig.millstone('--tasklist', file, '-n', '1')).exitCode).toBe(0);
      expect(rig.read(file)).toContain('- [x] Add a');
      const undone = await rig.millstone('--undo');
      expect([undone.exitCode, undone.stderr, rig.log(), rig.status()]).toEqual([0, '', ['list', 'start'], '']);
      expect(rig.read(file)).toBe('- [x] Done before\n- [ ] Add a\n- [ ] Later\n');
    }
  });

  test('goes on after a kill in the middle of it', async () => {
    const rig = await ran();
    const git = (...args: string[]): string => rig.git(...args);
    const [made, start] = [git('rev-parse', 'HEAD'), git('rev-parse', 'HEAD~1')];
    // As a process leaves it that wrote its intent, moved the branch, and was killed.
    expect((await rig.millstone('--undo')).exitCode).toBe(0);
    const file = `.millstone/runs/${git('for-each-ref', '--format=%(refname)', 'refs/millstone/parked/').split('/')[3]}.journal.jsonl`;
    rig.write(file, rig.read(file).split('\n').slice(0, -2).join('\n').concat('\n'));
    git('reset', '-q', '--hard', made);
    git('update-ref', 'HEAD', start, made);
    const on = await rig.millstone('--undo');
    expect([on.exitCode, rig.log(), rig.status()]).toEqual([0, ['start'], '']);
  });
});
