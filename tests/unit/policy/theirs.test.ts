import { describe, expect, test } from 'vitest';
import type { CommitFacts, Sighting } from '../../../src/domain/change.js';
import { checkpoint } from '../../../src/domain/checkpoint.js';
import { type HeadMoves, NO_MOVES } from '../../../src/domain/head-moves.js';
import type { CommitId, TreeId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalEntry, type JournalLine } from '../../../src/domain/journal.js';
import { foundCommits, foundEntries, type Times } from '../../../src/policy/theirs.js';
import { stagePlan } from '../../support/take-up.js';

const at = '2026-01-01T00:00:00.000Z';
const tree = 't' as TreeId;
const see = (head: string): Sighting => ({ head: head as CommitId, branch: 'refs/heads/main', tree });
const commit = (id: string): CommitFacts => ({ id: id as CommitId, tree, subject: id });
const step = (name: string, value: unknown): JournalEntry => ({ kind: 'step', key: `task/t/${name}`, value });
const start = step('start', { ...see('h0'), headTree: 't' });
const authored = (head: string): JournalEntry =>
  step('1/author', { text: 'done', conversation: null, nudged: false, seen: see(head) });
const meant = (name: string, before: Record<string, string> = {}): JournalEntry => ({
  kind: 'intent',
  key: `task/t/${name}`,
  before,
});
const halted = (seen: Sighting | null): JournalEntry => ({
  kind: 'halted',
  reason: 'x',
  says: 'x',
  waives: null,
  seen,
});

const NOBODY_KNOWS: Times = { died: null, moves: NO_MOVES };

function pastOf(entries: readonly JournalEntry[]) {
  const opened: JournalLine = { kind: 'opened', v: JOURNAL_VERSION, plan: stagePlan, at };
  return (
    checkpoint([opened, ...entries.map((entry) => ({ ...entry, at }) as JournalLine)]) ?? expect.fail('no checkpoint')
  );
}

/** Names of those of others, and of those of which nobody can tell. */
function found(
  entries: readonly JournalEntry[],
  commits: readonly (string | CommitFacts)[],
  times = NOBODY_KNOWS,
): readonly [theirs: string, unclear: string] {
  const all = commits.map((one) => (typeof one === 'string' ? commit(one) : one));
  const { theirs, unclear } = foundCommits(pastOf(entries), all, times);
  const names = (of: readonly CommitFacts[]): string => of.map(({ id }) => id).join(' ');
  return [names(theirs), names(unclear)];
}

describe('commits that came in while nothing that commits was under way', () => {
  const known = step('theirs', { theirs: [commit('m')] });
  test.each<[string, readonly JournalEntry[], readonly string[], string]>([
    ['after a halt', [start, authored('h0'), halted(see('h0'))], ['m'], 'm'],
    ['after a halt behind a commit of the author', [start, authored('e'), halted(see('e'))], ['e', 'm'], 'm'],
    [
      'under a check, for which it halted',
      [start, authored('e'), { ...halted(see('m')), reason: 'moved' } as JournalEntry],
      ['e', 'm'],
      'm',
    ],
    ['after a death in the review', [start, authored('h0')], ['m', 'n'], 'm n'],
    ['beside those known already', [start, authored('h0'), known, halted(see('m'))], ['m', 'n'], 'n'],
    [
      'behind the recorded commit',
      [start, authored('h0'), step('1/commit', { kind: 'committed', commits: [commit('c')] })],
      ['c', 'm'],
      'm',
    ],
    ['when none did', [start, authored('h0'), halted(see('h0'))], [], ''],
    ['when no task was begun', [halted(null)], ['m'], ''],
    ['when the commit it stood at is gone', [start, authored('h0'), halted(see('gone'))], ['m'], ''],
  ])('are not the run’s: %s', (_when, entries, commits, expected) => {
    expect(found(entries, commits)).toEqual([expected, '']);
  });

  test('are told together with those told before', () => {
    const past = pastOf([start, authored('h0'), known]);
    expect(foundEntries(past, { theirs: [commit('n')], unclear: [commit('u')] })).toEqual([
      step('theirs', { theirs: [commit('m'), commit('n')] }),
      step('unclear', { unclear: [commit('u')] }),
    ]);
    expect(foundEntries(past, { theirs: [], unclear: [] })).toEqual([]);
  });
});

describe('commits that came in as the run was killed, or since', () => {
  const building = [start, meant('1/author')];
  const asked = [start, authored('h0'), meant('1/commit')];
  const seconds = (of: number): Date => new Date(Date.parse(at) + of * 1_000);
  const moves = (last: number | null, first: Record<string, number>): HeadMoves => ({
    last: last === null ? null : seconds(last),
    first: new Map(Object.entries(first).map(([id, of]) => [id as CommitId, seconds(of)])),
  });

  test('are unclear where nobody knows when it ended', () => {
    expect(found(building, ['m'])).toEqual(['', 'm']);
    expect(found(asked, ['m'])).toEqual(['', 'm']);
  });

  test('are the run’s when HEAD has not moved since its end', () => {
    expect(found(building, ['m'], { died: seconds(5.4), moves: moves(5.3, { m: 5 }) })).toEqual(['', '']);
  });

  test('are told apart by when HEAD came to be there; the second of the end tells nothing', () => {
    const times = { died: seconds(5.4), moves: moves(9, { a: 4, b: 5, c: 6 }) };
    expect(found(building, ['a', 'b', 'c'], times)).toEqual(['c', 'b']);
  });

  test('came with a later one when HEAD never stood at them', () => {
    const times = { died: seconds(5.4), moves: moves(9, { b: 8 }) };
    expect(found(building, ['a', 'b'], times)).toEqual(['a b', '']);
    expect(found(building, ['b', 'c'], times)).toEqual(['b', 'c']);
  });

  test('are the run’s when its journal was written to after them', () => {
    expect(found(asked, ['m'], { died: null, moves: moves(9, { m: -2 }) })).toEqual(['', '']);
    expect(found(asked, ['m'], { died: null, moves: moves(9, { m: 0 }) })).toEqual(['', 'm']);
  });

  test('millstone’s own is known by what it was meant to be, and what follows it is somebody else’s', () => {
    const tool = [...asked, meant('1/commit/tool', { head: 'h0', tree, subject: 'Add a' })];
    const own = { ...commit('c'), subject: 'Add a' };
    expect(found(tool, [own, 'm'])).toEqual(['m', '']);
    expect(found(tool, ['m'])).toEqual(['', 'm']);
    expect(found(tool, ['m'], { died: seconds(1), moves: moves(9, { m: 8 }) })).toEqual(['m', '']);
    expect(found([...asked, meant('1/commit/tool', { head: 'e', tree, subject: 'Add a' })], ['e', own])).toEqual([
      '',
      '',
    ]);
  });
});
