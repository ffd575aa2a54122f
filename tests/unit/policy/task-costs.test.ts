import { expect, test } from 'vitest';
import { taskCosts } from '../../../src/policy/task-costs.js';
import { recordOf, used, usedBy } from './task-records.js';

const NONE = { calls: 1, tokens: { input: 0, output: 0 }, cost_usd: null, cost_is_least: false, source: null };

test('sums over tasks, by role, and by agent and model', () => {
  const first = recordOf({
    ...{ tokens: { input: 2_000, output: 200 }, tokens_source: 'reported', cost_usd: 0.75 },
    by_role: { author: used(0.5), reviewer: used(0.25) },
    by_agent: [usedBy('author', 'claude', 'm-1', 0.5), usedBy('reviewer', 'claude', 'm-1', 0.25)],
  });
  const second = recordOf({
    ...{ tokens: { input: 1_000, output: 100 }, tokens_source: 'reported', cost_usd: 1, outcome: 'max_cycles' },
    by_role: { author: used(1) },
    by_agent: [usedBy('author', 'claude', 'm-1', 1)],
  });
  expect(taskCosts([first, second])).toEqual({
    ...{ tasks: 2, approved: 1, totalMs: 120_000, cycles: 4, priced: 2, usd: 1.75, least: false },
    ...{ counted: 2, tokens: { input: 3_000, output: 300 }, estimated: false },
    roles: [
      { role: 'author', ...used(1.5, { calls: 4, tokens: { input: 2_000, output: 200 } }) },
      { role: 'reviewer', ...used(0.25) },
    ],
    agents: [
      {
        ...{ cli: 'claude', model: 'm-1', roles: ['author', 'reviewer'], tasks: 2 },
        ...used(1.75, { calls: 6, tokens: { input: 3_000, output: 300 } }),
      },
    ],
  });
});

test('what no tool told is unknown, not nothing', () => {
  expect(taskCosts([])).toBeNull();
  const quiet = taskCosts([recordOf({ by_role: { author: NONE } })]);
  expect(quiet).toMatchObject({ priced: 0, usd: null, counted: 0, tokens: null, roles: [{ cost_usd: null }] });
});

test('a part without a price makes a sum the least it can be', () => {
  const priced = recordOf({ cost_usd: 1, cost_is_least: true, by_role: { author: used(1) } });
  const unpriced = recordOf({ by_role: { author: used(null) } });
  expect(taskCosts([priced, unpriced])).toMatchObject({
    ...{ priced: 1, usd: 1, least: true },
    roles: [{ cost_usd: 1, cost_is_least: true }],
  });
});

test('guessed figures make a sum a guess; those of the original are', () => {
  const old = recordOf({ tokens: { input: 400, output: 40 }, tokens_source: undefined });
  expect(taskCosts([old, recordOf({ tokens_source: 'reported' })])).toMatchObject({ counted: 2, estimated: true });
});

test('agents are told apart by their models', () => {
  const one = recordOf({
    by_agent: [
      usedBy('author', 'codex', null, null),
      usedBy('author', 'claude', 'b', 1),
      usedBy('author', 'claude', 'a', 1),
    ],
  });
  const names = taskCosts([one])?.agents.map(({ cli, model }) => [cli, model]);
  expect(names).toEqual([
    ['claude', 'a'],
    ['claude', 'b'],
    ['codex', null],
  ]);
});
