import type { Stamped } from '../domain/event.js';
import { mergeRecords } from './merge-records.js';
import { type RecordPlaces, type Records, type RecordsDeps, records } from './records.js';

/** Keeps records of a run in which tasks may be worked on at once: what belongs to one task never counts for another. */
export function laneRecords(deps: RecordsDeps): Records {
  const own = records(deps);
  const landings = mergeRecords(deps);
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
      for (const one of [own, landings, ...lanes.values()]) one.open(where);
    },
    on(event) {
      if (event.type === 'run-started') opened = event;
      landings.on(event);
      laneOf(event).on(event);
    },
    async settle() {
      await Promise.all([own, landings, ...lanes.values()].map((one) => one.settle?.()));
    },
  };
}
