import { describe, expect, test } from 'vitest';
import type { CheckRun } from '../../../src/domain/project-check.js';
import { categoriesOf, compositeOf } from '../../../src/policy/eval-score.js';
import { once, ran, SCORING, tests } from './evals.js';

const scores = (...runs: readonly CheckRun[]) =>
  Object.fromEntries(
    Object.entries(categoriesOf(once(...runs), SCORING.thresholds)).map(([name, { score }]) => [name, score]),
  );
const problems = (kind: CheckRun['kind'], count: number) => ran({ kind, exits: 1, problems: count });

describe('categories', () => {
  test.each([
    ['EV-S24 nine of ten', [tests(9, 1)], { tests: 0.9 }],
    ['EV-S24 all failing', [tests(0, 3)], { tests: 0 }],
    ['D9 skipped tests cost nothing', [tests(4, 0, 0, 6)], { tests: 1 }],
    ['EV-S24 coverage', [{ ...tests(1), coverage: { lines: 0.85, branches: null } }], { tests: 1, coverage: 0.85 }],
    ['EV-S26 two of fifty', [problems('typing', 2)], { typing: 0.96 }],
    ['EV-S26 three of a hundred', [problems('lint', 3)], { lint: 0.97 }],
    ['EV-S26 more than the worst', [problems('security', 20)], { security: 0 }],
    ['EV-S28 a lint that exits 0, whatever it printed', [ran({ kind: 'lint', problems: 9 })], { lint: 1 }],
    ['D21 a tool that broke says nothing', [ran({ kind: 'lint', exits: 2 })], { lint: null }],
    ['EV-S27 a tool that is not there', [tests(2), ran({ kind: 'lint', exits: 127 })], { tests: 1 }],
    ['EV-S27 no test command', [ran({ kind: 'lint' })], { lint: 1 }],
    ['EV-S55 red tests that tell nothing', [ran({ exits: 1 })], { tests: 0 }],
    ['green tests that tell nothing', [ran()], { tests: 1 }],
    ['two test commands together', [tests(3), tests(0, 1)], { tests: 0.75 }],
    ['a script is not scored', [ran({ kind: 'script', exits: 1 })], {}],
  ])('%s', (_, runs, expected) => {
    expect(scores(...(runs as CheckRun[]))).toEqual(expected);
  });
});

describe('the composite', () => {
  const of = (scored: Record<string, number | null>, weights = SCORING.weights) =>
    compositeOf(Object.fromEntries(Object.entries(scored).map(([name, score]) => [name, { score }])), weights);
  const even = { ...SCORING.weights, tests: 0.5, lint: 0.5 };

  test.each([
    ['EV-S25 of the tests alone is their score', of({ tests: 0.9 }), 0.9],
    ['EV-S25 of two', of({ tests: 1, lint: 0.8 }, even), 0.9],
    ['EV-S25 of nothing is not measured', of({}), null],
    ['of a tool that broke leaves it out', of({ tests: 0.5, lint: null }), 0.5],
    ['of a category without weight leaves it out', of({ tests: 0.5, lint: 1 }, { ...even, lint: 0 }), 0.5],
    ['of what is no category leaves it out', of({ tests: 0.5, constructor: 1 }), 0.5],
  ])('%s', (_, composite, expected) => {
    expect(composite).toBe(expected);
  });
});
