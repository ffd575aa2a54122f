import type { Stamped } from '../domain/event.js';
import { mergeRecords } from './merge-records.js';
import { outerEvidence } from './outer-evidence.js';
import { type RecordPlaces, type Records, type RecordsDeps, records } from './records.js';

/**
 * Keeps records of a run in which tasks may be worked on at once: what belongs to one task never counts for another.
 * `person` is who is at the terminal.
 */
export function laneRecords(deps: RecordsDeps, person: string | null): Records {
  const own = records(deps);
  const landings = mergeRecords(deps.shelf);
  const outer = outerEvidence(deps.shelf, person);
  const lanes = new Map<string, Records>();
  let places: RecordPlaces | null = null;
  let opened: Stamped | null = null;
  const laneOf = ({ worker }: Stamped): Records => {
    if (worker === undefined) return own;
    const known = lanes.get(worker);
    if (known !== undefined) return known;
    const made = records(deps);
    if (opened !== null) made.on(opened);
    if (places !== null) made.open(places);
    lanes.set(worker, made);
    return made;
  };
  return {
    name: 'records',
    open(where) {
      places = where;
      for (const one of [own, ...lanes.values()]) one.open(where);
    },
    on(event) {
      if (event.type === 'run-started') opened = event;
      landings.on(event);
      if (event.worker === undefined) outer.on(event);
      laneOf(event).on(event);
    },
    async settle() {
      await Promise.all([own, ...lanes.values()].map((one) => one.settle?.()));
      await deps.shelf.settle();
    },
  };
}
