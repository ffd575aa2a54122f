import { readFile, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { holderLives, type LockHolder, lockHolder } from '../../domain/lock-holder.js';
import { bootId, startTimeOf } from '../process/start-time.js';

/** A run lock as it lies there. */
export interface LockSeen {
  readonly text: string;
  /** Null when it was edited by hand: nobody can be told to hold it. */
  readonly holder: LockHolder | null;
  /** Whether the holder still works; in doubt it does. */
  readonly lives: boolean;
}

/** Looks at a run lock without touching it; null when there is none. A holder elsewhere is dead after `ttlMs` of silence. */
export async function seeLock(file: string, ttlMs: number, now: () => Date): Promise<LockSeen | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const holder = parsed(text);
  if (holder === null) return { text, holder, lives: false };
  const touched = await stat(file).catch(() => null);
  const silentMs = touched === null ? 0 : now().getTime() - touched.mtimeMs;
  return { text, holder, lives: await isAlive(holder, silentMs, ttlMs) };
}

/** Whether a holder still works. `silentMs` counts where its process cannot be seen, on another host. */
export async function isAlive(holder: LockHolder, silentMs: number, ttlMs: number): Promise<boolean> {
  const host = hostname();
  const started = holder.host === host ? await startTimeOf(holder.pid) : null;
  return holderLives(holder, { host, started, boot: await bootId(), silentMs }, ttlMs);
}

function parsed(text: string): LockHolder | null {
  try {
    const read = lockHolder.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
