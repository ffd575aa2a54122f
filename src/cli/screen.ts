import type { Sink } from '../ports/sink.js';
import { consoleSink } from '../report/console.js';
import { ndjsonSink } from '../report/ndjson.js';
import type { Host } from './host.js';
import { outletsOf } from './outlets.js';
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
