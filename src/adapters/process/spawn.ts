import { existsSync } from 'node:fs';
import type { Command, Ended, Ending, RunProcess } from '../../ports/process.js';
import { ActivityTimer } from './activity-timer.js';
import { endAll } from './end-all.js';
import type { Guard } from './guard.js';
import { type Child, start, startForeign } from './start.js';
import { isGroup, marked } from './strays.js';
import { Tail } from './tail.js';

/** How long the output of a program that has ended may be silent before what still holds its pipes is ended too. */
const DRAIN_MS = 100;
/** And how long it may go on: what a program left behind may talk for ever. */
const LONGEST_DRAIN_MS = 2_000;

/**
 * How children are watched over. Git and other short tools go without guard and mark, and start faster; agents, and
 * git where it runs hooks, may leave anything behind.
 */
export interface SpawnDeps {
  /** Told of every process group, so that it can end them when this process is killed. */
  readonly guard: Guard | null;
  /** Put into the environment of every child as `MILLSTONE_RUN`; null for children that are not marked. */
  readonly mark: string | null;
}

/**
 * Runs programs. Each gets a process group of its own, its prompt on stdin, time limits, and is
 * ended with everything it started, tools in sessions of their own included.
 */
export function makeSpawn(deps: SpawnDeps): RunProcess {
  let calls = 0;
  return async (command, signal) => {
    const began = performance.now();
    const tails = { out: new Tail(command.limits.tailBytes), err: new Tail(command.limits.tailBytes) };
    const ended = (ending: Ending): Ended => ({
      ending,
      stdoutTail: tails.out.text(),
      stderrTail: tails.err.text(),
      ms: Math.round(performance.now() - began),
    });
    if (signal.aborted) return ended({ kind: 'cancelled' });
    const call = deps.mark === null ? null : `${deps.mark}.${++calls}`;
    const env = call === null ? command.env : { ...command.env, MILLSTONE_RUN: deps.mark ?? '', MILLSTONE_CALL: call };
    deps.guard?.start();
    const started = await (command.foreign === true ? startForeign(command, env) : start(command, env));
    if (started.pid === null) return ended(notStarted(command, started.code, started.why));
    const mark = call === null ? null : `MILLSTONE_CALL=${call}`;
    return ended(await watch(command, started.child, started.pid, { signal, tails, mark, guard: deps.guard }));
  };
}

function notStarted(command: Command, code: string | undefined, why: string): Ending {
  // The system says ENOENT for both.
  if (!existsSync(command.cwd)) return { kind: 'not-started', why: `the folder ${command.cwd} does not exist` };
  return code === 'ENOENT' ? { kind: 'not-found' } : { kind: 'not-started', why };
}

interface Watching {
  readonly signal: AbortSignal;
  readonly tails: { readonly out: Tail; readonly err: Tail };
  readonly mark: string | null;
  readonly guard: Guard | null;
}

async function watch(command: Command, child: Child, pid: number, w: Watching): Promise<Ending> {
  const { limits } = command;
  w.guard?.add(pid);
  let bug: unknown = null;
  let stop: (why: Ending) => void = () => undefined;
  const stopped = new Promise<Ending>((resolve) => {
    stop = resolve;
  });
  const idle = new ActivityTimer(limits.idleMs, () => stop({ kind: 'silent', ms: limits.idleMs }));
  const total =
    limits.totalMs > 0 ? setTimeout(() => stop({ kind: 'timeout', ms: limits.totalMs }), limits.totalMs) : null;
  const onAbort = (): void => stop({ kind: 'cancelled' });
  w.signal.addEventListener('abort', onAbort, { once: true });
  // It may have been aborted while the program was being started.
  if (w.signal.aborted) onAbort();

  const listen = (tail: Tail, tell: ((chunk: Uint8Array) => void) | undefined) => (chunk: Buffer) => {
    idle.touch();
    tail.push(chunk);
    try {
      tell?.(chunk);
    } catch (error) {
      bug ??= error;
      stop({ kind: 'cancelled' });
    }
  };
  child.stdout.on('data', listen(w.tails.out, command.onStdout));
  child.stderr.on('data', listen(w.tails.err, command.onStderr));
  // A child may end without reading its input; that is its business.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(command.stdin ?? '');

  const exited = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(signal === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'signalled', signal }),
    );
  });
  const closed = new Promise<void>((resolve) => void child.once('close', resolve));

  const first = await Promise.race([exited, stopped]);
  const ownEnd = first.kind === 'exited' || first.kind === 'signalled';
  if (ownEnd) await drained(closed, idle);
  else await endAll(pid, w.mark, limits.graceMs, exited);
  idle.stop();
  if (total !== null) clearTimeout(total);
  w.signal.removeEventListener('abort', onAbort);
  if (ownEnd) await endLeftOvers(pid, w.mark);
  child.stdout.destroy();
  child.stderr.destroy();
  w.guard?.remove(pid);
  if (bug !== null) throw bug;
  return first;
}

/** Waits until the pipes are closed, or silent although the program has ended: then something else holds them. */
async function drained(closed: Promise<void>, idle: ActivityTimer): Promise<void> {
  const until = performance.now() + LONGEST_DRAIN_MS;
  let open = true;
  void closed.then(() => {
    open = false;
  });
  do {
    await within(DRAIN_MS, closed);
    await polled();
  } while (open && idle.quietFor() < DRAIN_MS && performance.now() < until);
}

/**
 * Lets Node take what lies in the pipes. Where this process was busy for longer than the timer, the timer comes first, and
 * says nothing of what the program printed meanwhile.
 */
const polled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits for something, but not longer than this. The timer goes with it, or it would hold up the end of the program. */
async function within(ms: number, something: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | null = null;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([something, late]);
  if (timer !== null) clearTimeout(timer);
}

/** Ends what a program left running in its group or, where that can be seen, anywhere. */
async function endLeftOvers(pid: number, mark: string | null): Promise<void> {
  const somebody = isGroup(pid) || (mark !== null && (await marked(mark, pid)).length > 0);
  if (somebody) await endAll(pid, mark, 0, Promise.resolve());
}
