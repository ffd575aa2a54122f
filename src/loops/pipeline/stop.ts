import type { Halt } from '../../domain/halt.js';
import { err, type Result } from '../../domain/result.js';
import type { RunEnd } from '../../domain/run-done.js';

/** A chain stops here although nothing went wrong. */
export interface Stop {
  readonly reason: 'stop';
  readonly end: RunEnd;
}

/** What a part of a chain comes to. */
export type Outcome<T> = Result<T, Halt | Stop>;

export const stopAt = (end: RunEnd): Result<never, Stop> => err({ reason: 'stop', end });
