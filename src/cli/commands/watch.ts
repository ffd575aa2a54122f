import { childEnv } from '../../adapters/agents/child-env.js';
import { systemClock } from '../../adapters/clock.js';
import { makeGit } from '../../adapters/git/git.js';
import { worktreeTops } from '../../adapters/git/worktree-tops.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { growingFile } from '../../adapters/state/growing-file.js';
import { layoutOf, lockFile, runLayout } from '../../adapters/state/layout.js';
import { isAlive, seeLock } from '../../adapters/state/lock-seen.js';
import type { Stamped } from '../../domain/event.js';
import { SIGNAL_NUMBER } from '../../domain/exit-codes.js';
import type { StopSignal } from '../../domain/halt.js';
import type { RunId } from '../../domain/ids.js';
import type { LockHolder } from '../../domain/lock-holder.js';
import { loggedEvent } from '../../formats/logged-event.js';
import { isOf, outlook } from '../../policy/watching.js';
import { line } from '../../report/line.js';
import { printer } from '../../report/printer.js';
import type { Host } from '../host.js';
import { outletsOf } from '../outlets.js';
import type { RequestOf } from '../request.js';
import { screenSinks } from '../screen.js';
import { listenForSignals } from '../signals.js';
import { type Place, placeOf, ttlAt } from './place.js';
import { refuse } from './refuse.js';

/** How often the log of a run is looked at. */
const EVERY_MS = 200;

/**
 * `millstone --watch`: shows the run of this repository as its own terminal does, from its beginning to its end, and
 * returns its exit code; 1 when it dies. Without a run it waits for one. A signal ends only the watching.
 */
export async function watchCommand(
  request: RequestOf<'watch'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> {
  const stopper = listenForSignals(() => undefined, leave);
  const { signal } = stopper;
  const { print, isShown } = printer(outletsOf(request.screen, host));
  const say = (text: string): void => {
    const words = line('progress', text, 'dim');
    if (isShown(words)) print(words);
  };
  try {
    const place = await placeOf({ request, host, signal, env: childEnv(host.env), say: print });
    if (!place.ok) return refuse(place.error, request, host);
    const ttlMs = await ttlAt(place.value);
    const lock = lockFile(place.value.located.commonDir);
    for (let told = false; !signal.aborted; ) {
      const seen = await seeLock(lock, ttlMs, () => systemClock.now());
      // What is no run tells no end, and has nothing to go on with.
      if (seen?.lives === true && seen.holder !== null && seen.holder.does !== 'other') {
        const exit = await follow(seen.holder, {
          request,
          host,
          signal,
          place: place.value,
          lock,
          ttlMs,
          text: seen.text,
        });
        if (exit === 'died') {
          print(line('error', `The run ${seen.holder.run} has died. millstone --continue goes on with it.`, 'bad'));
          return 1;
        }
        if (exit !== 'nothing') return exit;
      }
      if (!told) say('No run is at work here; waiting for one. Ctrl-C ends the waiting.');
      told = true;
      await systemClock.sleep(EVERY_MS, signal);
    }
    return 128 + SIGNAL_NUMBER[signal.reason as StopSignal];
  } finally {
    stopper.close();
  }
}

interface Watching {
  readonly request: RequestOf<'watch'>;
  readonly host: Host;
  readonly signal: AbortSignal;
  readonly place: Place;
  readonly lock: string;
  /** What stands in the lock while the watched process holds it. */
  readonly text: string;
  readonly ttlMs: number;
}

/** Shows what one process does until it has ended; its exit code, or that there is none. */
async function follow(holder: LockHolder, watching: Watching): Promise<number | 'died' | 'nothing'> {
  const { request, host, signal, lock, ttlMs, text } = watching;
  // An event is shown as of the time it came, so that what is at work now shows how long it has been.
  let showing: number | null = null;
  const sinks = screenSinks(request.screen, host, () => showing ?? systemClock.now().getTime());
  const show = (event: Stamped): void => {
    showing = Date.parse(event.at);
    for (const sink of sinks) sink.on(event);
    showing = null;
  };
  const logs = (await eventFiles(holder, watching)).map(growingFile);
  let begun = false;
  let unlockedAt: number | null = null;
  try {
    while (!signal.aborted) {
      // Asked before the log is read: what was written until then is read now.
      const alive = await isAlive(holder, 0, ttlMs);
      const seen = await seeLock(lock, ttlMs, () => systemClock.now());
      for (const event of logs.flatMap((log) => log.lines()).map(loggedEvent)) {
        if (event === null || !isOf(holder, event)) continue;
        begun = true;
        show(event);
        if (event.type === 'run-ended') return event.exit;
      }
      const locked = seen?.lives === true && seen.text === text;
      const now = performance.now();
      unlockedAt = locked ? null : (unlockedAt ?? now);
      const is = outlook({ locked, alive, begun, unlockedMs: unlockedAt === null ? 0 : now - unlockedAt });
      if (is !== 'more') return is;
      await systemClock.sleep(EVERY_MS, signal);
    }
    return 128 + SIGNAL_NUMBER[signal.reason as StopSignal];
  } finally {
    for (const sink of sinks) await sink.close?.();
  }
}

/** Where the run may write its events: it may be at work in another working tree than this one. */
async function eventFiles({ run }: LockHolder, { place, host, signal }: Watching): Promise<readonly string[]> {
  const { top, gitDir } = place.located;
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: top, env: childEnv(host.env) });
  const tops = [...new Set([top, ...(await worktreeTops(git, signal))])];
  return tops.map((one) => runLayout(layoutOf(one), gitDir, run as RunId).events);
}
