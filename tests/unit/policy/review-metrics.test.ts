import { expect, test } from 'vitest';
import { type ReviewRecord, reviewRecord } from '../../../src/domain/review-record.js';
import { reviewMetrics } from '../../../src/policy/review-metrics.js';

const AT = '2026-01-31T12:00:00.000Z';
const review = (more: Partial<ReviewRecord> = {}): ReviewRecord =>
  reviewRecord.parse({ task_hash: 'a', reviewer_cli: 'claude', verdict: 'APPROVED', timestamp: AT, ...more });
const refusal = (more: Partial<ReviewRecord> = {}): ReviewRecord => review({ ...more, verdict: 'REQUEST_CHANGES' });
const minute = (n: number): string => AT.replace('12:00', `12:0${n}`);

test('EV-S48 approvals, cycles, times, findings by what they are about and how bad they are', () => {
  const found = reviewMetrics([
    refusal({
      ...{ duration_ms: 3_000, timestamp: minute(1), findings_count: 2 },
      findings: ['a test is missing', 'wrong by one'],
      findings_by_severity: { low: ['wrong by one'], critical: ['a test is missing'], odd: 0 },
    }),
    review({
      duration_ms: 1_000,
      timestamp: minute(2),
      findings: ['no test'],
      findings_by_severity: { low: 1, odd: 1 },
    }),
    review({ task_hash: 'b', duration_ms: 2_000, timestamp: minute(3), false_positive_indicator: true }),
  ]);
  expect(found).toEqual({
    ...{ reviews: 3, approved: 2, requested: 1 },
    cycles: { tasks: 2, average: 1.5, min: 1, max: 2 },
    ...{ totalMs: 6_000, findings: 3, falsePositives: 1 },
    categories: { testing: 2, logic: 1 },
    severities: { critical: 1, low: 2, odd: 1 },
    reviewers: [{ cli: 'claude', model: null, reviews: 3, approved: 2, findings: 3, totalMs: 6_000 }],
  });
  expect(Object.keys(found?.severities ?? {})).toEqual(['critical', 'low', 'odd']);
});

test('without a review there is nothing to tell, and without an approval no cycles', () => {
  expect(reviewMetrics([])).toBeNull();
  expect(reviewMetrics([refusal()])?.cycles).toBeNull();
});

test('each agent is told by itself, and so is each of its models', () => {
  const found = reviewMetrics([
    review({ reviewer_model: 'm-2' }),
    review({ reviewer_cli: 'codex' }),
    refusal({ reviewer_model: 'm-2' }),
    review({ reviewer_model: 'm-1' }),
  ]);
  expect(found?.reviewers.map(({ cli, model, reviews, approved }) => [cli, model, reviews, approved])).toEqual([
    ['claude', 'm-1', 1, 1],
    ['claude', 'm-2', 2, 1],
    ['codex', null, 1, 1],
  ]);
});

test.each([
  ['done anew after an approval', [1, 1], [1, 1]],
  ['sent back by a gate after an approval', [1, 2], [2, 2]],
  ['without known cycles', [null, null], [1, 1]],
] as const)('EV-D30 a task that was %s', (_name, cycles, [min, max]) => {
  const found = reviewMetrics(cycles.map((cycle, i) => review({ cycle, timestamp: minute(i) })));
  expect(found?.cycles).toMatchObject({ min, max });
});

test('EV-D30 tasks of one title are told apart by their ids, and one of changed words is still the same', () => {
  const found = reviewMetrics([
    refusal({ task_id: 'x', task_hash: 'a', timestamp: minute(1) }),
    review({ task_id: 'y', task_hash: 'a', timestamp: minute(2) }),
    review({ task_id: 'x', task_hash: 'b', timestamp: minute(3) }),
  ]);
  expect(found?.cycles).toEqual({ tasks: 2, average: 1.5, min: 1, max: 2 });
});

test('times decide the order, not lines', () => {
  const found = reviewMetrics([review({ timestamp: minute(2) }), refusal({ timestamp: minute(1) })]);
  expect(found?.cycles).toMatchObject({ tasks: 1, average: 2 });
});
