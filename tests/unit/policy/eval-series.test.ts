import { describe, expect, test } from 'vitest';
import { type Evaluation, evaluation, type StoredEvaluation } from '../../../src/domain/evaluation.js';
import { evalSeries, flakyTests, scoreTrends } from '../../../src/policy/eval-series.js';
import { evaluated, once, ran, tests } from './evals.js';

const store = (...all: readonly Evaluation[]): readonly StoredEvaluation[] =>
  all.map((one, i) => ({ file: `${i}.json`, evaluation: one }));
const only = (one: Evaluation) => evalSeries(store(one))[0];
const original = (more: object): Evaluation =>
  evaluation.parse({
    ...{ timestamp: '2026-01-30T12:00:00', git_head: 'abc', duration_seconds: 1, failed_tests: [] },
    tests: { total: 0, passed: 0, failed: 0, errors: 0, skipped: 0 },
    ...{ categories: { tests: { score: 1 } }, composite_score: 1 },
    ...more,
  });

describe('a point of the trend', () => {
  test('tells tests, coverage, score, and what changed since the last of its mode', () => {
    const coverage = { line_rate: 0.8, branch_rate: null };
    const points = evalSeries(
      store(
        evaluated(once(tests(3, 1))),
        evaluated(once(tests(1)), { mode: 'smoke' }),
        evaluated(once(tests(4, 0, 0, 1)), { coverage, flaky_tests: ['a'] }),
      ),
    );
    expect(points[0]).toMatchObject({ good: false, tests: { passed: 3, failed: 1 }, score: 0.75, change: null });
    expect(points[1]).toMatchObject({ mode: 'smoke', score: 1, change: null });
    expect(points[2]).toEqual({
      ...{ file: '2.json', at: '2026-01-31T12:00:00.000Z', mode: 'standard', head: 'c0ffee', good: true },
      ...{ tests: { passed: 4, failed: 0, skipped: 1 }, coverage: 0.8, score: 1, change: 0.25, flaky: ['a'] },
    });
  });

  test('EV-S55 what was not measured is null, neither 0 nor 1', () => {
    const unmeasured = { good: null, tests: null, coverage: null, score: null, change: null };
    expect(only(evaluated([]))).toMatchObject(unmeasured);
    expect(only(evaluated(once(ran({ exits: 127 }))))).toMatchObject(unmeasured);
  });

  test('EV-D2 the perfect score that the original gave to uncounted tests is none', () => {
    expect(only(original({}))).toMatchObject({ good: null, tests: null, score: null });
    const linted = original({ categories: { tests: { score: 1 }, lint: { score: 0.5 } }, composite_score: 0.86 });
    expect(only(linted)).toMatchObject({ good: true, tests: null, score: 0.86 });
    expect(only(original({ tests: { total: 2, passed: 1, failed: 0, errors: 1, skipped: 0 } }))).toMatchObject({
      ...{ good: false, tests: { passed: 1, failed: 1 }, score: 1 },
    });
  });

  test('a gap in between does not hide a change', () => {
    const points = evalSeries(store(evaluated(once(tests(1, 1))), evaluated([]), evaluated(once(tests(1)))));
    expect(points.map(({ change }) => change)).toEqual([null, null, 0.5]);
  });
});

test('flaky tests, the most often seen first, with the last time', () => {
  const at = (day: number, ...flaky_tests: string[]): Evaluation =>
    evaluated(once(tests(1)), { flaky_tests, timestamp: `2026-01-0${day}T00:00:00.000Z` });
  expect(flakyTests(evalSeries(store(at(1, 'b', 'c'), at(2, 'a', 'a'), at(3, 'c'))))).toEqual([
    { name: 'c', times: 2, last: '2026-01-03T00:00:00.000Z' },
    { name: 'a', times: 1, last: '2026-01-02T00:00:00.000Z' },
    { name: 'b', times: 1, last: '2026-01-01T00:00:00.000Z' },
  ]);
});

test('the score of each mode from its first to its last; one alone is no trend', () => {
  const points = evalSeries(
    store(
      evaluated(once(tests(1, 1))),
      evaluated(once(tests(1)), { mode: 'full' }),
      evaluated([]),
      evaluated(once(tests(3, 1))),
    ),
  );
  expect(scoreTrends(points)).toEqual([{ mode: 'standard', evaluations: 2, first: 0.5, last: 0.75 }]);
});
