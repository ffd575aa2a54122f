import { describe, expect, test } from 'vitest';
import { type Checkpoint, checkpoint } from '../../../src/domain/checkpoint.js';
import type { CommitId, TreeId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalEntry, type JournalLine } from '../../../src/domain/journal.js';
import { foundChanged, knownLast } from '../../../src/policy/since-death.js';
import { stagePlan } from '../../support/take-up.js';

const at = '2026-01-01T00:00:00.000Z';
const died = new Date('2026-01-01T00:10:00.500Z');
const [before, after] = [new Date(died.getTime() - 1), new Date(died.getTime() + 1)];
const seen = { head: 'h0' as CommitId, branch: null, tree: 't0' as TreeId };
const start: JournalEntry = { kind: 'step', key: 'task/t/start', value: { ...seen, headTree: 't0' } };
const meant = (key: string): JournalEntry => ({ kind: 'intent', key, before: {} });

function past(...lines: readonly JournalEntry[]): Checkpoint {
  const opened: JournalLine = { kind: 'opened', v: JOURNAL_VERSION, plan: stagePlan, at };
  return checkpoint([opened, ...lines.map((line) => ({ ...line, at }) as JournalLine)]) ?? expect.fail('none');
}
const files = [
  { path: 'early', at: before },
  { path: 'late', at: after },
  { path: 'gone', at: null },
];

describe('files that are found changed', () => {
  test.each([
    ['an author at work', meant('task/t/1/author'), ['early', 'gone']],
    ['a check at work', meant('checked/t1/npm test'), ['early', 'gone']],
    ['a reader at work, which is not to write', meant('worklist'), ['early', 'gone']],
    ['a commit under way', meant('task/t/0/commit/tool'), []],
    ['its commit recorded', { kind: 'step', key: 'task/t/0/commit', value: {} } as const, []],
  ])('after a death with %s, the younger ones are of somebody else', (_name, line, unclear) => {
    expect(foundChanged(past(start, line), files, died)).toEqual({ unclear, later: ['late'] });
  });

  test('are told again once the author had another turn after a commit that was refused', () => {
    const did = (key: string): JournalEntry => ({ kind: 'step', key: `task/t/${key}`, value: { seen } });
    const one = [start, did('1/author'), did('1/commit')];
    expect(foundChanged(past(...one), files, died).unclear).toEqual([]);
    expect(foundChanged(past(...one, did('2/author')), files, died).unclear).toEqual(['early', 'gone']);
  });

  test('are unclear, all of them, where nobody knows when the run died', () => {
    const all = ['early', 'late', 'gone'];
    expect(foundChanged(past(start, meant('task/t/1/author')), files, null)).toEqual({ unclear: all, later: [] });
  });

  test('are of somebody else after a halt', () => {
    const halted: JournalEntry = { kind: 'halted', reason: 'git', says: 'x', waives: null, seen };
    expect(foundChanged(past(start, meant('task/t/1/author'), halted), files, died)).toEqual({
      unclear: [],
      later: ['early', 'late', 'gone'],
    });
  });

  test('are compared with what the run saw last', () => {
    const left = { ...seen, tree: 't1' };
    const author: JournalEntry = { kind: 'step', key: 'task/t/1/author', value: { seen: left } };
    expect(knownLast(past())).toBeNull();
    expect(knownLast(past(start))?.tree).toBe('t0');
    expect(knownLast(past(start, author))?.tree).toBe('t1');
  });
});
