import { join } from 'node:path';
import type { RunId, TreeId } from '../../domain/ids.js';

/** The files of a repository that outlive runs. Every path under `.millstone/` is spelled in this file. */
export interface Layout {
  readonly root: string;
  readonly config: string;
  readonly policy: string;
  readonly project: string;
  readonly profiles: string;
  readonly stopFile: string;
  readonly state: string;
  /** Conversations of agents, with their age. */
  readonly sessions: string;
  readonly tasks: string;
  readonly reviews: string;
  readonly evidence: string;
  readonly evals: string;
  /** What tools found before analyses. */
  readonly signals: string;
  /** What was taken back last, and why. */
  readonly rollback: string;
  readonly research: string;
  /** Logs of what runs of stages decided. */
  readonly cycles: string;
  /** A file for each group of tasks. */
  readonly contexts: string;
  /** Where a run of many tasks stands, for people and scripts. */
  readonly parallel: string;
  readonly runs: string;
}

/** The files of one run. */
export interface RunLayout {
  readonly journal: string;
  readonly log: string;
  readonly events: string;
  /** Folder of answers that are too long for the log. */
  readonly full: string;
  /** The diffs of the run, whole, as its events were told of them. */
  readonly patch: string;
  /** A change that is too long for a prompt, by the tree that it leads to: a later one must not take its place. */
  readonly longChange: (to: TreeId) => string;
  /** Folder of what belongs to the run alone. */
  readonly folder: string;
  readonly calls: string;
  /** The tasklist as it was when the task in hand began. */
  readonly tasklist: string;
  /** Folder of artifacts as an agent had left them that were put back. */
  readonly aside: string;
  /** Our own indexes, beside git's; removed at the end of the run, the only thing that is. */
  readonly tmp: string;
}

const JOURNAL = '.journal.jsonl';
const EVENTS = '.jsonl';
const SOFT_STOP = '.stop';
const END_SIGN = '.ended';

/** `STOP.md` as messages name it. */
export const STOP_FILE = '.millstone/STOP.md';

export function layoutOf(top: string): Layout {
  const root = join(top, '.millstone');
  return {
    root,
    config: join(root, 'config.toml'),
    policy: join(root, 'policy.toml'),
    project: join(root, 'project.toml'),
    profiles: join(root, 'profiles'),
    stopFile: join(root, 'STOP.md'),
    state: join(root, 'state.json'),
    sessions: join(root, 'sessions.json'),
    tasks: join(root, 'tasks'),
    reviews: join(root, 'metrics', 'reviews.jsonl'),
    evidence: join(root, 'evidence'),
    evals: join(root, 'evals'),
    signals: join(root, 'signals'),
    rollback: join(root, 'last_rollback.json'),
    research: join(root, 'research'),
    cycles: join(root, 'cycles'),
    contexts: join(root, 'context'),
    parallel: join(root, 'parallel', 'state.json'),
    runs: join(root, 'runs'),
  };
}

/** The journal of a run. */
export const journalOf = ({ runs }: Layout, run: RunId): string => join(runs, `${run}${JOURNAL}`);

/** The events of a run, for programs. */
export const eventsOf = ({ runs }: Layout, run: RunId): string => join(runs, `${run}${EVENTS}`);

/** The page about a run that `--report` makes. */
export const reportOf = ({ runs }: Layout, run: RunId): string => join(runs, `${run}.report.html`);

/** `gitDir` is that of the working tree: what lies there can never be part of a change. */
export function runLayout(layout: Layout, gitDir: string, run: RunId): RunLayout {
  const { runs } = layout;
  const folder = join(runs, run);
  return {
    journal: journalOf(layout, run),
    log: join(runs, `${run}.log`),
    events: eventsOf(layout, run),
    full: join(runs, `${run}_full`),
    patch: join(runs, `${run}.patch`),
    folder,
    calls: join(folder, 'calls'),
    longChange: (to) => join(folder, `change-${to.slice(0, 12)}.patch`),
    tasklist: join(folder, 'tasklist.md'),
    aside: join(folder, 'undone'),
    tmp: join(gitDir, 'millstone', 'tmp', run),
  };
}

/** The run lock: one for all working trees of a repository. */
export const lockFile = (commonDir: string): string => join(commonDir, 'millstone', 'run.lock');

/** The wish that a process stop softly. It bears that process's mark, so that no other one can take it for its own. */
export const softStopFile = (commonDir: string, mark: string): string =>
  join(commonDir, 'millstone', `${mark}${SOFT_STOP}`);

/** The sign that everything which the process of a mark had started is gone. */
export const endSign = (commonDir: string, mark: string): string => join(commonDir, 'millstone', `${mark}${END_SIGN}`);

/** Whether a file beside the run lock is such a sign. */
export const isEndSign = (name: string): boolean => name.endsWith(END_SIGN);

/** Whether a file beside the run lock is such a wish. */
export const isSoftStop = (name: string): boolean => name.endsWith(SOFT_STOP);

/** The run whose journal has this name; null for another file. */
export const runOfJournal = (name: string): RunId | null =>
  name.endsWith(JOURNAL) ? (name.slice(0, -JOURNAL.length) as RunId) : null;

/** The run whose events a file of this name holds; null for another file. */
export const runOfEvents = (name: string): RunId | null =>
  name.endsWith(EVENTS) && !name.endsWith(JOURNAL) ? (name.slice(0, -EVENTS.length) as RunId) : null;
