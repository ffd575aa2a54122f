import type { EvalComparison } from '../../domain/eval-compared.js';
import { type Line, line, type Tone } from '../line.js';
import { listed, signed } from './evaluation.js';

const say = (text: string, tone: Tone = 'plain'): Line => line('result', text, tone);
const BLANK = say('');

const TONES: Readonly<Record<EvalComparison['status'], Tone>> = {
  REGRESSION: 'bad',
  IMPROVEMENT: 'good',
  NO_CHANGE: 'plain',
};

/** Two evaluations side by side for a person; the last line is for programs. Source: eval.md 7. */
export function comparisonLines(found: EvalComparison): readonly Line[] {
  const { older, newer, newFailures, newPasses, coverage, seconds, composite, categories, status } = found;
  const [then, now] = [older.evaluation, newer.evaluation];
  const passed = now.tests.passed - then.tests.passed;
  const rows = Object.entries(categories).sort(([a], [b]) => (a < b ? -1 : 1));
  const mode = then.mode === now.mode ? '' : ` (${then.mode} and ${now.mode}: not the same tests)`;
  return [
    say(`Comparing: ${older.file} → ${newer.file}${mode}`, 'strong'),
    BLANK,
    say(
      `Tests: ${of(then.tests)} → ${of(now.tests)} ${passed === 0 ? '(no change)' : `(${signed(passed, 0)} passed)`}`,
    ),
    ...(coverage === null ? [] : [say(`Coverage: ${signed(coverage, 1)} percentage points`)]),
    say(`Duration: ${signed(seconds, 1)}s`),
    ...(composite === null ? [] : [say(`Composite: ${signed(composite, 4)}`)]),
    ...(rows.length === 0 ? [] : [BLANK, say('Category Breakdown:')]),
    ...rows.map(([name, { older: from, newer: to, delta }]) =>
      say(`  ${name}: ${from.toFixed(2)} → ${to.toFixed(2)} (${signed(delta, 4)})`),
    ),
    BLANK,
    ...names('New failures:', newFailures, 'bad'),
    ...names('New passes:', newPasses, 'good'),
    BLANK,
    say(`Status: ${status}`, TONES[status]),
    say(JSON.stringify(comparisonJson(found))),
  ];
}

/** The same in short for a program. */
export function comparisonJson({
  newFailures,
  newPasses,
  coverage,
  composite,
  categories,
  status,
}: EvalComparison): Readonly<Record<string, unknown>> {
  return {
    status,
    new_failures: newFailures.length,
    new_passes: newPasses.length,
    ...(coverage === null ? {} : { coverage_delta: coverage }),
    ...(composite === null ? {} : { composite_delta: composite }),
    category_deltas: Object.fromEntries(Object.entries(categories).map(([name, { delta }]) => [name, delta])),
  };
}

const of = ({ passed, total }: EvalComparison['older']['evaluation']['tests']): string => `${passed}/${total} passed`;

const names = (title: string, all: readonly string[], tone: Tone): readonly Line[] =>
  all.length === 0 ? [say(`${title} (none)`)] : listed(title, all, tone);
