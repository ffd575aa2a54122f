import type { Sink } from '../ports/sink.js';
import { consoleSink } from '../report/console.js';
import { ndjsonSink } from '../report/ndjson.js';
import type { Host } from './host.js';
import type { Screen } from './request.js';

/** The listeners that show a run: a person's, and with `--json` a program's, who then has stdout to itself. */
export function screenSinks(screen: Screen, host: Host): readonly Sink[] {
  const [out, terminal] = screen.json ? [host.err, host.errTerminal] : [host.out, host.outTerminal];
  const person = consoleSink({
    out,
    err: host.err,
    verbosity: screen.verbosity,
    ...terminal,
    now: () => performance.now(),
  });
  return screen.json ? [person, ndjsonSink(host.out)] : [person];
}
