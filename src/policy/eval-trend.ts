import type { EvalComparison, Trend } from '../domain/eval-compared.js';
import type { Evaluation, StoredEvaluation } from '../domain/evaluation.js';
import { decimals, deltaOf } from './evaluate.js';

/** Compares with the one before; null when nothing got worse. */
export function trendOf(before: Evaluation, now: Evaluation): Trend | null {
  const delta = deltaOf(before, now);
  const newFailures = now.failed_tests.filter((one) => !before.failed_tests.includes(one));
  const [passed, failed] = [Math.min(0, delta.tests?.passed ?? 0), Math.max(0, delta.tests?.failed ?? 0)];
  const categories = Object.entries(delta.categories ?? {}).filter(([, change]) => change < 0);
  const scores = [before.composite_score, now.composite_score] as const;
  const lower = (delta.composite ?? 0) < 0 && scores[0] !== null && scores[1] !== null;
  const composite = lower ? { before: scores[0], now: scores[1] } : null;
  const worse = newFailures.length > 0 || passed < 0 || failed > 0 || composite !== null || categories.length > 0;
  if (!worse) return null;
  return {
    newFailures,
    passed,
    failed,
    composite,
    categories: categories.sort(([, a], [, b]) => a - b),
    flaky: now.flaky_tests,
  };
}

/** Compares the newest with the one before it of the same mode, or where there is none with the one before it. */
export function comparisonOf(stored: readonly StoredEvaluation[]): EvalComparison | null {
  const newer = stored.at(-1);
  const others = stored.slice(0, -1);
  const older = others.findLast(({ evaluation }) => evaluation.mode === newer?.evaluation.mode) ?? others.at(-1);
  if (newer === undefined || older === undefined) return null;
  const [then, now] = [older.evaluation, newer.evaluation];
  const without = (from: Evaluation, other: Evaluation): readonly string[] =>
    [...new Set(from.failed_tests)].filter((one) => !other.failed_tests.includes(one)).sort();
  const [newFailures, newPasses] = [without(now, then), without(then, now)];
  const delta = deltaOf(then, now);
  const points = (rate: number | undefined): number => decimals((rate ?? 0) * 100, 1);
  return {
    ...{ older, newer, newFailures, newPasses },
    coverage:
      then.coverage === undefined || now.coverage === undefined
        ? null
        : decimals(points(now.coverage.line_rate) - points(then.coverage.line_rate), 1),
    seconds: decimals(now.duration_seconds - then.duration_seconds, 1),
    composite: delta.composite ?? null,
    categories: Object.fromEntries(
      Object.entries(delta.categories ?? {}).map(([name, change]) => [
        name,
        { older: then.categories[name]?.score ?? 0, newer: now.categories[name]?.score ?? 0, delta: change },
      ]),
    ),
    status: newFailures.length > 0 ? 'REGRESSION' : newPasses.length > 0 ? 'IMPROVEMENT' : 'NO_CHANGE',
  };
}
