import type { Sink } from '../ports/sink.js';
import { followLanes, ofLane } from './lanes.js';
import { linesFor } from './lines.js';
import { liveLine } from './live-line.js';
import { type Outlets, printer } from './printer.js';

/** Where a person looks, and how much of it they want. */
export interface ConsoleDeps extends Outlets {
  /** Whether `out` is a terminal that may be drawn on. */
  readonly live: boolean;
  /** Milliseconds. */
  readonly now: () => number;
}

/** What a person sees: a header, a line per step, a live line while an agent works, the end. */
export function consoleSink({ live, now, ...outlets }: ConsoleDeps): Sink {
  const lanes = followLanes();
  const { verbosity, out } = outlets;
  const atWork = live && verbosity !== 'quiet' ? liveLine({ ...out, now }) : null;
  const { print, isShown } = printer(outlets);
  return {
    name: 'console',
    on(event) {
      const lines = ofLane(event, linesFor(event, lanes.on(event))).filter(isShown);
      if (lines.length > 0) atWork?.hide();
      for (const line of lines) print(line);
      atWork?.on(event);
    },
    async close() {
      atWork?.close();
    },
  };
}
