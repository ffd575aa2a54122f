import * as z from 'zod';

/** What a holder of the lock does: tasks one after the other, one task, a shorter tasklist; `other` is no run. */
const doing = z.enum(['tasks', 'task', 'compaction', 'other']);
export type Doing = z.infer<typeof doing>;

/** Who holds the lock of a repository, as the lock file says. */
export const lockHolder = z.object({
  pid: z.int(),
  host: z.string(),
  run: z.string(),
  /** When the process began, in the system's own way of saying it; empty where it does not tell. */
  started: z.string(),
  /** Which start of the machine `started` counts from; left out where it needs none, or by an earlier version. */
  boot: z.string().optional(),
  /** ISO time at which the lock was taken. */
  since: z.string(),
  /** What its agents bear in their environment. */
  mark: z.string().optional(),
  /** Left out by an earlier version, and by what a later one does. */
  does: doing.optional().catch(undefined),
});
export type LockHolder = z.infer<typeof lockHolder>;

/** What can be seen of a holder from here. */
export interface HolderSeen {
  readonly host: string;
  /** When the process with the holder's number began; null when there is none. Only known on the holder's own host. */
  readonly started: string | null;
  /** The machine's present start; empty where the system does not tell, or where times are dates. */
  readonly boot: string;
  /** Milliseconds since the holder's last sign of life; negative when the clock was set back. */
  readonly silentMs: number;
}

/**
 * Whether the holder still lives. On its own host the process tells, and its start time tells it from another one that
 * has the same number now, also one that began as long after a later start of the machine; from elsewhere only the
 * heartbeat does. In doubt it lives.
 */
export function holderLives(holder: LockHolder, seen: HolderSeen, ttlMs: number): boolean {
  if (holder.host !== seen.host) return seen.silentMs <= ttlMs;
  if (seen.started === null) return false;
  if (holder.boot !== undefined && seen.boot !== '' && holder.boot !== seen.boot) return false;
  return holder.started === '' || seen.started === '' || holder.started === seen.started;
}
