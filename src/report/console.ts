import type { Sink } from '../ports/sink.js';
import { wrap } from './columns.js';
import type { Line } from './line.js';
import { linesFor } from './lines.js';
import { liveLine } from './live-line.js';
import { paint } from './paint.js';
import { follow } from './view.js';

/** A stream for people. */
export interface Outlet {
  /** Writes text as it is; never throws, also when nobody reads any more. */
  readonly write: (text: string) => void;
  readonly coloured: boolean;
  /** Its width at this moment; null when it is no terminal, where lines stay whole. */
  readonly columns: () => number | null;
}

/** Where a person looks, and how much of it they want. */
export interface ConsoleDeps {
  readonly out: Outlet;
  readonly err: Outlet;
  /** Whether `out` is a terminal that may be drawn on. */
  readonly live: boolean;
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
  /** Milliseconds. */
  readonly now: () => number;
}

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 120;

/** What a person sees: a header, a line per step, a live line while an agent works, the end. */
export function consoleSink({ out, err, live, verbosity, now }: ConsoleDeps): Sink {
  const view = follow();
  const atWork = live && verbosity !== 'quiet' ? liveLine({ ...out, now }) : null;
  const print = (line: Line): void => {
    const to = line.level === 'error' ? err : out;
    const width = to.columns();
    const texts = width === null ? [line.text] : wrap(line.text, Math.min(width, WIDEST), line.hang);
    for (const text of texts) to.write(`${paint(text, line.tone, to.coloured)}\n`);
  };
  return {
    name: 'console',
    on(event) {
      view.on(event);
      const lines = linesFor(event, view.now).filter((line) => isShown(line, verbosity));
      if (lines.length > 0) atWork?.hide();
      for (const line of lines) print(line);
      atWork?.on(event);
    },
    async close() {
      atWork?.close();
    },
  };
}

function isShown({ level }: Line, verbosity: ConsoleDeps['verbosity']): boolean {
  switch (level) {
    case 'result':
    case 'error':
      return true;
    case 'progress':
      return verbosity !== 'quiet';
    case 'detail':
      return verbosity === 'verbose';
    default:
      return level satisfies never;
  }
}
