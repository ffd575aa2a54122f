import type { Halt } from '../domain/halt.js';
import type { Doing } from '../domain/lock-holder.js';
import type { Result } from '../domain/result.js';

/** A lock that this process holds. */
export interface HeldLock {
  /** Somebody's lock that was taken over because its process is gone; null when there was none. */
  readonly takenOver: { readonly pid: number; readonly run: string; readonly mark?: string | undefined } | null;
  /** Lets it go, unless somebody else has taken it meanwhile. */
  release(): Promise<void>;
}

/** What others are told of a holder. */
export interface LockTaker {
  /** The run, or the name of what is no run. */
  readonly run: string;
  readonly does: Doing;
  /** What its agents bear in their environment, and under which it can be asked to stop; none where it asks nobody. */
  readonly mark?: string;
}

/** One run per repository, its linked working trees included. A living holder is a `locked` halt that names it. */
export interface RunLock {
  acquire(taker: LockTaker): Promise<Result<HeldLock, Halt>>;
}
