import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bootId, startTimeOf } from '../../../src/adapters/process/start-time.js';

function sleeper(): { readonly pid: number; readonly end: () => Promise<unknown> } {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' });
  const gone = once(child, 'exit');
  const end = () => {
    child.kill('SIGKILL');
    return gone;
  };
  onTestFinished(() => void child.kill('SIGKILL'));
  return { pid: child.pid ?? 0, end };
}

describe('the start of a process', () => {
  test('is told, and stays the same', async () => {
    const mine = await startTimeOf(process.pid);
    expect(mine).toMatch(/\d/);
    expect(await startTimeOf(process.pid)).toBe(mine);
  });

  test('tells a process from one that began later', async () => {
    const { pid } = sleeper();
    expect(await startTimeOf(pid)).not.toBe(await startTimeOf(process.pid));
  });

  test('is null once the process has ended', async () => {
    const { pid, end } = sleeper();
    expect(await startTimeOf(pid)).not.toBeNull();
    await end();
    expect(await startTimeOf(pid)).toBeNull();
  });

  test.runIf(process.platform === 'linux')('counts from a start of the machine that has a name', async () => {
    expect(await bootId()).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.runIf(process.platform === 'linux')('is null for a process that nobody has collected', async () => {
    // The shell becomes a program that never asks for the end of its child.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 600'], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [text] = await once(parent.stdout, 'data');
    const pid = Number(String(text));
    for (let looks = 0; looks < 200 && (await startTimeOf(pid)) !== null; looks++) await pause(10);
    expect(process.kill(pid, 0)).toBe(true);
    expect(await startTimeOf(pid)).toBeNull();
  });

  test.runIf(process.platform === 'linux')('is told of a process with a strange name', async () => {
    const child = spawn('sleep', ['600'], { argv0: ') Z 1 (', stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    expect(await startTimeOf(child.pid ?? 0)).toMatch(/^\d+$/);
  });
});
