import type { Stamped } from '../domain/event.js';
import type { LockHolder } from '../domain/lock-holder.js';

/**
 * Whether an event belongs to the process that is watched. A run that goes on writes behind what an earlier process of
 * it wrote, its end included; what came before the lock was taken is not this one's.
 */
export const isOf = (holder: LockHolder, { run, at }: Pick<Stamped, 'run' | 'at'>): boolean =>
  run === holder.run && at >= holder.since;

/** What is known of a watched run when its log has nothing new. */
export interface Quiet {
  /** Whether the lock still is its own, and whether its process can be seen. */
  readonly locked: boolean;
  readonly alive: boolean;
  /** Whether anything of it was seen. */
  readonly begun: boolean;
  /** Milliseconds since it let its lock go; 0 while it has it. */
  readonly unlockedMs: number;
}

/** The last words come a moment after the lock is gone; elsewhere than on this host nobody tells when the process ends. */
const LAST_WORDS_MS = 5_000;

/** Whether there is more to come: `died` without a last word, or `nothing` when it never began and another may. */
export function outlook({ locked, alive, begun, unlockedMs }: Quiet): 'more' | 'died' | 'nothing' {
  if (alive && (locked || unlockedMs < LAST_WORDS_MS)) return 'more';
  return begun ? 'died' : 'nothing';
}
