import { expect, test } from 'vitest';
import { taskSummary } from '../../../src/policy/task-summary.js';
import { recordOf } from './task-records.js';

const told = (more: Parameters<typeof recordOf>[0]) =>
  recordOf({ tokens: { input: 900, output: 100 }, tokens_source: 'reported', cost_usd: 0.5, ...more });

test('what was used, failed tasks included, for each approved one', () => {
  expect(taskSummary([told({}), told({ outcome: 'max_cycles' })])?.perApproved).toEqual({
    ...{ seconds: 120, cycles: 4, tokens: 2_000, usd: 1 },
  });
  expect(taskSummary([recordOf()])?.perApproved).toMatchObject({ tokens: null, usd: null });
  expect(taskSummary([told({ outcome: 'max_cycles' })])?.perApproved).toBeNull();
});

test('EV-S57 what evaluations before and after differ by, also for what was used', () => {
  const better = told({ eval_delta: { composite: 0.1 } });
  const worse = told({ eval_delta: { composite: -0.02, tests: { passed: 0, failed: 1 } } });
  const unscored = told({ eval_delta: { tests: { passed: 1, failed: 0 } } });
  const { tasks, average, perThousandTokens } = taskSummary([better, worse, unscored, told({})])?.impact ?? {};
  expect(tasks).toBe(2);
  expect(average).toBeCloseTo(0.04);
  expect(perThousandTokens).toBeCloseTo(0.02);
  expect(taskSummary([recordOf({ eval_delta: { composite: 0.1 } })])?.impact?.perThousandTokens).toBeNull();
  expect(taskSummary([told({})])?.impact).toBeNull();
});

test('without tasks there is nothing to sum up', () => {
  expect(taskSummary([])).toBeNull();
});
