import type { Stamped } from '../domain/event.js';
import type { Sink } from '../ports/sink.js';
import { linesFor } from './lines.js';
import { follow } from './view.js';

/** Where the log of a run goes. */
export interface LogFiles {
  /** Lines for people. */
  readonly text: string;
  /** Events as JSON lines. */
  readonly events: string;
}

/** The log of a run, opened once there is a folder for it. */
export interface RunLog extends Sink {
  /** Names the files. Events that came before are written too; without files the log stays in memory and is lost. */
  open(files: LogFiles): void;
}

/** pino is loaded only after the first agent has been started, which is what a person waits for. */
const LATER_MS = 250;
/** Only the owner may read it: it holds code and the agents' words. */
const MODE = 0o600;

interface Writers {
  readonly event: (event: Stamped) => void;
  readonly text: (event: Stamped) => void;
  readonly end: () => void;
}

/** Keeps events that were not written yet and hands them to pino as soon as it is there. */
export function runLog(): RunLog {
  let files: LogFiles | null = null;
  let waiting: Stamped[] = [];
  let writers: Writers | null = null;
  let opening: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const write = (event: Stamped): void => {
    writers?.event(event);
    writers?.text(event);
  };
  const start = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    if (files === null) return Promise.resolve();
    const where = files;
    opening ??= writersFor(where).then((made) => {
      writers = made;
      for (const event of waiting) write(event);
      waiting = [];
    });
    return opening;
  };

  return {
    name: 'log',
    open(where) {
      files = where;
      timer = setTimeout(() => void start().catch(() => undefined), LATER_MS).unref();
    },
    on(event) {
      if (event.type === 'agent-progress') return;
      if (writers === null) waiting.push(event);
      else write(event);
    },
    settle: start,
    async close() {
      await start();
      writers?.end();
    },
  };
}

async function writersFor(files: LogFiles): Promise<Writers> {
  // Bundled, a CommonJS package has only its default export.
  const { default: pino } = await import('pino');
  const to = (dest: string) => pino.destination({ dest, sync: true, mkdir: true, mode: MODE });
  const [json, text] = [to(files.events), to(files.text)];
  const logger = pino({ base: null, timestamp: false }, json);
  const view = follow();
  return {
    event: (event) => logger.info(event),
    text: (event) => {
      view.on(event);
      for (const line of linesFor(event, view.now)) text.write(`${event.at} ${line.text}\n`);
    },
    end: () => {
      json.end();
      text.end();
    },
  };
}
