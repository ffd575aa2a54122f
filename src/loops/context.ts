import type { Emit } from '../domain/event.js';
import type { HaltOf, StopSignal } from '../domain/halt.js';
import type { Clock } from '../ports/clock.js';
import type { Journal } from '../ports/journal.js';

/** What every loop needs of its surroundings; what one step needs besides is that step's own argument. */
export interface RunContext {
  readonly emit: Emit;
  readonly journal: Journal;
  /** Aborted with the name of the signal as its reason. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** The halt of a run whose signal was aborted. */
export function cancelled(signal: AbortSignal): HaltOf<'cancelled'> {
  return { reason: 'cancelled', signal: signal.reason as StopSignal };
}

/** For clean-up, which is never given up: putting things back must end even when the work was stopped. */
export const uncancelled: AbortSignal = new AbortController().signal;
