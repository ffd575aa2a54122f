import { describe, expect, test } from 'vitest';
import type { CommitFacts, Sighting } from '../../../src/domain/change.js';
import { checkpoint } from '../../../src/domain/checkpoint.js';
import type { CommitId, TreeId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalEntry, type JournalLine } from '../../../src/domain/journal.js';
import { theirsEntries } from '../../../src/policy/theirs.js';
import { stagePlan } from '../../support/take-up.js';

const at = '2026-01-01T00:00:00.000Z';
const tree = 't' as TreeId;
const see = (head: string): Sighting => ({ head: head as CommitId, branch: 'refs/heads/main', tree });
const commit = (id: string): CommitFacts => ({ id: id as CommitId, tree, subject: id });
const step = (name: string, value: unknown): JournalEntry => ({ kind: 'step', key: `task/t/${name}`, value });
const start = step('start', { ...see('h0'), headTree: 't' });
const authored = (head: string): JournalEntry =>
  step('1/author', { text: 'done', conversation: null, nudged: false, seen: see(head) });
const meant = (name: string): JournalEntry => ({ kind: 'intent', key: `task/t/${name}`, before: {} });
const halted = (seen: Sighting | null): JournalEntry => ({
  kind: 'halted',
  reason: 'x',
  says: 'x',
  waives: null,
  seen,
});

function theirs(entries: readonly JournalEntry[], ...commits: string[]): unknown {
  const opened: JournalLine = { kind: 'opened', v: JOURNAL_VERSION, plan: stagePlan, at };
  const past = checkpoint([opened, ...entries.map((entry) => ({ ...entry, at }) as JournalLine)]);
  if (past === null) throw new Error('no checkpoint');
  const [entry] = theirsEntries(past, commits.map(commit));
  return entry?.kind === 'step' ? (entry.value as { theirs: CommitFacts[] }).theirs.map(({ id }) => id) : null;
}

describe('commits that are not the run’s', () => {
  test.each([
    ['after a halt', [start, authored('h0'), halted(see('h0'))], ['m'], ['m']],
    ['after a halt behind a commit of the author', [start, authored('e'), halted(see('e'))], ['e', 'm'], ['m']],
    ['after a death in the review', [start, authored('h0')], ['m', 'n'], ['m', 'n']],
    [
      'beside those known already',
      [start, authored('h0'), step('theirs', { theirs: [commit('m')] }), halted(see('m'))],
      ['m', 'n'],
      ['m', 'n'],
    ],
  ] as const)('%s', (_when, entries, commits, expected) => {
    expect(theirs(entries, ...commits)).toEqual(expected);
  });

  test.each([
    ['none came', [start, authored('h0'), halted(see('h0'))], []],
    ['its author was at work as it died', [start, meant('1/author')], ['m']],
    ['it died while committing', [start, authored('h0'), meant('1/commit')], ['m']],
    ['its own commit is recorded', [start, authored('h0'), step('1/commit', { kind: 'nothing' })], ['m']],
    ['it had not begun a task', [halted(null)], ['m']],
    ['the commit it stood at is gone', [start, authored('h0'), halted(see('gone'))], ['m']],
  ] as const)('are not told when %s', (_when, entries, commits) => {
    expect(theirs(entries, ...commits)).toBeNull();
  });
});
