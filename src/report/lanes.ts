import type { Stamped } from '../domain/event.js';
import type { Line } from './line.js';
import { follow, type View } from './view.js';

/**
 * Follows a run in which tasks may be worked on at once: each of them has a view of its own, which knows how the run
 * began. `on` returns the view that an event belongs to.
 */
export function followLanes(): { on(event: Stamped): View; now(event: Stamped): View } {
  const own = follow();
  const lanes = new Map<string, ReturnType<typeof follow>>();
  let opened: Stamped | null = null;
  const laneOf = (event: Stamped): ReturnType<typeof follow> => {
    if (event.worker === undefined) return own;
    const known = lanes.get(event.worker);
    if (known !== undefined) return known;
    const made = follow();
    if (opened !== null) made.on(opened);
    lanes.set(event.worker, made);
    return made;
  };
  return {
    on(event) {
      if (event.type === 'run-started') opened = event;
      const lane = laneOf(event);
      lane.on(event);
      return lane.now;
    },
    now: (event) => laneOf(event).now,
  };
}

/** The lines of a task that is worked on beside others, each with its id in front. */
export const ofLane = ({ worker }: Stamped, lines: readonly Line[]): readonly Line[] =>
  worker === undefined
    ? lines
    : lines
        .filter(({ text }) => text !== '')
        .map((one) => ({ ...one, text: `[${worker}] ${one.text}`, hang: one.hang + worker.length + 3 }));
