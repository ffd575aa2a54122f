import type { Sighting } from '../domain/change.js';
import type { Checkpoint } from '../domain/checkpoint.js';
import { authorAtWork, lastAuthored, leftBy, startOf } from './resume.js';

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

/** Whether a run has begun to commit what its author had left last, or has done so. */
function committing(past: Checkpoint): boolean {
  const { openIntents, steps, inHand } = past;
  if (inHand === null || authorAtWork(past)) return false;
  const task = `task/${inHand.id}`;
  const commit = `${task}/${lastAuthored(past, task)}/commit`;
  const keys = [...openIntents.keys(), ...steps.keys()];
  return keys.some((key) => key === commit || key.startsWith(`${commit}/`));
}

/** Sorts what differs. `died` is when the last of the run's processes was gone; null when that is not known. */
export function foundChanged(past: Checkpoint, files: readonly Dated[], died: Date | null): FoundChanged {
  // A run that died may have had anything under way: readers and their tools are not to write, but who knows.
  const isLater = ({ at }: Dated): boolean => past.life.kind !== 'open' || (died !== null && at !== null && at > died);
  const names = (wanted: boolean): readonly string[] =>
    files.filter((file) => isLater(file) === wanted).map(({ path }) => path);
  // A commit changes files itself, by its tick and its hooks, and what it left is dealt with where it goes on.
  return { unclear: committing(past) ? [] : names(false), later: names(true) };
}
