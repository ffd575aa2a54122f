import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startTimeOf } from '../../../src/adapters/process/start-time.js';
import { fileLock, type LockPlace } from '../../../src/adapters/state/run-lock.js';
import type { LockHolder } from '../../../src/domain/lock-holder.js';
import type { HeldLock, LockTaker } from '../../../src/ports/lock.js';

const TTL = 60_000;
const forRun = (run: string): LockTaker => ({ run, does: 'tasks' });

function place(over: Partial<LockPlace> = {}): LockPlace {
  const top = mkdtempSync(join(tmpdir(), 'millstone-lock-'));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  return {
    file: join(top, 'common/millstone/run.lock'),
    heartbeatMs: 60_000,
    ttlMs: TTL,
    now: () => new Date(),
    ...over,
  };
}

async function take(at: LockPlace, run = 'mine'): Promise<HeldLock> {
  const result = await fileLock(at).acquire(forRun(run));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  onTestFinished(() => result.value.release());
  return result.value;
}

/** A lock as somebody else has left it. */
function leave(at: LockPlace, text: string | Partial<LockHolder>, silentMs = 0): void {
  mkdirSync(dirname(at.file), { recursive: true });
  const holder = { pid: 1, host: hostname(), run: 'theirs', started: '', since: '2026-01-01T00:00:00.000Z' };
  writeFileSync(at.file, typeof text === 'string' ? text : JSON.stringify({ ...holder, ...text }));
  const touched = new Date(at.now().getTime() - silentMs);
  utimesSync(at.file, touched, touched);
}

async function deadPid(): Promise<number> {
  const child = spawn('true', { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

const holderIn = (at: LockPlace): LockHolder => JSON.parse(readFileSync(at.file, 'utf8'));

describe('the lock of a run', () => {
  test('says who holds it, and is gone when it is released', async () => {
    const at = place();
    const held = await take(at);
    expect(held.takenOver).toBeNull();
    expect(holderIn(at)).toMatchObject({ pid: process.pid, host: hostname(), run: 'mine', does: 'tasks' });
    expect(holderIn(at).started).toBe(await startTimeOf(process.pid));
    expect(readdirSync(dirname(at.file))).toEqual(['run.lock']);
    await held.release();
    expect(existsSync(at.file)).toBe(false);
  });

  test('CLI-S58 ST-S49 WT-S45 is not given to a second one, who is told of the first', async () => {
    const at = place();
    await take(at, 'first');
    const before = readFileSync(at.file, 'utf8');
    expect(await fileLock(at).acquire(forRun('second'))).toEqual({
      ok: false,
      error: { reason: 'locked', pid: process.pid, host: hostname(), run: 'first', file: at.file },
    });
    expect(readFileSync(at.file, 'utf8')).toBe(before);
    expect(readdirSync(dirname(at.file))).toEqual(['run.lock']);
  });

  test('is given to one of many who ask at once', async () => {
    const at = place();
    const asked = await Promise.all(Array.from({ length: 8 }, (_, i) => fileLock(at).acquire(forRun(`r${i}`))));
    const held = asked.filter((one) => one.ok);
    expect(held).toHaveLength(1);
    expect(asked.filter((one) => !one.ok && one.error.reason === 'locked')).toHaveLength(7);
    for (const one of held) await one.value.release();
  });

  test('is given to one of many who find a dead one', async () => {
    const at = place();
    leave(at, { pid: await deadPid() });
    const asked = await Promise.all(Array.from({ length: 4 }, (_, i) => fileLock(at).acquire(forRun(`r${i}`))));
    const held = asked.filter((one) => one.ok);
    expect(held).toHaveLength(1);
    expect(readdirSync(dirname(at.file))).toEqual(['run.lock']);
    for (const one of held) await one.value.release();
  });

  test('can be taken and let go by many, over and over', async () => {
    const at = place();
    const broken: unknown[] = [];
    const taker = async (run: string): Promise<void> => {
      for (let times = 0; times < 40; times++) {
        const asked = await fileLock(at).acquire(forRun(run));
        if (asked.ok) await asked.value.release();
        else if (asked.error.reason !== 'locked') broken.push(asked.error);
      }
    };
    await Promise.all(['a', 'b', 'c', 'd'].map(taker));
    expect(broken).toEqual([]);
  });

  test('ST-S49 of a dead process is taken over, and said so', async () => {
    const at = place();
    const pid = await deadPid();
    leave(at, { pid, run: 'dead' });
    expect((await take(at)).takenOver).toMatchObject({ pid, run: 'dead' });
    expect(holderIn(at).run).toBe('mine');
  });

  test('of a process whose number another has now is taken over', async () => {
    const at = place();
    leave(at, { pid: process.pid, started: '1' });
    expect((await take(at)).takenOver).toMatchObject({ pid: process.pid });
  });

  test.runIf(process.platform === 'linux')('of an earlier start of the machine is taken over', async () => {
    const at = place();
    const started = (await startTimeOf(process.pid)) ?? '';
    leave(at, { pid: process.pid, started, boot: '00000000-0000-4000-8000-000000000000' });
    expect((await take(at)).takenOver).toMatchObject({ pid: process.pid });
    expect(holderIn(at)).toMatchObject({ started, boot: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  test('of a living process stays, however long it was silent', async () => {
    const at = place();
    leave(at, { pid: process.pid, started: (await startTimeOf(process.pid)) ?? '' }, 99 * TTL);
    expect(await fileLock(at).acquire(forRun('mine'))).toMatchObject({ error: { reason: 'locked', run: 'theirs' } });
  });

  test.each([
    [TTL - 5_000, false],
    [TTL + 5_000, true],
    // The clock was set back.
    [-9 * TTL, false],
  ])('of another host, silent for %i ms: taken over %s', async (silent, taken) => {
    const at = place();
    leave(at, { host: 'elsewhere', pid: process.pid }, silent);
    const asked = await fileLock(at).acquire(forRun('mine'));
    expect(asked.ok).toBe(taken);
    if (asked.ok) await asked.value.release();
    else expect(asked.error).toMatchObject({ reason: 'locked', host: 'elsewhere' });
  });

  test.each(['', '{"pid": 12', 'garbage\n', '{"pid":"x"}', '[]'])('that is damaged is taken over: %j', async (text) => {
    const at = place();
    leave(at, text);
    expect((await take(at)).takenOver).toBeNull();
    expect(holderIn(at).run).toBe('mine');
  });

  test('shows that its holder lives', async () => {
    const at = place({ heartbeatMs: 10 });
    await take(at);
    const old = new Date(0);
    utimesSync(at.file, old, old);
    for (let looks = 0; looks < 500 && statSync(at.file).mtimeMs === 0; looks++) await pause(10);
    expect(statSync(at.file).mtimeMs).toBeGreaterThan(0);
  });

  test('is not released by one from whom it was taken', async () => {
    const at = place();
    const held = await take(at, 'slow');
    leave(at, { run: 'other' });
    await held.release();
    expect(holderIn(at).run).toBe('other');
  });

  test('WT-S45 may be released twice, and when the folder is gone', async () => {
    const at = place();
    const held = await take(at);
    rmSync(dirname(at.file), { recursive: true });
    await held.release();
    await held.release();
    expect(existsSync(at.file)).toBe(false);
  });

  test('that cannot be written is a halt with its path', async () => {
    const at = place();
    mkdirSync(dirname(dirname(at.file)), { recursive: true });
    writeFileSync(dirname(at.file), 'a file where the folder should be');
    const asked = await fileLock(at).acquire(forRun('mine'));
    expect(asked).toMatchObject({ ok: false, error: { reason: 'state', file: at.file } });
  });
});
