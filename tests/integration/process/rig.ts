import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Command, Limits } from '../../../src/ports/process.js';

/** Longer than any test may take: whoever still sleeps then was forgotten. */
export const FOREVER = 'sleep 600';

export const LIMITS: Limits = { idleMs: 0, totalMs: 0, graceMs: 20_000, tailBytes: 10_000 };

export const quiet: AbortSignal = new AbortController().signal;

/** A throw-away folder. At the end of the block every process that it was told of is gone, whatever happened. */
export interface Rig extends Disposable {
  readonly dir: string;
  path(name: string): string;
  write(name: string, text: string): string;
  /** A shell script as a command, with the folder as its working directory. */
  sh(script: string, more?: Partial<Omit<Command, 'limits'>> & { limits?: Partial<Limits> }): Command;
  /** Has a process ended with the block. */
  own(pid: number | undefined): void;
  /** The process id that a script has written to a file, as soon as it has. */
  pid(name: string): Promise<number>;
}

export function makeRig(): Rig {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'millstone-process-')));
  const pids = new Set<number>();
  const path = (name: string): string => join(dir, name);
  return {
    dir,
    path,
    write(name, text) {
      writeFileSync(path(name), text);
      return path(name);
    },
    sh: (script, { limits, ...more } = {}) => ({
      program: '/bin/sh',
      args: ['-c', script],
      cwd: dir,
      stdin: null,
      env: { PATH: process.env.PATH ?? '' },
      limits: { ...LIMITS, ...limits },
      ...more,
    }),
    own: (pid) => void (pid !== undefined && pids.add(pid)),
    async pid(name) {
      await until(() => existsSync(path(name)) && readFileSync(path(name), 'utf8').endsWith('\n'));
      const pid = Number(readFileSync(path(name), 'utf8'));
      pids.add(pid);
      return pid;
    },
    [Symbol.dispose]() {
      for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Whether a process runs. One that is dead but not collected, as orphans in a container stay, does not. */
export function isAlive(pid: number): boolean {
  try {
    const state =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)
        : execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return state !== undefined && /^[^ZX]/.test(state);
  } catch {
    return false;
  }
}

/** Waits for something to become true; gives up before the test's own time is over, so that it can tidy up. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain for ${holds}`);
    await pause(10);
  }
}

/** Waits until a process is gone. */
export const gone = (pid: number): Promise<void> => until(() => !isAlive(pid));

/** Bundles TypeScript as the package is bundled; returns the file. */
export async function bundled(rig: Rig, name: string, source: string): Promise<string> {
  const outfile = rig.path(`${name}.mjs`);
  await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'warning',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  return outfile;
}
