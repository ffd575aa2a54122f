import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One run of a command: wall time in milliseconds, its exit code, and the peak of its own memory where it can be read. */
export interface Run {
  readonly ms: number;
  readonly code: number | null;
  readonly peakMiB: number | null;
  /** Unix time in milliseconds when it was started. */
  readonly at: number;
  readonly endedAt: number;
}

export interface How {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Reads the peak memory of the process while it runs (Linux). */
  readonly watch?: boolean;
}

const now = (): number => performance.timeOrigin + performance.now();

/** The highest resident size that a process has had, in MiB; null where /proc does not tell. */
function peakOf(pid: number): number | null {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found === null ? null : Number(found[1]) / 1024;
  } catch {
    return null;
  }
}

/** Runs a command to its end with its output thrown away. */
export function run(program: string, args: readonly string[], how: How = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const at = now();
    const child = spawn(program, args, { cwd: how.cwd, env: how.env, stdio: ['ignore', 'ignore', 'ignore'] });
    let peakMiB: number | null = null;
    const look = (): void => {
      if (child.pid !== undefined) peakMiB = Math.max(peakMiB ?? 0, peakOf(child.pid) ?? 0);
    };
    const timer = how.watch === true ? setInterval(look, 20) : null;
    child.on('error', reject);
    child.on('exit', (code) => {
      if (timer !== null) clearInterval(timer);
      const endedAt = now();
      resolve({ ms: endedAt - at, code, peakMiB, at, endedAt });
    });
  });
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
