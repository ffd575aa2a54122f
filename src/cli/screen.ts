import type { Sink } from '../ports/sink.js';
import { consoleSink } from '../report/console.js';
import { ndjsonSink } from '../report/ndjson.js';
import type { Outlet, Outlets } from '../report/printer.js';
import type { Host } from './host.js';
import type { Screen } from './request.js';

/**
 * The listeners that show a run: a person's, and with `--json` a program's, who then has stdout to itself. `now`, in
 * milliseconds, is the time at which an event comes.
 */
export function screenSinks(screen: Screen, host: Host, now: () => number = () => performance.now()): readonly Sink[] {
  const person = personSink(screen, host, now);
  return screen.json ? [person, ndjsonSink(host.out)] : [person];
}

/** The listener that shows it to a person. */
export function personSink({ verbosity, json }: Screen, host: Host, now: () => number = () => performance.now()): Sink {
  const { live } = json ? host.errTerminal : host.outTerminal;
  const person = consoleSink({ ...outletsOf({ verbosity, json }, host), live, now });
  // A second signal leaves at once; what is drawn at that moment must not stay behind.
  if (live) process.once('exit', () => void person.close?.());
  return person;
}

/** Where a person reads: with `--json` all of it on stderr. */
export function outletsOf({ verbosity, json }: Screen, host: Host): Outlets {
  const err = outlet(host.err, host.errTerminal.coloured, process.stderr);
  return { out: json ? err : outlet(host.out, host.outTerminal.coloured, process.stdout), err, verbosity };
}

const outlet = (write: Outlet['write'], coloured: boolean, stream: { readonly columns?: number }): Outlet => ({
  write,
  coloured,
  // Asked for each line, since a window may change. A terminal that tells 0 does not know.
  columns: () => stream.columns || null,
});
