import { describe, expect, test } from 'vitest';
import { type Budget, NO_BUDGET } from '../../../src/domain/budget.js';
import type { Spent } from '../../../src/domain/event.js';
import { NOTHING_SPENT } from '../../../src/domain/spent.js';
import { capOf, capped, reached, type Used } from '../../../src/policy/budget.js';

const spent = (more: Partial<Spent>): Spent => ({ ...NOTHING_SPENT, ...more });
const used = (more: Partial<Used> = {}): Used => ({ run: NOTHING_SPENT, task: NOTHING_SPENT, minutes: 0, ...more });
const budget = (more: Partial<Budget>): Budget => ({ ...NO_BUDGET, ...more });

describe('L26: a limit that was reached', () => {
  const much = used({ run: spent({ costUsd: 9, inputTokens: 900, outputTokens: 100 }), minutes: 60 });

  test.each<[string, Budget, Used, string | null]>([
    ['none where there are none', NO_BUDGET, much, null],
    ['the cost', budget({ costUsd: 9 }), much, 'cost'],
    ['not yet the cost', budget({ costUsd: 9.01 }), much, null],
    ['not a cost that nobody told', budget({ costUsd: 1 }), used(), null],
    ['the tokens, in and out', budget({ tokens: 1_000 }), much, 'tokens'],
    ['not yet the tokens', budget({ tokens: 1_001 }), much, null],
    ['the minutes', budget({ minutes: 60 }), much, 'minutes'],
    ['not yet the minutes', budget({ minutes: 61 }), much, null],
    ['the cost of the task', budget({ taskCostUsd: 1 }), used({ task: spent({ costUsd: 1 }) }), 'task-cost'],
    ['not that of the run for the task', budget({ taskCostUsd: 10 }), much, null],
  ])('%s', (_name, limits, of, what) => {
    expect(reached(limits, of)?.what ?? null).toBe(what);
  });

  test('tells the limit and what was used', () => {
    expect(reached(budget({ costUsd: 5 }), much)).toEqual({ reason: 'budget', what: 'cost', limit: 5, used: 9 });
  });
});

describe('L26: what a call may cost', () => {
  const some = used({ run: spent({ costUsd: 2 }), task: spent({ costUsd: 0.5 }) });
  test.each<[string, Budget, number | null, string]>([
    ['anything', NO_BUDGET, null, 'cost'],
    ['what the run has left', budget({ costUsd: 5 }), 3, 'cost'],
    ['what the task has left', budget({ taskCostUsd: 1 }), 0.5, 'task-cost'],
    ['the lower of both', budget({ costUsd: 5, taskCostUsd: 1 }), 0.5, 'task-cost'],
    ['the lower of both, the other way round', budget({ costUsd: 2.25, taskCostUsd: 1 }), 0.25, 'cost'],
  ])('%s', (_name, limits, cap, what) => {
    expect(capOf(limits, some)).toBe(cap);
    expect(capped(limits, some).what).toBe(what);
  });
});
