import type { Sighting } from '../domain/change.js';
import type { Checkpoint } from '../domain/checkpoint.js';
import { isCheckedKey } from '../domain/task-keys.js';
import { leftBy, startOf } from './resume.js';

/** A file that differs from how the run knew it, and when it was written last; null where it is gone. */
export interface Dated {
  readonly path: string;
  readonly at: Date | null;
}

/** Files that were found changed, by who can have changed them. */
export interface FoundChanged {
  /** An interrupted author or check, or somebody else: nobody can tell. */
  readonly unclear: readonly string[];
  /** Somebody else, while the run stood still. */
  readonly later: readonly string[];
}

/** How the run knew the files last; null before its task began. */
export const knownLast = (past: Checkpoint): Sighting | null =>
  past.life.kind === 'halted' && past.life.line.seen !== null ? past.life.line.seen : (leftBy(past) ?? startOf(past));

/** What a run that died was in the middle of that changes files. */
function diedIn({ life, openIntents, inHand }: Checkpoint): 'author' | 'commit' | 'check' | null {
  if (life.kind !== 'open' || inHand === null) return null;
  const keys = [...openIntents.keys()];
  const own = keys.filter((key) => key.startsWith(`task/${inHand.id}/`));
  if (own.some((key) => key.endsWith('/author'))) return 'author';
  if (own.some((key) => /\/\d+\/commit(?:\/|$)/.test(key))) return 'commit';
  return keys.some(isCheckedKey) ? 'check' : null;
}

/** Sorts what differs. `died` is when the last of the run's processes was gone; null when that is not known. */
export function foundChanged(past: Checkpoint, files: readonly Dated[], died: Date | null): FoundChanged {
  const within = diedIn(past);
  const isLater = ({ at }: Dated): boolean => within === null || (died !== null && at !== null && at > died);
  const names = (wanted: boolean): readonly string[] =>
    files.filter((file) => isLater(file) === wanted).map(({ path }) => path);
  // A commit changes files itself, by its tick and its hooks, and what it left is dealt with where it goes on.
  return { unclear: within === 'commit' ? [] : names(false), later: names(true) };
}
