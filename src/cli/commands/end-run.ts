import { systemClock } from '../../adapters/clock.js';
import type { Halt, Problem } from '../../domain/halt.js';
import { type ExitCodes, exitOf, haltSays, outcomeOf } from '../../domain/halt-rules.js';
import type { Result } from '../../domain/result.js';
import type { TaskDone } from '../../loops/task/run-task.js';
import type { Reporting } from '../reporting.js';

/** Something in a settings file is wrong, so that no run was begun. */
export interface Refusal {
  readonly reason: 'refused';
  readonly problems: readonly Problem[];
}

/** Tells how a run ended and returns its exit code. What it emits last is the summary for programs. */
export function endRun(result: Result<TaskDone, Halt | Refusal>, reporting: Reporting, codes: ExitCodes): number {
  const { emit, began, spent } = reporting;
  const facts = { type: 'run-ended', ms: systemClock.now().getTime() - began, spent: spent() } as const;
  if (result.ok) {
    const { outcome, commits } = result.value;
    emit({ ...facts, exit: 0, outcome, halt: null, commits });
    return 0;
  }
  const why = result.error;
  if (why.reason === 'refused') {
    emit({ type: 'run-refused', exit: 2, problems: why.problems });
    return 2;
  }
  const exit = exitOf(why, codes);
  emit({ type: 'halted', halt: why });
  emit({ ...facts, exit, outcome: outcomeOf(why), halt: { reason: why.reason, says: haltSays(why) }, commits: [] });
  return exit;
}
