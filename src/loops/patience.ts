import type { Halt } from '../domain/halt.js';
import type { AskFailure } from '../ports/agents.js';

/** The first wait for a rate limit or a network failure that names no time, and the longest. Source: agents.md 14. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * What to do about a failed call: repeat it after so many milliseconds, or null for giving up.
 *
 * `tries` counts the repetitions so far. A call that only reads (`reader`) may be repeated after it fell silent, an
 * author's may not, since nobody knows what it has done (L14).
 */
export function waitBeforeRepeat(failure: AskFailure, tries: number, now: Date, reader: boolean): number | null {
  switch (failure.reason) {
    case 'limited': {
      const stated = failure.until === null ? Number.NaN : Date.parse(failure.until) - now.getTime();
      // A time that has passed, by our clock, must not make us ask every other second.
      return Number.isFinite(stated) ? Math.max(stated, backoff(tries)) : backoff(tries);
    }
    case 'network':
      return backoff(tries);
    case 'killed':
      return tries === 0 ? FIRST_WAIT_MS : null;
    case 'silent':
    case 'timeout':
      return reader && tries === 0 ? 0 : null;
    default:
      return null;
  }
}

/** A wait that is shorter than this, and has not gone on for long, is not worth another agent. */
const SHORT_MS = 10_000;
const SHORT_TRIES = 2;

/** Whether waiting goes before letting somebody step in. */
export const isWorthWaiting = (ms: number, tries: number): boolean => ms < SHORT_MS && tries < SHORT_TRIES;

const backoff = (tries: number): number => Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);

/** The halt of a call that was given up. */
export const gaveUp = (
  role: Extract<Halt, { reason: 'agent-failed' }>['role'],
  failure: Exclude<AskFailure, { reason: 'cancelled' }>,
): Halt => ({
  reason: 'agent-failed',
  role,
  failure,
});
