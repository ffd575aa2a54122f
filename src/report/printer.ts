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
  /** The same with many lines at once, written as one text as long as they go to one stream. */
  readonly printAll: (lines: readonly Line[]) => void;
  /** Whether a person who wants so much gets to see it. */
  readonly isShown: (line: Line) => boolean;
} {
  const outletOf = ({ level }: Line): Outlet => (level === 'error' ? err : out);
  const textOf = ({ text, tone, hang }: Line, { columns, coloured }: Outlet): string => {
    const width = columns();
    const texts = width === null ? [text] : wrap(text, Math.min(width, WIDEST), hang);
    return texts.map((one) => `${paint(one, tone, coloured)}\n`).join('');
  };
  return {
    print(line) {
      const to = outletOf(line);
      to.write(textOf(line, to));
    },
    printAll(lines) {
      let to: Outlet = out;
      let text = '';
      for (const line of lines) {
        const next = outletOf(line);
        if (next !== to && text !== '') {
          to.write(text);
          text = '';
        }
        to = next;
        text += textOf(line, to);
      }
      if (text !== '') to.write(text);
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
