import { describe, expect, test } from 'vitest';
import type { Sighting } from '../../../src/domain/change.js';
import { checkpoint } from '../../../src/domain/checkpoint.js';
import type { CommitId, TreeId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalEntry, type JournalLine } from '../../../src/domain/journal.js';
import { checkedKey } from '../../../src/domain/task-keys.js';
import { checkAtWork } from '../../../src/policy/check-at-work.js';
import { stagePlan } from '../../support/take-up.js';

const at = '2026-01-01T00:00:00.000Z';
const see = (tree: string, head = 'h0', branch = 'refs/heads/main'): Sighting => ({
  head: head as CommitId,
  branch,
  tree: tree as TreeId,
});
const LEFT = see('t1');
const authored: JournalEntry = {
  kind: 'step',
  key: 'task/t/1/author',
  value: { text: 'done', conversation: null, nudged: false, seen: LEFT },
};
const key = checkedKey('t1', 'npm test');
const began = (tree = 't1', head = 'h0'): JournalEntry => ({
  kind: 'intent',
  key: checkedKey(tree, 'npm test'),
  before: { tree, head },
});
const halted = (seen: Sighting): JournalEntry => ({ kind: 'halted', reason: 'git', says: 'x', waives: null, seen });

function target(entries: readonly JournalEntry[], now: Sighting): Sighting | null {
  const opened: JournalLine = { kind: 'opened', v: JOURNAL_VERSION, plan: stagePlan, at };
  const past = checkpoint([opened, ...entries.map((entry) => ({ ...entry, at }) as JournalLine)]);
  if (past === null) throw new Error('no checkpoint');
  return checkAtWork(past, now);
}

describe('what a check had written in whose midst the run died', () => {
  test('is put back to how the author left the files', () => {
    expect(target([authored, began()], see('t7'))).toEqual(LEFT);
  });

  test('is put back after a halt for that it could not be, as long as nothing came on top of it', () => {
    expect(target([authored, began(), halted(see('t7'))], see('t7'))).toEqual(LEFT);
    expect(target([authored, began(), halted(see('t7'))], see('t8'))).toBeNull();
  });

  test('is put back to how the task began when no author has come to an end', () => {
    const start: JournalEntry = { kind: 'step', key: 'task/t/start', value: { ...see('t0'), headTree: 't0' } };
    expect(target([start, began('t0')], see('t7'))).toMatchObject(see('t0'));
  });

  test('is put back to what was committed, with the tick, after the commit', () => {
    const commits = [{ id: 'h1', tree: 't2', subject: 'c' }];
    const committed: JournalEntry = {
      ...{ kind: 'step', key: 'task/t/1/commit' },
      value: { kind: 'committed', by: 'tool', commits },
    };
    expect(target([authored, committed, began('t2', 'h1')], see('t7', 'h1'))).toEqual(see('t2', 'h1'));
    expect(target([authored, committed, began('t2', 'h1')], see('t7', 'h2'))).toBeNull();
  });

  test.each<[string, readonly JournalEntry[], Sighting]>([
    ['the files are as they were', [authored, began()], LEFT],
    ['no check was at work', [authored], see('t7')],
    ['the check came to its end', [authored, began(), { kind: 'step', key, value: {} }], see('t7')],
    ['what it wrote was put back', [authored, began(), { kind: 'forgotten', keys: [key] }], see('t7')],
    ['it judged other files', [authored, began('t0')], see('t7')],
    ['HEAD has moved', [authored, began()], see('t7', 'h1')],
    ['the branch is another', [authored, began()], see('t7', 'h0', 'refs/heads/other')],
    ['no author has come to an end', [began()], see('t7')],
  ])('is not looked for when %s', (_when, entries, now) => {
    expect(target(entries, now)).toBeNull();
  });
});
