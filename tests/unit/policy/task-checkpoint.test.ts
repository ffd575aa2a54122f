import { describe, expect, test } from 'vitest';
import { checkpoint } from '../../../src/domain/checkpoint.js';
import type { JournalEntry, JournalLine } from '../../../src/domain/journal.js';
import { lostKey } from '../../../src/domain/task-keys.js';
import { taskCheckpoint } from '../../../src/policy/task-checkpoint.js';
import { stagePlan } from '../../support/take-up.js';
import { listPlan } from '../../support/take-up-list.js';

const at = '2026-01-01T00:00:00.000Z';
const { task } = stagePlan as Extract<typeof stagePlan, { mode: 'task' }>;
const opened: JournalLine = { kind: 'opened', v: 1, plan: listPlan, at } as JournalLine;
const lost: JournalEntry = {
  kind: 'step',
  key: lostKey(task.id),
  value: { outcome: 'blocked', reason: 'check', says: 'It edits the list.', waives: null, seen: null },
};
const halted: JournalEntry = {
  kind: 'halted',
  reason: 'not-landed',
  says: 'It did not land.',
  waives: null,
  seen: null,
};
const resumed: JournalEntry = { kind: 'resumed', flags: {} } as JournalEntry;

describe('where a task of a run of many stands', () => {
  test.each([
    { what: 'it was lost and the run halted', lines: [lost, halted, resumed], kind: 'halted' },
    { what: 'the run died before it was gone on with', lines: [lost, halted, resumed, resumed], kind: 'halted' },
    { what: 'it was lost and the run died', lines: [lost, resumed], kind: 'open' },
    { what: 'it was lost again and the run died', lines: [lost, halted, resumed, lost, resumed], kind: 'open' },
    { what: 'it was not lost', lines: [halted, resumed], kind: 'open' },
  ] as const)('$kind when $what', ({ lines, kind }) => {
    const all = [opened, ...lines.map((line) => ({ ...line, at }) as JournalLine)];
    const past = checkpoint(all);
    expect(past === null ? null : taskCheckpoint(past, task, all).life.kind).toBe(kind);
  });
});
