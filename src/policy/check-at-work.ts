import { type Sighting, sameInside } from '../domain/change.js';
import type { Checkpoint } from '../domain/checkpoint.js';
import { isCheckedKey } from '../domain/task-keys.js';
import { leftBy } from './resume.js';

/**
 * How the files were when a check of the project began in whose midst the run died, when they are otherwise now: what
 * the check wrote is put back, as that of one that came to its end. Null where there is nothing to put back, and where
 * HEAD or the branch moved as well: no check does that, and what a person did stays.
 */
export function checkAtWork(past: Checkpoint, now: Sighting): Sighting | null {
  const left = leftBy(past);
  if (left === null || now.head !== left.head || now.branch !== left.branch) return null;
  if (now.tree === left.tree && sameInside(now, left)) return null;
  const began = [...past.openIntents.values()].some(
    ({ key, before }) => isCheckedKey(key) && before.tree === left.tree && before.head === (left.head ?? ''),
  );
  if (!began) return null;
  const { life } = past;
  // It halted since what the check had written could not be put back; what came on top of that is a person's.
  if (life.kind === 'halted' && (life.line.seen?.tree !== now.tree || !sameInside(life.line.seen, now))) return null;
  return left;
}
