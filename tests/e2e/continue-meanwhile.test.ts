import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { journalOf } from '../support/fake-agent-record.js';
import { approves, builds, commits, fixes, refuses, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';
import { committed, goesOn } from './continue-stage.js';
import { stateOf } from './repository-state.js';

const failing: FakeTurn = { on: 'review', exit: 3, stderr: 'boom' };
const two: FakeTurn = { ...builds, edits: { 'a.txt': 'a\n', 'b.txt': 'b\n' } };

/** A run whose reviewer could not be heard: what the author did is in the tree. */
async function halted(...turns: readonly FakeTurn[]): Promise<Rig> {
  const rig = await Rig.create();
  rig.script(...turns, failing);
  expect((await rig.millstone(...TASK)).exitCode).toBe(1);
  return rig;
}

const changed = (ran: Awaited<ReturnType<typeof goesOn>>): unknown =>
  ran.events.flatMap((event) => (event.type === 'noticed' && event.notice.kind === 'continued' ? event.notice : []))[0];

/** The repository is refused as it is, with nothing touched and nobody asked. */
async function expectRefused(rig: Rig, ...words: readonly string[]): Promise<void> {
  const before = stateOf(rig);
  const journal = journalOf(rig.repo);
  const ran = await rig.millstone('--continue');
  expect(ran.exitCode).toBe(1);
  for (const one of words) expect(ran.stdout + ran.stderr).toContain(one);
  expect(stateOf(rig)).toEqual(before);
  expect(journalOf(rig.repo).slice(0, journal.length)).toEqual(journal);
}

describe('what a person did before --continue', () => {
  test('nothing: nothing is said to have changed', async () => {
    const rig = await halted(builds);
    rig.script(approves, commits);
    const ran = await goesOn(rig);
    expect(ran.exitCode).toBe(0);
    expect(changed(ran)).toMatchObject({ changed: 'nothing', waived: null, moreCycles: 0, fresh: false });
  });

  test('put the change away and committed something else: the task is not done by that, it begins anew', async () => {
    const rig = await halted(builds);
    rig.git('stash', '-u');
    rig.write('other.txt', 'other\n');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'other');
    rig.script(builds, approves, commits);
    const ran = await goesOn(rig);
    expect(ran.asked).toEqual(['build', 'review', 'commit']);
    expect(changed(ran)).toMatchObject({ fresh: true });
    expect(rig.log()).toEqual(['Add a', 'other', 'start']);
    expect(ran.events.at(-1)).toMatchObject({ outcome: 'approved', commits: [{ subject: 'Add a' }] });
  });

  test('ST-S44 edits and new files are checked, reviewed and committed with the rest', async () => {
    const rig = await halted(two);
    rig.write('a.txt', 'better\n');
    rig.write('mine.txt', 'mine\n');
    rmSync(join(rig.repo, 'b.txt'));
    rig.script(approves, commits);
    const ran = await goesOn(rig);
    expect(ran.exitCode).toBe(0);
    expect(changed(ran)).toMatchObject({ changed: 'files' });
    const review = (await rig.fake.calls()).findLast(({ purpose }) => purpose === 'review');
    expect(review?.prompt).toContain('+better');
    expect(review?.prompt).toContain('mine.txt');
    expect(review?.prompt).not.toContain('b.txt');
    expect(committed(rig)).toEqual(['a.txt', 'mine.txt']);
  });

  test('edits in a later cycle leave what was judged before as it was', async () => {
    const rig = await halted(builds, refuses('b is wanted'), fixes('b\n'));
    rig.write('a.txt', 'c\n');
    rig.script(approves, commits);
    const ran = await goesOn(rig);
    expect(ran.exitCode).toBe(0);
    expect(ran.asked).toEqual(['review', 'commit']);
    expect(rig.git('show', 'HEAD:a.txt')).toBe('c');
  });

  test('ST-S43 a commit of everything finishes the task as it is', async () => {
    const rig = await halted(builds);
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'by hand');
    const ran = await goesOn(rig);
    expect(ran.exitCode).toBe(0);
    expect(ran.asked).toEqual([]);
    expect(ran.events.at(-1)).toMatchObject({ outcome: 'approved', commits: [{ subject: 'by hand' }] });
    expect(journalOf(rig.repo).at(-1)).toMatchObject({ kind: 'closed', how: 'by-hand' });
    expect(rig.log()).toEqual(['by hand', 'start']);
    expect((await rig.millstone('--continue')).stdout).toContain('no unfinished run');
  });

  test('a commit of a part is kept, and the rest is committed on top', async () => {
    const rig = await halted(two);
    rig.git('add', 'b.txt');
    rig.git('commit', '-qm', 'my part');
    rig.script(approves, commits);
    const ran = await goesOn(rig);
    expect(ran.exitCode).toBe(0);
    expect(changed(ran)).toMatchObject({ changed: 'commits' });
    expect(rig.git('ls-tree', '-r', '--name-only', 'HEAD').split('\n')).toEqual(
      expect.arrayContaining(['a.txt', 'b.txt']),
    );
    expect(rig.status()).toBe('');
    // It stays the person's: not told as the run's, and not taken back with it.
    expect(ran.events.at(-1)).toMatchObject({ outcome: 'approved', commits: [{ subject: 'Add a' }] });
    expect((await rig.millstone('--undo')).exitCode).toBe(0);
    expect([rig.log(), rig.read('b.txt'), rig.status()]).toEqual([['my part', 'start'], 'b\n', '']);
  });

  test('another branch is named, with the way back, and the run goes on from there', async () => {
    const rig = await halted(builds);
    rig.git('switch', '-qc', 'other');
    await expectRefused(rig, 'main', 'other', 'git switch main');
    rig.git('switch', '-q', 'main');
    rig.script(approves, commits);
    const ran = await goesOn(rig);
    expect(ran.exitCode).toBe(0);
    expect(rig.log()).toEqual(['Add a', 'start']);
  });

  test('no branch is named as such', async () => {
    const rig = await halted(builds);
    rig.git('switch', '-q', '--detach');
    await expectRefused(rig, 'main', 'detached HEAD');
  });

  test('another history is refused', async () => {
    const rig = await halted(builds);
    rig.git('commit', '-q', '--amend', '-m', 'another start');
    await expectRefused(rig, 'no longer part of');
  });

  test('a merge under way is refused', async () => {
    const rig = await halted(builds);
    rig.git('branch', 'side');
    rig.write('README.md', 'main\n');
    rig.git('commit', '-qm', 'main', '--', 'README.md');
    rig.git('switch', '-q', 'side');
    rig.write('README.md', 'side\n');
    rig.git('commit', '-qm', 'side', '--', 'README.md');
    rig.git('switch', '-q', 'main');
    expect(() => rig.git('merge', '-q', 'side')).toThrow();
    await expectRefused(rig, 'merge');
  });

  test('throwing the work away makes the task begin anew', async () => {
    const rig = await halted(builds);
    rmSync(join(rig.repo, 'a.txt'));
    rig.script(builds, approves, commits);
    const ran = await goesOn(rig);
    expect(ran.exitCode).toBe(0);
    expect(changed(ran)).toMatchObject({ fresh: true });
    expect(ran.asked).toEqual(['build', 'review', 'commit']);
  });
});
