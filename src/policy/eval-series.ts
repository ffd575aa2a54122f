import type { EvalPoint, FlakyTest, ScoreTrend } from '../domain/eval-series.js';
import { type Evaluation, isGood, type StoredEvaluation } from '../domain/evaluation.js';
import { decimals } from './evaluate.js';

/** The evaluations as points of a trend, in the order given: that of their times. */
export function evalSeries(stored: readonly StoredEvaluation[]): readonly EvalPoint[] {
  const lastScore = new Map<string, number>();
  return stored.map(({ file, evaluation: one }) => {
    const score = scoreOf(one);
    const before = lastScore.get(one.mode);
    if (score !== null) lastScore.set(one.mode, score);
    const { passed, failed, errors, skipped } = one.tests;
    return {
      ...{ file, at: one.timestamp, mode: one.mode, head: one.git_head },
      good: goodOf(one),
      tests: hasTests(one) ? { passed, failed: failed + errors, skipped } : null,
      coverage: one.coverage?.line_rate ?? null,
      score,
      change: score === null || before === undefined ? null : decimals(score - before, 4),
      flaky: one.flaky_tests,
    };
  });
}

const hasTests = ({ tests }: Evaluation): boolean => tests.passed + tests.failed + tests.errors + tests.skipped > 0;

/** The original gave 1.0 to a project whose tests it could not count, and that is all its score is made of then. */
function scoreOf(one: Evaluation): number | null {
  const others = Object.keys(one.categories).filter((name) => name !== 'tests');
  return one.schema_version === 1 && !hasTests(one) && others.length === 0 ? null : one.composite_score;
}

function goodOf(one: Evaluation): boolean | null {
  if (isGood(one)) return one.schema_version === 1 && scoreOf(one) === null ? null : true;
  const red = one.failed_tests.length > 0 || one.checks.some(({ standing }) => standing === 'failed');
  return red || one.passed === undefined ? false : null;
}

/** Tests that were flaky, the most often seen first. */
export function flakyTests(points: readonly EvalPoint[]): readonly FlakyTest[] {
  const all = new Map<string, FlakyTest>();
  for (const { flaky, at } of points)
    for (const name of new Set(flaky)) all.set(name, { name, times: (all.get(name)?.times ?? 0) + 1, last: at });
  return [...all.values()].sort((a, b) => b.times - a.times || (a.name < b.name ? -1 : 1));
}

/** How the score of each mode has moved, in the order in which modes came up; those scored once have not. */
export function scoreTrends(points: readonly EvalPoint[]): readonly ScoreTrend[] {
  const modes = [...new Set(points.map(({ mode }) => mode))];
  return modes.flatMap((mode) => {
    const scores = points.flatMap((one) => (one.mode === mode && one.score !== null ? [one.score] : []));
    const [first, last] = [scores[0], scores.at(-1)];
    if (first === undefined || last === undefined || scores.length < 2) return [];
    return [{ mode, evaluations: scores.length, first, last }];
  });
}
