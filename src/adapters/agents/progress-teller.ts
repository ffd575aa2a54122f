import type { Progress } from '../../domain/progress.js';
import type { Clock } from '../../ports/clock.js';

/** At most ten a second reach a listener: more would be work for nobody. */
const APART_MS = 100;

/** Hands progress on, thinned out. Nothing is queued: the newest counts. */
export function progressTeller(tell: (progress: Progress) => void, clock: Clock): (progress: Progress | null) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (progress) => {
    if (progress === null) return;
    const now = clock.now().getTime();
    if (now - last < APART_MS) return;
    last = now;
    tell(progress);
  };
}
