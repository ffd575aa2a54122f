import { readFile } from 'node:fs/promises';
import { capture } from './start.js';

/** The field of `/proc/<pid>/stat` that says when a process began, counted from its state. Source: proc(5). */
const START_FIELD = 19;

/** A date must read the same in every terminal, whatever language and time zone are set there. */
const PLAIN = ['LC_ALL=C', 'TZ=UTC'];

/**
 * Which start of the machine the times of its processes count from; empty where they are dates, which need none.
 * Source: proc_sys_kernel(5), random/boot_id.
 */
export async function bootId(): Promise<string> {
  if (process.platform !== 'linux') return '';
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim();
}

/**
 * When a process began: ticks since the machine's own start on Linux, a date elsewhere. Null when there is no such
 * process, or only what a parent has not collected yet; empty when the system does not tell.
 */
export async function startTimeOf(pid: number): Promise<string | null> {
  if (!exists(pid)) return null;
  if (process.platform !== 'linux')
    return (await capture('env', [...PLAIN, 'ps', '-o', 'lstart=', '-p', String(pid)])).trim();
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? null : (fields[START_FIELD - 1] ?? '');
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it means that it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
