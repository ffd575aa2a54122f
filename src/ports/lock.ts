import type { Halt } from '../domain/halt.js';
import type { Result } from '../domain/result.js';

/** A lock that this process holds. */
export interface HeldLock {
  /** Somebody's lock that was taken over because its process is gone; null when there was none. */
  readonly takenOver: { readonly pid: number; readonly run: string; readonly mark?: string | undefined } | null;
  /** Lets it go, unless somebody else has taken it meanwhile. */
  release(): Promise<void>;
}

/** One run per repository, its linked working trees included. A living holder is a `locked` halt that names it. */
export interface RunLock {
  acquire(run: string, mark?: string): Promise<Result<HeldLock, Halt>>;
}
