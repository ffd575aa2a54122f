import { describe, expect, test } from 'vitest';
import { checkpoint } from '../../../src/domain/checkpoint.js';
import { JOURNAL_VERSION, type JournalLine } from '../../../src/domain/journal.js';
import type { RunFlags } from '../../../src/domain/run-plan.js';
import { stagePlan } from '../../support/take-up.js';

const v = JOURNAL_VERSION;
const at = '2026-01-01T00:00:00.000Z';
const opened = (flags: RunFlags = {}): JournalLine => ({ kind: 'opened', v, plan: { ...stagePlan, flags }, at });
const resumed = (flags: RunFlags = {}): JournalLine => ({ kind: 'resumed', v, flags, at });
const halted: JournalLine = { kind: 'halted', reason: 'check', says: 'x', waives: 'loc', seen: null, at };
const closed: JournalLine = { kind: 'closed', how: 'done', commits: [], at };
const step: JournalLine = { kind: 'step', key: 'a', value: 1, at };
const life = (...lines: JournalLine[]) => checkpoint([opened(), ...lines])?.life.kind;

describe('where a run stands', () => {
  test('cannot be told without what was asked for', () => {
    expect(checkpoint([])).toBeNull();
    expect(checkpoint([step, halted])).toBeNull();
  });

  test('is open until it halts or closes, and again once it is taken up', () => {
    expect(life()).toBe('open');
    expect(life(step)).toBe('open');
    expect(life(step, halted)).toBe('halted');
    expect(life(step, halted, resumed())).toBe('open');
    expect(life(halted, resumed(), step, closed)).toBe('closed');
  });

  test('is halted also when consent was written before it was taken up', () => {
    expect(life(halted, { kind: 'extended', cycles: 1, at })).toBe('halted');
  });

  test('is told with the last halt', () => {
    const again = { ...halted, reason: 'sanity' };
    expect(checkpoint([opened(), halted, resumed(), again])?.life).toEqual({ kind: 'halted', line: again });
  });

  test('has the flags of its start, with later ones over them', () => {
    const past = checkpoint([
      opened({ maxCycles: 3, model: 'm' }),
      halted,
      resumed({ maxCycles: 5 }),
      halted,
      resumed({ cli: 'codex' }),
    ]);
    expect(past?.flags).toEqual({ maxCycles: 5, model: 'm', cli: 'codex' });
    expect(past?.plan.flags).toEqual({ maxCycles: 3, model: 'm' });
  });

  test('knows when it was last heard of, and what was done', () => {
    const later = '2026-01-02T00:00:00.000Z';
    const past = checkpoint([opened(), { ...step, at: later }]);
    expect(past).toMatchObject({ at: later, moreCycles: 0, waivers: [] });
    expect(past?.steps.get('a')).toBe(1);
  });
});
