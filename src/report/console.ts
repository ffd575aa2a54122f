import type { Sink } from '../ports/sink.js';
import type { Line } from './line.js';
import { linesFor } from './lines.js';
import { liveLine } from './live-line.js';
import { paint } from './paint.js';
import { follow } from './view.js';

/** Where a person looks, and how much of it they want. */
export interface ConsoleDeps {
  /** Writes text for people as it is; never throws, also when nobody reads any more. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
  /** Whether `out` is a terminal that may be drawn on. */
  readonly live: boolean;
  readonly coloured: boolean;
  readonly now: () => number;
}

/** What a person sees: a header, a line per step, a live line while an agent works, the end. */
export function consoleSink(deps: ConsoleDeps): Sink {
  const view = follow();
  const live = deps.live && deps.verbosity !== 'quiet' ? liveLine(deps.out, deps.now) : null;
  const print = (line: Line): void => {
    const text = `${paint(line.text, line.tone, deps.coloured)}\n`;
    if (line.level === 'error') deps.err(text);
    else deps.out(text);
  };
  return {
    name: 'console',
    on(event) {
      view.on(event);
      const lines = linesFor(event, view.now).filter((line) => isShown(line, deps.verbosity));
      if (lines.length > 0) live?.hide();
      for (const line of lines) print(line);
      live?.on(event);
    },
    async close() {
      live?.close();
    },
  };
}

function isShown({ level }: Line, verbosity: ConsoleDeps['verbosity']): boolean {
  if (level === 'result' || level === 'error') return true;
  return level === 'progress' ? verbosity !== 'quiet' : verbosity === 'verbose';
}
