import { describe, expect, test } from 'vitest';
import { approves, builds, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';

const two: FakeTurn = { ...builds, edits: { 'a.txt': 'a\n', 'b.txt': 'b\n' } };
const commitsAll = 'git add -A && git commit -qm mine';

/** Paths of what the task's commits brought. */
const brought = (rig: Rig, start: string): readonly string[] =>
  rig.git('diff', '--name-only', start, 'HEAD').split('\n');

/** Runs the task with these answers to the request to commit; it must succeed. */
async function committed(rig: Rig, ...turns: readonly FakeTurn[]): Promise<{ readonly stdout: string }> {
  rig.script(two, approves, ...turns);
  const ran = await rig.millstone(...TASK);
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  expect(rig.status()).toBe('');
  expect(rig.git('show', 'HEAD:a.txt')).toBe('a');
  expect(brought(rig, ':/^start')).toEqual(['a.txt', 'b.txt']);
  return ran;
}

describe('an author that was asked to commit what was approved', () => {
  test('IL-S13 and does nothing is reminded once, then millstone commits', async () => {
    const rig = await Rig.create();
    const idle: FakeTurn = { on: 'commit', says: 'done' };
    await committed(rig, idle, idle);
    expect(rig.log()).toEqual(['Add a file', 'start']);
    const body = rig.git('log', '-1', '--format=%b');
    expect(body).toContain('It does what was asked.');
    const [first, second] = (await rig.fake.calls()).filter(({ purpose }) => purpose === 'commit');
    expect(first?.prompt).not.toContain('You were asked before');
    expect(second?.prompt).toContain('You were asked before');
  });

  test('and commits half of it commits the rest when it is reminded', async () => {
    const rig = await Rig.create();
    await committed(
      rig,
      { on: 'commit', runs: 'git add a.txt && git commit -qm half' },
      { on: 'commit', runs: commitsAll },
    );
    expect(rig.log()).toEqual(['mine', 'half', 'start']);
  });

  const more: readonly [what: string, turn: Partial<FakeTurn>, path: string, text: string][] = [
    ['adds a file that nobody approved', { edits: { 'c.txt': 'c\n' } }, 'c.txt', 'c'],
    ['changes an approved file first', { edits: { 'a.txt': 'other\n' } }, 'a.txt', 'other'],
  ];
  test.each(more)('and %s has its commit redone without that, which is kept', async (...given) => {
    const [, turn, path, text] = given;
    const rig = await Rig.create();
    const { stdout } = await committed(rig, { on: 'commit', ...turn, runs: commitsAll });
    expect(rig.log()).toEqual(['Add a file', 'start']);
    const parked = rig.git('for-each-ref', '--format=%(refname)', 'refs/millstone/parked');
    expect(stdout).toContain(parked);
    expect(rig.git('show', `${parked}:${path}`)).toBe(text);
  });

  test('and goes on editing after a right commit finds those edits undone, not the commit', async () => {
    const rig = await Rig.create();
    await committed(rig, { on: 'commit', runs: `${commitsAll} && echo more >> a.txt && echo c > c.txt` });
    expect(rig.log()).toEqual(['mine', 'start']);
    const parked = rig.git('for-each-ref', '--format=%(refname)', 'refs/millstone/parked');
    expect(rig.git('show', `${parked}:c.txt`)).toBe('c');
  });

  test('L2 and crashes behind a right commit has committed: git is believed', async () => {
    const rig = await Rig.create();
    await committed(rig, { on: 'commit', runs: commitsAll, signal: 'KILL' });
    expect(rig.log()).toEqual(['mine', 'start']);
  });

  test('L2 and cannot be heard is not reminded; millstone commits', async () => {
    const rig = await Rig.create();
    await committed(rig, { on: 'commit', exit: 1, stderr: 'no' });
    expect(rig.log()).toEqual(['Add a file', 'start']);
  });

  test('and undoes its work instead does not get rid of it', async () => {
    const rig = await Rig.create();
    await committed(rig, { on: 'commit', says: 'never mind', runs: 'rm a.txt b.txt' });
    expect(rig.log()).toEqual(['Add a file', 'start']);
  });
});
