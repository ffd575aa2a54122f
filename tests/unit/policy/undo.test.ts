import { describe, expect, test } from 'vitest';
import type { CommitFacts } from '../../../src/domain/change.js';
import { checkpoint } from '../../../src/domain/checkpoint.js';
import type { CommitId, TreeId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalEntry, type JournalLine } from '../../../src/domain/journal.js';
import { commitsOf, type UndoFound, undo, undoable } from '../../../src/policy/undo.js';
import { stagePlan } from '../../support/take-up.js';

const at = '2026-01-01T00:00:00.000Z';
const commit = (name: string): CommitFacts => ({
  id: name.repeat(40) as CommitId,
  tree: 't'.repeat(40) as TreeId,
  subject: `Commit ${name}`,
});
const [a, b, c] = [commit('a'), commit('b'), commit('c')];

const past = (...entries: readonly JournalEntry[]) => {
  const opened: JournalLine = { kind: 'opened', v: JOURNAL_VERSION, plan: stagePlan, at };
  return checkpoint([opened, ...entries.map((entry) => ({ ...entry, at }) as JournalLine)]);
};
const closed = (how: 'done' | 'by-hand' | 'aborted', ...commits: CommitFacts[]): JournalEntry => ({
  kind: 'closed',
  how,
  commits,
});
const undone: JournalEntry = { kind: 'undone', commits: [a.id], parked: 'refs/x' };
const halted: JournalEntry = { kind: 'halted', reason: 'check', says: 'x', waives: null, seen: null };
const committed = (key: string, ...commits: CommitFacts[]): JournalEntry => ({
  kind: 'step',
  key,
  value: { kind: 'committed', by: 'tool', commits },
});

test('a commit that came from a person while the run stood still is not the run’s to take back', () => {
  const theirs: JournalEntry = { kind: 'step', key: 'task/t/theirs', value: { theirs: [a] } };
  const run = past(theirs, committed('task/t/1/commit', a, b), closed('done', a, b));
  expect(run === null ? null : commitsOf(run)).toEqual([b]);
});

test('a commit that may be a person’s is named, and nothing is taken back', () => {
  const unclear: JournalEntry = { kind: 'step', key: 'task/t/unclear', value: { unclear: [a] } };
  const run = past(unclear, committed('task/t/1/commit', a, b), closed('done', a, b));
  expect(undoable(run)).toMatchObject({
    kind: 'refuse',
    problem: { what: expect.stringContaining('"Commit a" came in as'), fix: expect.stringContaining('git revert') },
  });
  // It was taken out again on the way.
  expect(undoable(past(unclear, committed('task/t/1/commit', b), closed('done', b)))).toBeNull();
});

describe('what the journal alone can tell', () => {
  test.each([
    ['there was no run', null, { kind: 'nothing', why: 'no-run' }],
    ['it made no commits', past(closed('done')), { kind: 'nothing', why: 'no-commits' }],
    ['it was given up before it committed', past(halted, closed('aborted')), { kind: 'nothing', why: 'no-commits' }],
    ['it was taken back already', past(closed('done', a), undone), { kind: 'nothing', why: 'undone' }],
  ])('%s', (_what, checkpoint, expected) => {
    expect(undoable(checkpoint)).toEqual(expected);
  });

  test.each([
    ['died', past()],
    ['halted', past(halted)],
  ])('a run that %s has to be finished first', (_what, checkpoint) => {
    expect(undoable(checkpoint)).toMatchObject({
      kind: 'refuse',
      problem: { what: expect.stringContaining('is not finished'), fix: expect.stringContaining('--continue --abort') },
    });
  });

  test('commits made by hand are not touched', () => {
    expect(undoable(past(halted, closed('by-hand', a, b)))).toMatchObject({
      kind: 'refuse',
      problem: { what: expect.stringContaining('by hand'), fix: expect.stringContaining('git revert aaaaaaaaaaaa^..') },
    });
  });

  test('for the rest the repository has to be asked', () => {
    expect(undoable(past(closed('done', a)))).toBeNull();
    expect(undoable(past(committed('task/t/1/commit', a), halted, closed('aborted')))).toBeNull();
  });
});

test('the commits of a run are those of all its tasks, each once, in order', () => {
  const run = past(committed('task/one/1/commit', a), committed('task/two/1/commit', b), closed('done', b, c));
  expect(run === null ? [] : commitsOf(run)).toEqual([a, b, c]);
});

describe('whether they can be taken back', () => {
  const found = (over: Partial<UndoFound> = {}): UndoFound => ({
    branch: 'refs/heads/main',
    operation: null,
    since: [a, b],
    elsewhere: [],
    ...over,
  });

  test('while they are the newest here and nowhere else', () => {
    expect(undo([a, b], found())).toEqual({ kind: 'go' });
    expect(undo([a, b], found({ branch: null }))).toEqual({ kind: 'go' });
  });

  test.each<[string, Partial<UndoFound>, string, string]>([
    [
      'others follow',
      { since: [a, b, c] },
      'other commits follow those of the run: cccccccccccc "Commit c"',
      'git revert',
    ],
    ['others lie between', { since: [a, c, b] }, 'other commits follow', 'git revert aaaaaaaaaaaa^..bbbbbbbbbbbb'],
    [
      'they were pushed',
      { elsewhere: ['refs/remotes/origin/main'] },
      'origin/main holds the commits as well: they have been pushed',
      'git revert',
    ],
    [
      'a tag is on them',
      { elsewhere: ['refs/tags/v1', 'refs/heads/side'] },
      'v1, side hold the commits as well',
      'git revert',
    ],
    [
      'the branch is another',
      { since: [], elsewhere: ['refs/heads/work'] },
      'are on work, not on main',
      'git switch work',
    ],
    ['the branch went back', { since: [] }, 'no longer part of main', 'git reflog'],
    ['HEAD is detached elsewhere', { since: [], branch: null }, 'no longer part of a detached HEAD', 'git reflog'],
    ['a part of them was rewritten', { since: [a, c] }, 'only 1 of the 2 commits', 'git log'],
    ['a merge is under way', { operation: 'merge' }, 'a merge is under way', 'finish it'],
  ])('not when %s', (_when, over, what, fix) => {
    expect(undo([a, b], found(over))).toMatchObject({
      kind: 'refuse',
      problem: { what: expect.stringContaining(what), fix: expect.stringContaining(fix) },
    });
  });
});
