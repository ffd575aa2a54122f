import { committing, type Sighting, sameInside } from '../domain/change.js';
import type { Checkpoint } from '../domain/checkpoint.js';
import type { CommitId, TreeId } from '../domain/ids.js';
import type { OpenIntent } from '../domain/recall.js';
import { isCheckedKey, taskPrefix } from '../domain/task-keys.js';
import { leftBy, startOf } from './resume.js';

/**
 * How the files were when a check of the project began in whose midst the run died, when they are otherwise now: what
 * the check wrote is put back, as that of one that came to its end. Null where there is nothing to put back, and where
 * HEAD or the branch moved as well: no check does that, and what a person did stays.
 */
export function checkAtWork(past: Checkpoint, now: Sighting): Sighting | null {
  const left = judgedFiles(past);
  if (left === null) return null;
  if (now.head !== left.head || now.branch !== left.branch) return null;
  if (now.tree === left.tree && sameInside(now, left)) return null;
  const { life } = past;
  // It halted since what the check had written could not be put back; what came on top of that is a person's.
  if (life.kind === 'halted' && (life.line.seen?.tree !== now.tree || !sameInside(life.line.seen, now))) return null;
  return left;
}

/** The files that an open check judges: the author's, before its first turn those of the start, or those it committed. */
function judgedFiles(past: Checkpoint): Sighting | null {
  const left = leftBy(past) ?? startOf(past);
  if (left === null) return null;
  const committed = lastCommit(past);
  // Checks of other tasks, which are done at the same time, may be open as well.
  for (const { before } of openChecks(past)) {
    if (before.tree === undefined) continue;
    if (before.tree === left.tree && before.head === (left.head ?? '')) return left;
    if (before.head === committed) return { ...left, head: committed, tree: before.tree as TreeId };
  }
  return null;
}

const openChecks = ({ openIntents }: Checkpoint): readonly OpenIntent[] =>
  [...openIntents.values()].filter(({ key }) => isCheckedKey(key));

/** Keys of the open checks that may have been at work for the task in hand. */
export function ownChecks(past: Checkpoint): readonly string[] {
  const left = leftBy(past) ?? startOf(past);
  const committed = lastCommit(past);
  return openChecks(past).flatMap(({ key, before }) =>
    before.tree === left?.tree || (committed !== null && before.head === committed) ? [key] : [],
  );
}

/** The last commit that the task in hand recorded; null when there is none. */
function lastCommit({ inHand, steps }: Checkpoint): CommitId | null {
  const own = inHand === null ? null : taskPrefix(inHand.id);
  const made = [...steps].flatMap(([key, value]) => {
    if (own === null || !key.startsWith(own) || !key.endsWith('/commit')) return [];
    const read = committing.safeParse(value);
    return read.success ? read.data.commits : [];
  });
  return made.at(-1)?.id ?? null;
}
