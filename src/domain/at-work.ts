import type { JournalLine } from './journal.js';

/** How long a run was at work. */
export interface AtWork {
  /** Milliseconds of its earlier processes, each from its first line to its last. */
  readonly beforeMs: number;
  /** When the process at work now began, in milliseconds since 1970; null when there is none. */
  readonly since: number | null;
}

/** Adds up what a journal tells of its processes. A wait between two of them is no work. */
export function atWork(lines: readonly JournalLine[]): AtWork {
  let beforeMs = 0;
  let since: number | null = null;
  let last = 0;
  for (const line of lines) {
    const at = Date.parse(line.at);
    if (line.kind === 'opened' || line.kind === 'resumed') {
      if (since !== null) beforeMs += Math.max(0, last - since);
      since = at;
    }
    last = at;
  }
  return { beforeMs, since };
}
