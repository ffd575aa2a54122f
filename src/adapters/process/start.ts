import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Command } from '../../ports/process.js';

/** A started child, as far as watching over it needs. */
export interface Child {
  readonly stdin: NodeJS.WritableStream | null;
  readonly stdout: NodeJS.ReadableStream & { destroy(): void };
  readonly stderr: NodeJS.ReadableStream & { destroy(): void };
  once(event: 'exit', listener: (code: number | null, signal: string | null) => void): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** A started child with its process id, or the system's code and words for why there is none. */
export type Started =
  | { readonly pid: number; readonly child: Child }
  | { readonly pid: null; readonly code: string | undefined; readonly why: string };

// This is the only file that starts programs.

/**
 * Starts a program in a process group of its own, with what Node itself offers: a task starts git and agents some
 * fifteen times, and execa's checks were measured to cost a fifth of each start (docs/adr/0007).
 */
export async function start(command: Command, env: Readonly<Record<string, string>>): Promise<Started> {
  const { program, args, cwd, stdin } = command;
  const stdio = [stdin === null ? 'ignore' : 'pipe', 'pipe', 'pipe'] as const;
  let child: ChildProcess;
  try {
    child = spawn(program, [...args], { cwd, env: { ...env }, stdio: [...stdio], detached: true });
  } catch (error) {
    // Arguments that are too long, or hold a NUL, are thrown and not told.
    return { pid: null, code: undefined, why: error instanceof Error ? error.message : String(error) };
  }
  const { stdout, stderr, pid } = child;
  if (pid !== undefined && stdout !== null && stderr !== null) {
    child.on('error', () => undefined);
    return { pid, child: { stdin: child.stdin, stdout, stderr, once: child.once.bind(child) } };
  }
  const error = await new Promise<NodeJS.ErrnoException>((resolve) => child.once('error', resolve));
  return { pid: null, code: error.code, why: error.message };
}

/** Starts a program of the user's or the repository's. execa is loaded with the first: most runs start none. */
export async function startForeign(command: Command, env: Readonly<Record<string, string>>): Promise<Started> {
  const { execa } = await import('execa');
  const child = execa(command.program, [...command.args], {
    cwd: command.cwd,
    env,
    extendEnv: false,
    stdin: command.stdin === null ? 'ignore' : 'pipe',
    buffer: false,
    reject: false,
    // A group of its own, so that all of it can be ended; execa's clean-up knows only the child itself.
    detached: true,
    cleanup: false,
  });
  if (child.pid !== undefined) {
    child.catch(() => undefined);
    return { pid: child.pid, child: child as Child };
  }
  const { code, shortMessage } = await child;
  return { pid: null, code, why: shortMessage ?? code ?? 'unknown' };
}

/** Starts a program that outlives this one and is not waited for; returns its stdin. Failures are silent. */
export function startBehind(program: string, args: readonly string[], cwd: string): NodeJS.WritableStream {
  const child = spawn(program, [...args], { cwd, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.on('error', () => undefined);
  if (child.pid !== undefined) yieldTo(child.pid);
  child.stdin.on('error', () => undefined);
  child.unref();
  // A pipe to a child is a socket, and would keep this process alive for as long as the child lives.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return child.stdin;
}

/** Lets a process that only has to be there have what others leave of the processor: its start need not delay theirs. */
function yieldTo(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or the system does not allow it; then it is merely not polite.
  }
}

/**
 * Runs a command of the shell on this program's own terminal and waits for it; `args` are its positional ones. Returns why
 * it could not be run or how it failed, or null.
 */
export function startInFront(command: string, args: readonly string[], cwd: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', `${command} "$@"`, 'sh', ...args], { cwd, stdio: 'inherit' });
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(code === 0 ? null : `it ended with ${signal ?? `exit code ${code}`}`));
  });
}

/** What a short system tool prints; empty when it fails. */
export function capture(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, [...args], { encoding: 'utf8', maxBuffer: 1 << 24 }, (error, stdout) =>
      resolve(error === null ? stdout : ''),
    );
  });
}
