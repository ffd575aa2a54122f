import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, rmdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import type { LockHolder } from '../../domain/lock-holder.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { HeldLock, LockTaker, RunLock } from '../../ports/lock.js';
import { systemWords } from '../files/system-words.js';
import { bootId, startTimeOf } from '../process/start-time.js';
import { seeLock } from './lock-seen.js';

/** Where the lock lies, and how often it shows that its holder lives. */
export interface LockPlace {
  readonly file: string;
  readonly heartbeatMs: number;
  /** A holder on another host that was silent for longer counts as dead. */
  readonly ttlMs: number;
  readonly now: () => Date;
}

/** Takers that meet at a dead lock try again; more than a few times means that something else is wrong. */
const TRIES = 20;

/** The run lock as a file that only one process can make. */
export function fileLock(place: LockPlace): RunLock {
  return {
    async acquire(taker) {
      try {
        return await acquire(place, taker);
      } catch (error) {
        return err({ reason: 'state', file: place.file, why: systemWords(error) });
      }
    },
  };
}

async function acquire(place: LockPlace, { run, does, mark }: LockTaker): Promise<Result<HeldLock, Halt>> {
  let takenOver: HeldLock['takenOver'] = null;
  const mine: LockHolder = {
    pid: process.pid,
    host: hostname(),
    run,
    started: (await startTimeOf(process.pid)) ?? '',
    boot: (await bootId()) || undefined,
    since: place.now().toISOString(),
    ...(mark === undefined ? {} : { mark }),
    does,
  };
  const text = `${JSON.stringify(mine)}\n`;
  for (let tries = 0; tries < TRIES; tries++) {
    if (await make(place.file, text)) return ok(held(place, text, takenOver));
    const seen = await seeLock(place.file, place.ttlMs, place.now);
    if (seen === null) continue;
    const { text: present, holder, lives } = seen;
    if (holder !== null && lives) {
      return err({ reason: 'locked', pid: holder.pid, host: holder.host, run: holder.run, file: place.file });
    }
    if (await takeAway(place.file, present)) takenOver = holder;
  }
  return err({ reason: 'state', file: place.file, why: 'others take this lock over and over' });
}

/** False when there is one already, or nothing to put it in. Written aside and linked, so that nobody ever reads half of it. */
async function make(file: string, text: string): Promise<boolean> {
  const aside = asideOf(file);
  try {
    // Somebody who lets go takes the empty folder along, this very instant perhaps.
    await mkdir(dirname(file), { recursive: true });
    await writeFile(aside, text, { mode: 0o600 });
    await link(aside, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOENT')) return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

const asideOf = (file: string): string => `${file}.${randomBytes(4).toString('hex')}`;

/** Removes the lock that was judged dead, and no other: one that was made in the meantime is put back. */
async function takeAway(file: string, judged: string): Promise<boolean> {
  const aside = asideOf(file);
  try {
    await rename(file, aside);
  } catch {
    return false;
  }
  const same = (await readFile(aside, 'utf8').catch(() => '')) === judged;
  if (!same) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
  return same;
}

function held(place: LockPlace, text: string, takenOver: HeldLock['takenOver']): HeldLock {
  const beat = setInterval(() => {
    const now = place.now();
    void utimes(place.file, now, now).catch(() => undefined);
  }, place.heartbeatMs).unref();
  return {
    takenOver,
    async release() {
      clearInterval(beat);
      const present = await readFile(place.file, 'utf8').catch(() => null);
      if (present === text) await rm(place.file, { force: true }).catch(() => undefined);
      await rmdir(dirname(place.file)).catch(() => undefined);
    },
  };
}
