import { createHash, randomInt } from 'node:crypto';
import { userInfo } from 'node:os';
import { dirname, relative } from 'node:path';
import { systemClock } from '../adapters/clock.js';
import { nodeFiles } from '../adapters/files/node-files.js';
import type { Layout, RunLayout } from '../adapters/state/layout.js';
import type { Spent, Stamped } from '../domain/event.js';
import { type RunId, runId } from '../domain/ids.js';
import { isDone } from '../domain/outcome.js';
import type { Settings } from '../domain/settings.js';
import { tally } from '../domain/spent.js';
import { deltaOf } from '../policy/evaluate.js';
import { differInRemarksOnly } from '../policy/false-positive.js';
import { type Bus, makeBus } from '../report/bus.js';
import { cycleLog } from '../report/cycle-log.js';
import { evidenceShelf } from '../report/evidence-shelf.js';
import { laneRecords } from '../report/lane-records.js';
import { line } from '../report/line.js';
import { type Listener, notifier } from '../report/notifier.js';
import { printer } from '../report/printer.js';
import { runLog } from '../report/run-log.js';
import { type SharedPlace, sharedResult } from '../report/shared-result.js';
import type { Host } from './host.js';
import { outletsOf } from './outlets.js';
import type { Screen } from './request.js';
import { screenSinks } from './screen.js';

/** The events of a run with everybody who listens. */
export interface Reporting extends Bus {
  readonly run: RunId;
  /** When it began, in milliseconds. */
  readonly began: number;
  readonly spent: () => Spent;
  /** Tasks of the run that came to their end. */
  readonly tasks: () => number;
  /** What the run had used, and the tasks it had done, before this process. */
  earlier(used: Spent, tasks: number): void;
  /** From now on, and for what came before, log and records have a place. */
  keep(layout: Layout, run: RunLayout, settings: Pick<Settings, 'verbosity' | 'logDiff' | 'profile'>): void;
  /** From now on somebody outside is told when the run has stopped. */
  tell(listener: Listener): void;
  /** From now on the end of the run's one task is told to others that have started it. */
  share(place: SharedPlace): void;
}

/** Opens the stream of events. Until `keep` nothing of it reaches the disk. `screens` are those who show it. */
export function openReporting(screen: Screen, host: Host, screens = screenSinks(screen, host)): Reporting {
  let run = runId(systemClock.now(), randomInt(0x10000));
  const log = runLog();
  let top = '';
  const trouble = (path: string, says: string): void => {
    // The system's words begin with the path, which is told once and as people know it.
    const why = says.startsWith(`${path}: `) ? says.slice(path.length + 2) : says;
    bus.emit({ type: 'noticed', notice: { kind: 'record-not-kept', file: relative(top, path), why } });
  };
  const shelf = evidenceShelf(nodeFiles, trouble);
  const kept = laneRecords(
    {
      files: nodeFiles,
      shelf,
      hash: (text) => createHash('sha256').update(text).digest('hex').slice(0, 8),
      sameBut: differInRemarksOnly,
      delta: deltaOf,
      onTrouble: trouble,
    },
    personHere(),
  );
  const cycles = cycleLog(nodeFiles, trouble);
  // Not an event: it comes after the last one.
  const warn = (words: string): void => printer(outletsOf(screen, host)).print(line('error', `WARN: ${words}`, 'warn'));
  const outside = notifier((why) => warn(`The notify command failed: ${why}`));
  const shared = sharedResult(nodeFiles, (why) => warn(`The result for others could not be written: ${why}`));
  let spent = tally();
  let tasks = 0;
  const counter = {
    name: 'counter',
    on: (event: Stamped): void => {
      spent.on(event);
      // One of several at once has come to its end when it has landed.
      const ended = event.type === 'task-ended' && event.worker === undefined && isDone(event.outcome);
      if (ended || event.type === 'landed') tasks++;
    },
  };
  const bus = makeBus(run, () => systemClock.now(), [counter, ...screens, log, kept, cycles, outside, shared]);
  return {
    ...bus,
    get run() {
      return run;
    },
    takeUp(past) {
      run = past;
      bus.takeUp(past);
    },
    began: systemClock.now().getTime(),
    spent: () => spent.now(),
    tasks: () => tasks,
    earlier(used, done) {
      spent = tally(used);
      tasks = done;
    },
    keep(layout, files, { verbosity, logDiff, profile }) {
      top = dirname(layout.root);
      const { log: text, events, full, patch } = files;
      log.open({ text, events, full, patch }, screen.verbosity === 'verbose' ? 'verbose' : verbosity, logDiff);
      kept.open(layout);
      shelf.open(layout.evidence, profile.tier);
      cycles.open(layout.cycles);
    },
    tell: (listener) => outside.open(listener),
    share: (place) => shared.open(place),
  };
}

/** Who uses this machine, as the system names them; null where it knows nobody, as in some containers. */
function personHere(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
