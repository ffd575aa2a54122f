import * as z from 'zod';
import { coverage } from './coverage.js';
import { testReport } from './test-report.js';

/** What a project's own checks are about, in the order they are run; also the sections of `project.toml`. */
export const CHECK_KINDS = ['tests', 'lint', 'typing', 'security', 'complexity'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** What is run and judged by its exit code: the checks, and commands of `eval_scripts` beside them. */
export const RUNNABLE = [...CHECK_KINDS, 'script'] as const;

/** A command of the project itself whose exit code judges its files: 0 is a pass, anything else is not. */
export const projectCheck = z.strictObject({
  kind: z.enum(RUNNABLE),
  /** For `sh -c`, in the top level of the working tree. */
  command: z.string(),
});
export type ProjectCheck = z.infer<typeof projectCheck>;

/** A project check that was run. */
export const checkRun = z.strictObject({
  ...projectCheck.shape,
  ending: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('exited'), code: z.number() }),
    z.strictObject({ kind: z.literal('signalled'), signal: z.string() }),
    z.strictObject({ kind: z.literal('timeout'), ms: z.number() }),
    z.strictObject({ kind: z.literal('not-started'), why: z.string() }),
  ]),
  ms: z.number(),
  /** What it printed on both streams, in the order it came: the beginning and the end where it was long. */
  output: z.string(),
  /** Files that it changed and that were put back: a check judges, it does not write. */
  putBack: z.array(z.string()),
  /** The ref that keeps how they were then. */
  parked: z.string().optional(),
  /** What its report or its output told of the tests; missing where neither could be read. */
  tests: testReport.optional(),
  coverage: coverage.optional(),
  /** Problems that it told of; missing where they could not be counted. */
  problems: z.number().optional(),
});
export type CheckRun = z.infer<typeof checkRun>;

/** What a run of a check says of the files. One that could not be run says nothing, neither good nor bad. */
export const CHECK_STANDINGS = ['passed', 'failed', 'not-measured'] as const;
export type CheckStanding = (typeof CHECK_STANDINGS)[number];

/** How a shell says that a program cannot be run, and that there is none of that name. Source: POSIX, sh, 2.8.2. */
const CANNOT_RUN = [126, 127];

/** How tools say that what they should run is not installed, with an exit code that means something else as well. */
const NOT_INSTALLED = [
  /npx canceled due to missing packages/,
  /No module named '?(?:pytest|ruff|mypy)\b/,
  /error: no such command: `/,
  /is not installed for the toolchain/,
  /bundler: (?:command not found|failed to load command)/,
];

/** How test runners say that there is nothing to run, which is neither good nor bad news about the files. */
const NO_TESTS = [
  /^no tests ran in /m,
  /No test files found, exiting with code 1/,
  /No tests found, exiting with code 1/,
  /Error: No test files found/,
];

/** What a finished check says of the files. */
export function standingOf(run: CheckRun): CheckStanding {
  const { ending } = run;
  switch (ending.kind) {
    case 'exited':
      if (ending.code === 0) return 'passed';
      return whyNotMeasured(ending.code, run.output) === null ? 'failed' : 'not-measured';
    case 'signalled':
    case 'timeout':
      return 'failed';
    case 'not-started':
      return 'not-measured';
    default:
      return ending satisfies never;
  }
}

/** Why an exit code other than 0 is no judgement; null when it is one. */
function whyNotMeasured(code: number, output: string): string | null {
  if (CANNOT_RUN.includes(code) || NOT_INSTALLED.some((words) => words.test(output))) return 'not installed';
  return NO_TESTS.some((words) => words.test(output)) ? 'no tests were found' : null;
}

/**
 * How many failures tests told of though they ended with the exit code 0, as behind a pipe that swallows another one.
 * They count as passed (L12), but what they tell is never left out.
 */
export function toldOf(run: CheckRun): number {
  if (run.kind !== 'tests' || standingOf(run) !== 'passed') return 0;
  const { counts = null, failures = [] } = run.tests ?? {};
  return Math.max(failures.length, counts === null ? 0 : counts.failed + counts.errors);
}

/** The same in words: `passed`, `failed (exit code 1)`, `not measured (not installed)`. */
export function checkSays(run: CheckRun): string {
  const { ending } = run;
  if (standingOf(run) === 'passed') {
    const told = toldOf(run);
    return told === 0
      ? 'passed'
      : `passed (exit code 0, though its output tells of ${told} failure${told === 1 ? '' : 's'})`;
  }
  switch (ending.kind) {
    case 'exited': {
      const why = whyNotMeasured(ending.code, run.output);
      return why === null ? `failed (exit code ${ending.code})` : `not measured (${why})`;
    }
    case 'signalled':
      return `failed (ended by ${ending.signal})`;
    case 'timeout':
      return `failed (still running after ${Math.round(ending.ms / 1_000)} s)`;
    case 'not-started':
      return `not measured (${ending.why})`;
    default:
      return ending satisfies never;
  }
}

/** Failed tests that are named in a sentence. */
const NAMED = 3;

/**
 * What a red check found, or one that tells of failures all the same, in a few words:
 * `2 of 5 tests failed: cart > totals, top level`. Empty when it did not say.
 */
export function checkFound(run: CheckRun): string {
  if (standingOf(run) !== 'failed' && toldOf(run) === 0) return '';
  if (run.problems !== undefined && run.problems > 0) return `${run.problems} problem${run.problems === 1 ? '' : 's'}`;
  const { counts = null, failures = [] } = run.tests ?? {};
  const red = counts === null ? failures.length : counts.failed + counts.errors;
  if (red === 0) return '';
  const of = counts === null ? '' : ` of ${counts.passed + red}`;
  const rest = failures.length > NAMED ? ` and ${failures.length - NAMED} more` : '';
  return `${red}${of} tests failed: ${failures.slice(0, NAMED).join(', ')}${rest}`.replace(/: $/, '');
}
