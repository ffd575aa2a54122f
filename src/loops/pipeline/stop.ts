import type { Halt } from '../../domain/halt.js';
import { err, type Result } from '../../domain/result.js';
import type { RunEnd } from '../../domain/run-done.js';

/** A chain stops here although nothing went wrong. */
export interface Stop {
  readonly reason: 'stop';
  readonly end: RunEnd;
  /** The step of a decision that holds no longer than until the run goes on. */
  readonly until?: string;
  /** Whether the run is over, so that nothing goes on with what is left. */
  readonly over?: true;
}

/** What a part of a chain comes to. */
export type Outcome<T> = Result<T, Halt | Stop>;

export const stopAt = (end: RunEnd): Result<never, Stop> => err({ reason: 'stop', end });

/** A stop that is decided anew when the run goes on; `until` is its step. */
export const stopUntil = (end: RunEnd, until: string): Result<never, Stop> => err({ reason: 'stop', end, until });

/** The run ends here with something left. */
export const endAt = (end: RunEnd): Result<never, Stop> => err({ reason: 'stop', end, over: true });
