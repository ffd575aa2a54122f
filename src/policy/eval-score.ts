import type { Category, Evaluation } from '../domain/evaluation.js';
import { sumOfCounts, type TestCounts } from '../domain/test-report.js';
import type { SettledCheck } from './settled-check.js';

/** How much each category counts. */
export type Weights = Readonly<Record<Category, number>>;
/** Problems at which a category scores nothing. */
export type Thresholds = Readonly<Record<'typing' | 'lint' | 'security' | 'complexity', number>>;

type Categories = Evaluation['categories'];

/** What a counted category calls its count. Source: eval.md 4. */
const COUNT = {
  typing: 'errors',
  lint: 'errors',
  security: 'issues',
  complexity: 'high_complexity_functions',
} as const;

/** Tests of all test checks together. A red one whose report does not say why has one error. */
export function countsOf(checks: readonly SettledCheck[]): TestCounts {
  return sumOfCounts(
    ofKind(checks, 'tests').map(({ run, standing }) => {
      const counts = run.tests?.counts ?? { passed: 0, failed: 0, errors: 0, skipped: 0 };
      const named = run.tests?.failures.length ?? 0;
      if (standing !== 'failed' || counts.failed + counts.errors > 0) return counts;
      return named > 0 ? { ...counts, failed: named } : { ...counts, errors: 1 };
    }),
  );
}

/** The scores of what could be measured. What could not is missing; a tool that broke has the score null. */
export function categoriesOf(checks: readonly SettledCheck[], thresholds: Thresholds): Categories {
  const found: Record<string, Categories[string]> = {};
  const tests = ofKind(checks, 'tests');
  if (tests.length > 0) {
    const { passed, failed, errors } = countsOf(checks);
    const ran = passed + failed + errors;
    // Where nothing is counted, the exit code is all there is.
    const score = ran > 0 ? rounded(passed / ran) : 1;
    found.tests = { score, passed, failed: failed + errors };
  }
  const coverage = tests.flatMap(({ run }) => run.coverage ?? [])[0];
  if (coverage !== undefined) found.coverage = { score: rounded(coverage.lines), line_rate: rounded(coverage.lines) };
  for (const [kind, name] of Object.entries(COUNT) as [keyof typeof COUNT, string][]) {
    const all = ofKind(checks, kind);
    if (all.length === 0) continue;
    const counts = all.map(({ run, standing }) => (standing === 'passed' ? 0 : (run.problems ?? 0)));
    // Red without anything it could name: the tool broke, and says nothing about the files.
    const broke = all.some(({ standing }, i) => standing === 'failed' && counts[i] === 0);
    const count = counts.reduce((sum, one) => sum + one, 0);
    found[kind] = broke
      ? { score: null, [name]: -1, tool_failed: true }
      : { score: rounded(Math.max(0, 1 - count / thresholds[kind])), [name]: count };
  }
  return found;
}

/** The weighted mean of the scores there are, in hundredths; null when there is none. `among` limits it to categories. */
export function compositeOf(categories: Categories, weights: Weights, among?: readonly string[]): number | null {
  let [sum, all] = [0, 0];
  for (const [name, { score }] of Object.entries(categories)) {
    const weight = Object.hasOwn(weights, name) ? weights[name as Category] : 0;
    if (score === null || weight <= 0 || among?.includes(name) === false) continue;
    sum += weight * score;
    all += weight;
  }
  return all === 0 ? null : rounded(sum / all);
}

/** Two decimals; a value a hair below a half, as binary fractions have it, counts as the half that is meant. */
const rounded = (value: number): number => Math.round(value * 100 + 1e-9) / 100;

const ofKind = (checks: readonly SettledCheck[], kind: SettledCheck['run']['kind']): readonly SettledCheck[] =>
  checks.filter(({ run, standing }) => run.kind === kind && standing !== 'not-measured');
