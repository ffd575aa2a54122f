import type { Evaluation } from '../../../src/domain/evaluation.js';
import type { CheckRun } from '../../../src/domain/project-check.js';
import type { Scoring } from '../../../src/policy/evaluate.js';
import { evaluationOf } from '../../../src/policy/evaluate.js';
import { type SettledCheck, settle } from '../../../src/policy/settled-check.js';

export const SCORING: Scoring = {
  weights: { tests: 0.4, typing: 0.15, lint: 0.15, coverage: 0.2, security: 0.05, complexity: 0.05 },
  thresholds: { typing: 50, lint: 100, security: 10, complexity: 20 },
};

/** A check that was run; by default tests that passed and told nothing. */
export const ran = (more: Partial<CheckRun> & { readonly exits?: number } = {}): CheckRun => {
  const { exits = 0, ...rest } = more;
  return {
    ...{ kind: 'tests', command: 'npm test', ms: 1_234, output: '', putBack: [] },
    ending: { kind: 'exited', code: exits },
    ...rest,
  };
};

/** Tests with these counts; red when one failed. */
export const tests = (
  passed: number,
  failed = 0,
  errors = 0,
  skipped = 0,
  failures: readonly string[] = [],
): CheckRun =>
  ran({
    exits: failed + errors > 0 ? 1 : 0,
    tests: { runner: 'vitest', counts: { passed, failed, errors, skipped }, failures },
  });

/** Checks that were run once. */
export const once = (...runs: readonly CheckRun[]): readonly SettledCheck[] => runs.map((run) => settle(run, null));

/** An evaluation of these checks. */
export const evaluated = (checks: readonly SettledCheck[], more: Partial<Evaluation> = {}): Evaluation => ({
  ...evaluationOf({ checks, mode: 'standard', at: '2026-01-31T12:00:00.000Z', head: 'c0ffee', dirty: false }, SCORING),
  ...more,
});
