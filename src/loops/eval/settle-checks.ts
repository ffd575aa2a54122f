import type { Halt } from '../../domain/halt.js';
import type { CheckRun, ProjectCheck } from '../../domain/project-check.js';
import { ok, type Result } from '../../domain/result.js';
import { type SettledCheck, settle, triedAgain } from '../../policy/settled-check.js';

/** Runs a check, for the first time or once more on the same files. */
export type RunOnce = (check: ProjectCheck, nth: 1 | 2) => Promise<Result<CheckRun, Halt>>;

/** Runs checks one after the other, a red one twice, to tell what is broken from what is flaky. */
export async function settleChecks(
  checks: readonly ProjectCheck[],
  run: RunOnce,
): Promise<Result<readonly SettledCheck[], Halt>> {
  const settled: SettledCheck[] = [];
  for (const check of checks) {
    const first = await run(check, 1);
    if (!first.ok) return first;
    const again = triedAgain(first.value) ? await run(check, 2) : null;
    if (again !== null && !again.ok) return again;
    settled.push(settle(first.value, again?.value ?? null, checks));
  }
  return ok(settled);
}
