import { describe, expect, test } from 'vitest';
import type { Life } from '../../../src/domain/checkpoint.js';
import type { JournalEntry } from '../../../src/domain/journal.js';
import { recall } from '../../../src/domain/recall.js';
import { decidedEntries, refusedLast, waitingGate } from '../../../src/policy/gates.js';

const GATE = 'pass/1/design/gate';
const intent: JournalEntry = { kind: 'intent', key: GATE, before: {} };
const step: JournalEntry = { kind: 'step', key: GATE, value: { kind: 'approved', by: 'continue' } };
const forgotten: JournalEntry = { kind: 'forgotten', keys: [GATE] };
const other: JournalEntry = { kind: 'intent', key: 'pass/1/plan/gate/1/author', before: {} };
const halted = (reason: string): Life => ({
  kind: 'halted',
  line: { kind: 'halted', at: '', reason, says: '', waives: null, seen: null },
});

describe('where a run waits for a person', () => {
  test.each<[string, Life, readonly JournalEntry[], string | null]>([
    ['at a gate', halted('gate'), [intent], GATE],
    [
      'still there, where what waits could not be approved',
      halted('incomplete'),
      [intent, step, forgotten, intent],
      GATE,
    ],
    ['nowhere behind it', halted('agent-failed'), [intent, step], null],
    ['nowhere, whatever a stage works on is called', halted('agent-failed'), [intent, step, other], null],
    ['nowhere, when it died before it said so', { kind: 'open' }, [intent], null],
  ])('%s', (_name, life, lines, expected) => {
    const past = { life, ...recall(lines) };
    expect(waitingGate(past)).toBe(expected);
    const said = { kind: 'rejected', by: 'reject', why: null } as const;
    expect(decidedEntries(past, said)).toEqual(expected === null ? [] : [{ kind: 'step', key: GATE, value: said }]);
  });
});

describe('a refusal that is not done yet', () => {
  const refused: JournalEntry = { kind: 'step', key: GATE, value: { kind: 'rejected', by: 'reject', why: 'hm' } };
  const later: JournalEntry = { ...step, key: 'pass/1/design.1/gate' } as JournalEntry;
  test.each<[string, readonly JournalEntry[], boolean]>([
    ['was the last word', [intent, refused, other], true],
    ['was not, when it was approved since', [refused, later], false],
    ['was not, when nothing was said', [intent], false],
  ])('%s', (_name, lines, expected) => {
    expect(refusedLast(recall(lines))).toBe(expected);
  });
});
