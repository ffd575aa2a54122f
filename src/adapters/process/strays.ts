import { readdirSync, readFileSync } from 'node:fs';
import { capture } from './start.js';

/** A process as the system lists it. */
export interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Dead but not yet collected by its parent. */
  readonly zombie: boolean;
}

/** Reads one `/proc/<pid>/stat`; null when it is none. The name in parentheses may itself contain any character. */
export function parseStat(text: string): Listed | null {
  const pid = Number.parseInt(text, 10);
  const [state = '', parent = '', group = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (!Number.isInteger(pid) || parent === '') return null;
  return { pid, parent: Number(parent), group: Number(group), zombie: state === 'Z' || state === 'X' };
}

/** Reads a line of `ps -axo pid=,ppid=,pgid=,state=`; null when it is none. */
export function parsePs(line: string): Listed | null {
  const found = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)/.exec(line);
  if (found === null) return null;
  const [, pid, parent, group, state = ''] = found;
  return { pid: Number(pid), parent: Number(parent), group: Number(group), zombie: state.startsWith('Z') };
}

/** Everything that descends from one of the roots, or is in one of their groups; the roots included, zombies not. */
export function family(all: readonly Listed[], roots: ReadonlySet<number>): readonly number[] {
  const found = new Set<number>(roots);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, parent, group } of all) {
      if (!found.has(pid) && (found.has(parent) || roots.has(group))) {
        found.add(pid);
        grown = true;
      }
    }
  }
  const zombies = new Set(all.filter((one) => one.zombie).map((one) => one.pid));
  const alive = new Set(all.map((one) => one.pid));
  return [...found].filter((pid) => alive.has(pid) && !zombies.has(pid));
}

/** All processes of the machine; empty when they cannot be listed. */
export async function listProcesses(): Promise<readonly Listed[]> {
  return process.platform === 'linux' ? fromProc() : fromPs();
}

/** Read without threads: the kernel makes these files up on the spot, and handing each to a thread costs far more. */
function fromProc(): readonly Listed[] {
  return numbers()
    .map((pid) => parseStat(read(`/proc/${pid}/stat`).toString('utf8')))
    .filter((one) => one !== null);
}

/** The number that was given out last. Source: the fifth field of /proc/loadavg, proc(5). */
const newest = (): number => Number(read('/proc/loadavg').toString('latin1').trim().split(' ').at(-1)) || 0;

const numbers = (): readonly string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

/** Empty for a process that is gone by now, or is somebody else's. */
function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

async function fromPs(): Promise<readonly Listed[]> {
  const text = await capture('ps', ['-axo', 'pid=,ppid=,pgid=,state=']);
  return text
    .split('\n')
    .map(parsePs)
    .filter((one) => one !== null);
}

/** Every process with its command and, behind it, its environment. Source: ps(1) of macOS, `-E`. */
const ENVIRONMENTS = ['-axwwE', '-o', 'pid=,command='];

/** The processes in what `ps` told, this one apart, that have the mark as a word of their environment. */
export function fromEnvironments(told: string, mark: string): readonly number[] {
  return told.split('\n').flatMap((line) => {
    const [, pid, words] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    const bears = ` ${words} `.includes(` ${mark} `);
    return bears && Number(pid) !== process.pid ? [Number(pid)] : [];
  });
}

/**
 * The processes whose environment bears a mark. Tools in a session of their own leave both group and parent behind;
 * their environment still tells whose they are. macOS shows it of programs that are not its own; elsewhere the answer is
 * empty.
 *
 * `after` is the process that all of them descend from: numbers are given out in ascending order, so only later ones
 * are looked at, unless the count has begun anew since.
 */
export async function marked(mark: string, after = 0): Promise<readonly number[]> {
  if (process.platform === 'darwin') return fromEnvironments(await capture('ps', ENVIRONMENTS), mark);
  if (process.platform !== 'linux') return [];
  const wanted = Buffer.from(`${mark}\0`);
  const from = after <= newest() ? after : 0;
  return numbers()
    .filter(
      (pid) => Number(pid) >= from && Number(pid) !== process.pid && read(`/proc/${pid}/environ`).includes(wanted),
    )
    .map(Number);
}

/** Sends a signal to processes that may be gone already. */
export function signalAll(pids: Iterable<number>, signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone, or not ours to end.
    }
  }
}

/** Whether anybody, dead ones that were not collected included, is in a process group. */
export function isGroup(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}
