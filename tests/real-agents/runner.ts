import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunEvent } from '../../src/domain/event.js';
import { ROOT } from './places.js';
import type { Run } from './run.js';
import type { Stage } from './stage.js';

const PROGRAM = join(ROOT, 'bin/millstone.js');
/** A run that takes longer hangs. */
const PATIENCE_MS = 240_000;

/** Starts the built program in a stage. */
export function millstone(stage: Stage, ...args: readonly string[]): Run {
  const { repo: cwd, env } = stage;
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const ended = new Promise<{ exit: number | null; output: string }>((done) => {
    child.on('close', (exit) => {
      clearTimeout(late);
      stage.output += output;
      done({ exit, output });
    });
  });
  const run = { child, ended };
  stage.runs.push(run);
  return run;
}

/** The events that the runs of a stage have recorded. */
export function eventsOf(stage: Stage): readonly RunEvent[] {
  const runs = join(stage.repo, '.millstone/runs');
  const files = existsSync(runs) ? readdirSync(runs).filter((name) => /^[^.]*\.jsonl$/.test(name)) : [];
  return files.flatMap((name) =>
    readFileSync(join(runs, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RunEvent),
  );
}

/** Waits until something is so, and fails when it never is. */
export async function until(what: string, so: () => boolean): Promise<void> {
  const end = Date.now() + 120_000;
  while (!so()) {
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await sleep(50);
  }
}

/** Processes that a stage has left behind, by the folder in their environment; only Linux tells. */
export function remains(stage: Stage): readonly string[] {
  if (process.platform !== 'linux') return [];
  const found: string[] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(stage.home)) continue;
      // A dead one that nobody has waited for is none.
      if (readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) continue;
      found.push(`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 80)}`);
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

/** Waits until the command that an agent has left behind is at work, and returns its process id. */
export async function lingering(stage: Stage): Promise<number> {
  const file = join(stage.home, 'lingering.pid');
  const pid = (): number => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);
  await until('the agent has started something', () => pid() > 0);
  if (!alive(pid())) throw new Error('what the agent has started is gone before anything was ended');
  return pid();
}

/** Whether a process is at work; one that only waits to be taken note of is not. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
