import type { Sink } from '../ports/sink.js';

/**
 * Events for programs: one JSON object a line. The last line is the summary, `run-ended` or `run-refused`. Only
 * `agent-progress` may be missing events, since it is thinned out before it gets here. Diffs are left to the log.
 */
export const ndjsonSink = (out: (text: string) => void): Sink => ({
  name: 'json',
  on: (event) => out(`${JSON.stringify(event.type === 'observed' ? { ...event, diff: undefined } : event)}\n`),
});
