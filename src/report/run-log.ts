import type { Stamped } from '../domain/event.js';
import type { Sink } from '../ports/sink.js';
import { followLanes, ofLane } from './lanes.js';
import type { Line } from './line.js';
import { linesFor } from './lines.js';
import { type DiffMode, loggedDiff } from './logged-diff.js';
import { cutWords } from './long-words.js';

/** Where the log of a run goes. */
export interface LogFiles {
  /** Lines for people. */
  readonly text: string;
  /** Events as JSON lines. */
  readonly events: string;
  /** Folder of what is too long for the lines; made when there is something. */
  readonly full: string;
  /** Diffs, whole, when events only keep a summary of them; made when there is one. */
  readonly patch: string;
}

/** The log of a run, opened once there is a folder for it. */
export interface RunLog extends Sink {
  /** Names the files. Events that came before are written too; without files the log stays in memory and is lost. */
  open(files: LogFiles, verbosity?: LogVerbosity, diffs?: DiffMode): void;
}

/**
 * How much of the agents the lines for people tell: nothing of their words; what they answered, long answers cut and
 * kept whole beside; or all of it, with what they did meanwhile. Source: config.md 2.1, state.md 3.2.
 */
export type LogVerbosity = 'minimal' | 'normal' | 'verbose';

/** Only the owner may read it: it holds code and the agents' words. */
const MODE = 0o600;

interface Wanted {
  readonly where: LogFiles;
  readonly verbosity: LogVerbosity;
  readonly diffs: DiffMode;
}

interface Writer {
  write(event: Stamped): void;
  end(): void;
}

/** Keeps events that were not written yet and hands them to pino as soon as it is there. */
export function runLog(): RunLog {
  // Begins while git looks for the repository: later it would delay the first answer of an agent.
  // Bundled, a CommonJS package has only its default export.
  const loading = import('pino');
  loading.catch(() => undefined);
  let wanted: Wanted | null = null;
  let waiting: Stamped[] = [];
  let writer: Writer | null = null;
  let opening: Promise<void> | null = null;
  let trouble: Error | null = null;

  const begin = async (how: Wanted): Promise<void> => {
    try {
      writer = writerTo((await loading).default, how);
      for (const event of waiting) writer.write(event);
    } catch (error) {
      trouble = error instanceof Error ? error : new Error(String(error));
      throw trouble;
    } finally {
      waiting = [];
    }
  };
  const start = async (): Promise<void> => {
    if (wanted !== null) opening ??= begin(wanted);
    await opening;
  };

  return {
    name: 'log',
    open(where, verbosity = 'normal', diffs = 'summary') {
      wanted = { where, verbosity, diffs };
      // A failure is told with the next event, or when the log is settled.
      void start().catch(() => undefined);
    },
    on(event) {
      if (trouble !== null) throw trouble;
      if (writer !== null) writer.write(event);
      else waiting.push(event);
    },
    settle: start,
    async close() {
      await start();
      writer?.end();
    },
  };
}

function writerTo(pino: typeof import('pino').default, { where: files, verbosity, diffs }: Wanted): Writer {
  const to = (dest: string) => pino.destination({ dest, sync: true, mkdir: true, mode: MODE });
  const [events, text] = [to(files.events), to(files.text)];
  // An event has its own time and place; pino adds its level, without which its tools would not read the file.
  const logger = pino({ base: null, timestamp: false }, events);
  const lanes = followLanes();
  const folder = files.full.slice(files.full.lastIndexOf('/') + 1);
  const linesOf = (event: Stamped): readonly Line[] =>
    ofLane(event, linesFor(event, lanes.now(event))).filter(
      ({ text, level }) => text !== '' && (level !== 'detail' || verbosity !== 'minimal'),
    );
  /** Words that the lines do not show, such as a verdict's JSON, need not be kept whole beside them. */
  const shortened = (event: Stamped, whole: readonly Line[]): readonly Line[] => {
    const cut = verbosity === 'normal' && whole.length > 0 ? cutWords(event, folder) : null;
    if (cut === null || !whole.some(({ level }) => level === 'detail')) return whole;
    const full = to(`${files.full}/${cut.name}`);
    full.write(cut.whole);
    full.end();
    return linesOf(cut.event);
  };
  const patchName = files.patch.slice(files.patch.lastIndexOf('/') + 1);
  const kept = (event: Stamped): object => {
    if (event.type !== 'observed') return event;
    const { event: short, appended } = loggedDiff(event, diffs, patchName);
    if (appended !== null) {
      const patch = to(files.patch);
      patch.write(appended);
      patch.end();
    }
    return short;
  };
  return {
    write(event) {
      const isProgress = event.type === 'agent-progress';
      if (isProgress && verbosity !== 'verbose') return;
      if (!isProgress) logger.info(kept(event));
      lanes.on(event);
      for (const line of shortened(event, linesOf(event))) text.write(`${event.at} ${line.text}\n`);
      if (event.type === 'observed' && diffs === 'summary' && event.diff !== '')
        text.write(`${event.at}        the whole diff: ${patchName}\n`);
    },
    end() {
      events.end();
      text.end();
    },
  };
}
