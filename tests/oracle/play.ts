import { setTimeout as pause } from 'node:timers/promises';
import type { RunEvent } from '../../src/domain/event.js';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import type { Rig, Running } from '../support/rig.js';
import { person } from './person.js';
import type { Plot } from './plot.js';
import { BASE, listFile, listNow, makeRepository, ticked } from './repository.js';
import type { Story } from './story.js';
import { type Process, told } from './told.js';

/** What is done to the run from outside, beside what its plot says. */
export interface Meddling {
  /** Called with every process of the run. */
  readonly meet?: (running: Running, nth: number, rig: Rig) => void;
  /** Awaited before a run that was killed is taken up. */
  readonly killed?: (nth: number, rig: Rig) => Promise<void>;
  /** Whether one of them asks the run to end. */
  readonly stops?: true;
}

/** Lets millstone do the tasks of a plot while a person commits, and waits until nobody of them is left. */
export async function play(plot: Plot, { meet, killed, stops }: Meddling = {}): Promise<Story> {
  const rig = await makeRepository(plot);
  const over = new AbortController();
  const meanwhile = person(rig, plot, over.signal);
  const processes: Process[] = [];
  for (let ended = false; !ended; ) {
    const kill = plot.kills[processes.length];
    const running = rig.start(['--json', ...argsOf(plot)]);
    meet?.(running, processes.length, rig);
    const stop = new AbortController();
    if (kill !== undefined)
      void pause(kill, null, { signal: stop.signal }).then(
        () => running.child.kill('SIGKILL'),
        () => undefined,
      );
    const { exitCode, signal, stdout } = await running.ended;
    stop.abort();
    processes.push({ exitCode, events: eventsOf(stdout) });
    ended = signal !== 'SIGKILL';
    if (!ended) await killed?.(processes.length, rig);
  }
  over.abort();
  const committed = await meanwhile;
  await expectNobodyLeft(rig.root);
  return { rig, plot, told: told(processes, ticked(listNow(rig, plot))), committed, stopped: stops === true };
}

/** The same command typed again takes up a run that died. */
const argsOf = (plot: Plot): readonly string[] => [
  ...['--worktrees', '--concurrency', String(plot.concurrency), '-n', String(plot.tasks.length)],
  ...['--base-branch', BASE, '--tasklist', listFile(plot), '--merge-strategy', plot.strategy],
  ...['--conflict-retries', String(plot.retries), '--worktree-cleanup', plot.cleanup],
];

/** The last line of a process that was killed may be torn. */
const eventsOf = (stdout: string): readonly RunEvent[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as RunEvent);
