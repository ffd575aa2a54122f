import { checkName } from '../domain/check-name.js';
import { type CheckRun, type CheckStanding, type ProjectCheck, standingOf, toldOf } from '../domain/project-check.js';

/** A check with what counts of it, after a red one was tried again on the same files. */
export interface SettledCheck {
  /** The run that counts: the second, where there was one. */
  readonly run: CheckRun;
  readonly standing: CheckStanding;
  /**
   * Names of what failed, the same in every run; where no test is named, that of the check itself. A check that passed has
   * some where its report names failures: they are not left out because of an exit code.
   */
  readonly failures: readonly string[];
  /** Red at first and green afterwards. */
  readonly flaky: readonly string[];
}

/**
 * Whether a check is worth a second try: a red one, and one that passed and names failures. One that ran into its time
 * limit would only do so again.
 */
export const triedAgain = (run: CheckRun): boolean =>
  (standingOf(run) === 'failed' || namedOf(run).length > 0) && run.ending.kind !== 'timeout';

/**
 * Settles what a check says. Tests that failed in only one of two runs are flaky, but a check that is red twice keeps at
 * least the failures of its second run. `twins` are the other checks of its kind.
 */
export function settle(first: CheckRun, again: CheckRun | null, twins: readonly ProjectCheck[] = []): SettledCheck {
  const name = checkName(first, twins);
  const [then, now] = [failuresOf(first, name), again === null ? null : failuresOf(again, name)];
  const run = again ?? first;
  if (now === null) return { run, standing: standingOf(run), failures: then, flaky: [] };
  const both = now.filter((one) => then.includes(one));
  const failures = both.length === 0 ? now : both;
  const flaky = [...new Set([...then, ...now])].filter((one) => !failures.includes(one));
  return { run, standing: standingOf(run), failures, flaky };
}

/** A red check always has failures, whatever its report says; any other one those that it names. */
function failuresOf(run: CheckRun, name: string): readonly string[] {
  if (standingOf(run) !== 'failed') return namedOf(run);
  const named = run.tests?.failures ?? [];
  return named.length === 0 ? [name] : named;
}

/** Failures that tests name though their exit code is 0. */
const namedOf = (run: CheckRun): readonly string[] => (toldOf(run) === 0 ? [] : (run.tests?.failures ?? []));
