import { execFile, spawn } from 'node:child_process';
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

// Loaded with the first child: `--help` and usage errors start none, and pay nothing for it.
let loading: Promise<typeof import('execa')> | null = null;
const load = (): Promise<typeof import('execa')> => {
  loading ??= import('execa');
  return loading;
};

// This is the only file that starts programs.

/** Starts a program in a process group of its own. */
export async function start(command: Command, env: Readonly<Record<string, string>>): Promise<Started> {
  const { execa } = await load();
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
  child.stdin.on('error', () => undefined);
  child.unref();
  // A pipe to a child is a socket, and would keep this process alive for as long as the child lives.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return child.stdin;
}

/** What a short system tool prints; empty when it fails. */
export function capture(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, [...args], { encoding: 'utf8', maxBuffer: 1 << 24 }, (error, stdout) =>
      resolve(error === null ? stdout : ''),
    );
  });
}
