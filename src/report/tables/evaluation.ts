import type { Trend } from '../../domain/eval-compared.js';
import { type Evaluation, isGood } from '../../domain/evaluation.js';
import { plural } from '../figures.js';
import { type Line, line, type Tone } from '../line.js';
import { oneLine } from '../plain-text.js';

/** Names that are listed. Source: eval.md 6.1. */
const NAMED = 10;

const say = (text: string, tone: Tone = 'plain'): Line => line('result', text, tone);
const BLANK = say('');

/** Where nothing could be measured, nothing is said to have failed either. */
function status(one: Evaluation): Line {
  if (isGood(one))
    return one.failed_tests.length === 0
      ? say('Status: PASSED', 'good')
      : say('Status: PASSED by exit codes, but failures are named', 'warn');
  const red = one.failed_tests.length > 0 || one.checks.some(({ standing }) => standing === 'failed');
  const old = one.passed === undefined;
  return red || old ? say('Status: FAILED', 'bad') : say('Status: NOT MEASURED', 'warn');
}

/** An evaluation for a person. Its blocks and their order: eval.md 6.1; the tokens in it are looked for by scripts (S17). */
export function evaluationLines(one: Evaluation): readonly Line[] {
  const blocks: readonly (readonly Line[])[] = [
    [
      say('=== Eval Results ===', 'strong'),
      say(
        `Git HEAD: ${one.git_head?.slice(0, 8) ?? 'no commit yet'}${one.dirty === true ? ' and what is not committed' : ''}`,
      ),
      ...(one.mode === 'standard' ? [] : [say(`Mode: ${oneLine(one.mode)}`)]),
      say(`Duration: ${one.duration_seconds.toFixed(2)}s`),
    ],
    [say(testsSay(one)), ...coverageSays(one)],
    listed('Failed tests:', one.failed_tests, 'bad'),
    listed('Flaky, red at first and then green on the same files:', one.flaky_tests, 'warn'),
    titled('Checks:', one.checks.map(checkSays)),
    titled('Custom scripts:', (one.custom_scripts ?? []).map(scriptSays)),
    titled('Category Scores:', Object.entries(one.categories).sort(byName).map(categorySays)),
    [
      say(
        `Composite Score: ${one.composite_score === null ? 'not measured' : one.composite_score.toFixed(2)}`,
        'strong',
      ),
    ],
    [status(one)],
  ];
  return blocks.filter((block) => block.length > 0).flatMap((block, i) => (i === 0 ? block : [BLANK, ...block]));
}

/** Where it was asked for, its absence is told: silence could be read as a check that passed. */
function coverageSays({ coverage, mode }: Evaluation): readonly Line[] {
  if (coverage !== undefined) return [say(`Coverage: ${percent(coverage.line_rate)}`)];
  if (mode !== 'full') return [];
  const fix = 'name the command in tests.coverage_command and its report in coverage.path of .millstone/project.toml';
  return [say(`Coverage: not measured (no report of it was found; ${fix})`, 'warn')];
}

/** What got worse, for a person. Source: eval.md 6.2. */
export function trendLines(trend: Trend | null): readonly Line[] {
  if (trend === null) return [];
  const { newFailures, passed, failed, composite, categories } = trend;
  const warn = (text: string): Line => say(`WARNING: ${text}`, 'warn');
  return [
    BLANK,
    ...(newFailures.length === 0
      ? []
      : [warn('New test failures detected!'), ...listed('', newFailures, 'warn').slice(1)]),
    ...(passed === 0 ? [] : [warn(`Pass rate decreased (${signed(passed, 0)} passed)`)]),
    ...(failed === 0 ? [] : [warn(`Failure count increased (${signed(failed, 0)} failed)`)]),
    ...(composite === null
      ? []
      : [
          warn(
            `Composite score decreased (${composite.before.toFixed(4)} -> ${composite.now.toFixed(4)}, ${signed(composite.now - composite.before, 4)})`,
          ),
        ]),
    ...(categories.length === 0
      ? []
      : [
          warn('Category score regressions:'),
          ...categories.map(([name, by]) => say(`  - ${name}: ${signed(by, 4)}`, 'warn')),
        ]),
  ];
}

/** `Tests: 3/5 passed, 2 failed`; what was not run is not said to have passed. */
export function testsSay({ tests, checks }: Pick<Evaluation, 'tests' | 'checks'>): string {
  const own = checks.filter(({ kind }) => kind === 'tests');
  if (own.length === 0 && tests.total === 0)
    return 'Tests: not measured (no test command is known; name it in .millstone/project.toml)';
  const unmeasured = own.find(({ standing }) => standing === 'not-measured');
  if (tests.total === 0 && unmeasured !== undefined) return `Tests: ${unmeasured.says}`;
  if (tests.total === 0 && own.length > 0 && own.every(({ standing }) => standing === 'passed'))
    return 'Tests: passed (their number is not told)';
  const more = (n: number, word: string): string => (n === 0 ? '' : `, ${n} ${word}`);
  return `Tests: ${tests.passed}/${tests.total} passed${more(tests.failed, 'failed')}${more(tests.errors, 'errors')}${more(tests.skipped, 'skipped')}`;
}

/** Names under a title, the first of many. */
export function listed(title: string, names: readonly string[], tone: Tone = 'plain'): readonly Line[] {
  if (names.length === 0) return [];
  const rest = names.length - NAMED;
  return [
    say(title),
    ...names.slice(0, NAMED).map((name) => say(`  - ${oneLine(name)}`, tone)),
    ...(rest > 0 ? [say(`  ... and ${rest} more`, tone)] : []),
  ];
}

const titled = (title: string, rows: readonly string[]): readonly Line[] =>
  rows.length === 0 ? [] : [say(title), ...rows.map((row) => say(`  ${row}`))];

const checkSays = ({ kind, command, says, seconds }: Evaluation['checks'][number]): string =>
  `${kind}: ${says} in ${seconds.toFixed(2)}s: ${oneLine(command)}`;

const scriptSays = ({ command, exit_code, duration }: NonNullable<Evaluation['custom_scripts']>[number]): string =>
  `[${exit_code === 0 ? 'PASS' : 'FAIL'}] ${oneLine(command)}${typeof duration === 'number' ? ` (${duration.toFixed(2)}s)` : ''}`;

function categorySays([name, { score, ...figures }]: [string, Evaluation['categories'][string]]): string {
  if (score === null) return `${name}: not measured (tool failed)`;
  const shown = Object.entries(figures).filter(([, value]) => typeof value === 'number');
  const details = shown
    .map(([key, value]) => `${key}=${key === 'line_rate' ? percent(Number(value)) : value}`)
    .join(', ');
  return `${name}: ${score.toFixed(2)}${details === '' ? '' : ` (${details})`}`;
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
export const percent = (rate: number): string => `${(rate * 100).toFixed(1)}%`;
export const signed = (value: number, digits: number): string => `${value >= 0 ? '+' : ''}${value.toFixed(digits)}`;

/** The evaluation in one row, as the progress of a run tells it. */
export function evaluationSays(one: Evaluation): string {
  const score = one.composite_score === null ? 'no score' : `score ${one.composite_score.toFixed(2)}`;
  const flaky = one.flaky_tests.length === 0 ? '' : `; ${plural(one.flaky_tests.length, 'flaky test')}`;
  return `${testsSay(one).replace(/^Tests: /, 'tests: ')}; ${score}${flaky}`;
}
