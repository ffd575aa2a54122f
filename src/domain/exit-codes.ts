import type { Halt, StopSignal } from './halt.js';
import { ruleOf } from './halt-rules.js';

/** Signal numbers of POSIX, for the exit codes 128 + n. */
export const SIGNAL_NUMBER: Readonly<Record<StopSignal, number>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** How exit codes are given: 0, 1, 2 and signals, or one code for each family of halts. */
export type ExitCodes = 'standard' | 'extended';

/** The exit code of a halted run. */
export function exitOf(halt: Halt, codes: ExitCodes): number {
  const rule = ruleOf(halt);
  if (halt.reason === 'cancelled') return 128 + SIGNAL_NUMBER[halt.signal];
  return codes === 'extended' ? rule.family : 1;
}
