import { EVALUATION_VERSION, type Evaluation, type StoredEvaluation } from '../domain/evaluation.js';
import { checkSays } from '../domain/project-check.js';
import { categoriesOf, compositeOf, countsOf, type Thresholds, type Weights } from './eval-score.js';
import type { SettledCheck } from './settled-check.js';

/** What an evaluation is made of. */
export interface EvaluationFacts {
  readonly checks: readonly SettledCheck[];
  readonly mode: string;
  /** ISO. */
  readonly at: string;
  readonly head: string | null;
  readonly dirty: boolean;
}

/** How it is scored. */
export interface Scoring {
  readonly weights: Weights;
  readonly thresholds: Thresholds;
}

/** Characters of a script's output that are kept. Source: eval.md 3.5. */
const SCRIPT_OUTPUT = 5_000;

/** Puts together what the checks said. */
export function evaluationOf(
  { checks, mode, at, head, dirty }: EvaluationFacts,
  { weights, thresholds }: Scoring,
): Evaluation {
  const counts = countsOf(checks);
  const categories = categoriesOf(checks, thresholds);
  const coverage = checks.find(({ run }) => run.coverage !== undefined)?.run.coverage;
  const scripts = checks.filter(({ run }) => run.kind === 'script');
  const tests = checks.filter(({ run }) => run.kind === 'tests');
  return {
    schema_version: EVALUATION_VERSION,
    timestamp: at,
    git_head: head,
    dirty,
    mode,
    passed:
      checks.some(({ standing }) => standing === 'passed') && checks.every(({ standing }) => standing !== 'failed'),
    duration_seconds: seconds(tests.reduce((sum, { run }) => sum + run.ms, 0)),
    tests: { total: counts.passed + counts.failed + counts.errors + counts.skipped, ...counts },
    failed_tests: [...new Set(checks.flatMap(({ failures }) => failures))],
    flaky_tests: [...new Set(checks.flatMap(({ flaky }) => flaky))],
    ...(coverage === undefined
      ? {}
      : { coverage: { line_rate: decimals(coverage.lines, 2), branch_rate: orNull(coverage.branches) } }),
    checks: checks.map(({ run, standing }) => ({
      kind: run.kind,
      command: run.command,
      standing,
      says: checkSays(run),
      seconds: seconds(run.ms),
    })),
    ...(scripts.length === 0 ? {} : { custom_scripts: scripts.map(scriptOf) }),
    categories,
    composite_score: compositeOf(categories, weights),
  };
}

function scriptOf({ run }: SettledCheck) {
  const { ending } = run;
  const exit_code = ending.kind === 'exited' ? ending.code : ending.kind === 'timeout' ? -1 : -2;
  return { command: run.command, exit_code, duration: seconds(run.ms), output: run.output.slice(0, SCRIPT_OUTPUT) };
}

/** With what has changed since the last one of the same mode; without one, as it is. */
export function comparedWith(now: Evaluation, before: StoredEvaluation | null): Evaluation {
  return before === null ? now : { ...now, previous_eval: before.file, delta: deltaOf(before.evaluation, now) };
}

/** The last one of a mode. `stored` are in the order of their times. */
export const lastOf = (stored: readonly StoredEvaluation[], mode: string): StoredEvaluation | null =>
  stored.findLast(({ evaluation }) => evaluation.mode === mode) ?? null;

/** What has changed, as far as both sides know it. Source: eval.md 5.2. */
export function deltaOf(before: Evaluation, now: Evaluation): NonNullable<Evaluation['delta']> {
  const scored = Object.entries(now.categories).flatMap(([name, { score }]) => {
    const then = before.categories[name]?.score;
    return score === null || then === null || then === undefined ? [] : [[name, decimals(score - then, 4)] as const];
  });
  return {
    ...(before.composite_score === null || now.composite_score === null
      ? {}
      : { composite: decimals(now.composite_score - before.composite_score, 4) }),
    tests: { passed: now.tests.passed - before.tests.passed, failed: now.tests.failed - before.tests.failed },
    ...(before.coverage === undefined || now.coverage === undefined
      ? {}
      : { coverage: decimals(now.coverage.line_rate - before.coverage.line_rate, 4) }),
    ...(scored.length === 0 ? {} : { categories: Object.fromEntries(scored) }),
  };
}

/** Rounded, and never -0. */
export const decimals = (value: number, digits: number): number => Number(value.toFixed(digits)) + 0;
const seconds = (ms: number): number => decimals(ms / 1_000, 2);
const orNull = (value: number | null): number | null => (value === null ? null : decimals(value, 2));
