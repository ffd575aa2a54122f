import { wrap } from './columns.js';
import type { Line } from './line.js';
import { paint } from './paint.js';

/** A stream for people. */
export interface Outlet {
  /** Writes text as it is; never throws, also when nobody reads any more. */
  readonly write: (text: string) => void;
  readonly coloured: boolean;
  /** Its width at this moment; null when it is no terminal, where lines stay whole. */
  readonly columns: () => number | null;
}

/** Where a person reads, and how much. */
export interface Outlets {
  readonly out: Outlet;
  readonly err: Outlet;
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
}

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 120;

/** Puts lines on the streams they belong to, broken and coloured as each stream can take it. */
export function printer({ out, err, verbosity }: Outlets): {
  readonly print: (line: Line) => void;
  /** Whether a person who wants so much gets to see it. */
  readonly isShown: (line: Line) => boolean;
} {
  return {
    print(line) {
      const to = line.level === 'error' ? err : out;
      const width = to.columns();
      const texts = width === null ? [line.text] : wrap(line.text, Math.min(width, WIDEST), line.hang);
      for (const text of texts) to.write(`${paint(text, line.tone, to.coloured)}\n`);
    },
    isShown({ level }) {
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
    },
  };
}
