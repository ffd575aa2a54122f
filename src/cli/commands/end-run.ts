import { systemClock } from '../../adapters/clock.js';
import { type ExitCodes, exitOf } from '../../domain/exit-codes.js';
import type { Halt, Problem } from '../../domain/halt.js';
import { haltSays, outcomeOf } from '../../domain/halt-rules.js';
import type { Result } from '../../domain/result.js';
import { exitOfDone, type RunDone } from '../../domain/run-done.js';
import type { Reporting } from '../reporting.js';

/** Something in a settings file is wrong, so that no run was begun. */
export interface Refusal {
  readonly reason: 'refused';
  readonly problems: readonly Problem[];
}

/** Tells how a run ended and returns its exit code. What it emits last is the summary for programs. */
export function endRun(result: Result<RunDone, Halt | Refusal>, reporting: Reporting, codes: ExitCodes): number {
  const { emit, began, spent, tasks } = reporting;
  const ms = systemClock.now().getTime() - began;
  const facts = { type: 'run-ended', ms, spent: spent(), tasks: tasks() } as const;
  if (result.ok) {
    const { outcome, commits, end = 'done' } = result.value;
    const exit = exitOfDone(end, tasks(), codes);
    emit({ ...facts, exit, outcome, halt: null, commits, end });
    return exit;
  }
  const why = result.error;
  if (why.reason === 'refused') {
    emit({ type: 'run-refused', exit: 2, problems: why.problems });
    return 2;
  }
  const exit = exitOf(why, codes);
  emit({ type: 'halted', halt: why });
  const halt = { reason: why.reason, says: haltSays(why) };
  emit({ ...facts, exit, outcome: outcomeOf(why), halt, commits: [], end: null });
  return exit;
}
