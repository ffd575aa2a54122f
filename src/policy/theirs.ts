import { type CommitFacts, theirCommits } from '../domain/change.js';
import type { Checkpoint } from '../domain/checkpoint.js';
import type { CommitId } from '../domain/ids.js';
import type { JournalEntry } from '../domain/journal.js';
import { taskPrefix, theirsKey } from '../domain/task-keys.js';
import { leftBy, startOf } from './resume.js';

/**
 * What a journal has to say of commits that appeared while the run stood still: a person's, or those of another run.
 * `commits` are all since the task began, oldest first. Nothing where it cannot be told whose they are, since the run
 * died while its author was at work or its own commit was being made.
 */
export function theirsEntries(past: Checkpoint, commits: readonly CommitFacts[]): readonly JournalEntry[] {
  const { inHand, steps } = past;
  const [start, last] = [startOf(past), lastHead(past)];
  if (inHand === null || start === null || last === undefined) return [];
  const at = commits.findIndex(({ id }) => id === last);
  if (at < 0 && last !== start.head) return [];
  const before = theirCommits.safeParse(steps.get(theirsKey(inHand.id)));
  const known = before.success ? before.data.theirs : [];
  const more = commits.slice(at + 1).filter(({ id }) => !known.some((one) => one.id === id));
  return more.length === 0 ? [] : [{ kind: 'step', key: theirsKey(inHand.id), value: { theirs: [...known, ...more] } }];
}

/** Where HEAD was when the run stopped; undefined where nobody can tell. */
function lastHead(past: Checkpoint): CommitId | null | undefined {
  const { life, openIntents, steps, inHand } = past;
  if (life.kind === 'halted' && life.line.seen !== null) return life.line.seen.head;
  const own = inHand === null ? '' : taskPrefix(inHand.id);
  const committing = [...steps.keys()].some((key) => key.startsWith(own) && key.endsWith('/commit'));
  if (committing || [...openIntents.keys()].some((key) => key.startsWith(own))) return undefined;
  return (leftBy(past) ?? startOf(past))?.head;
}
