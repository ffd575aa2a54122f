import { type CommitFacts, theirCommits } from '../../domain/change.js';
import type { TaskId } from '../../domain/ids.js';
import { theirsKey } from '../../domain/task-keys.js';
import type { Journal } from '../../ports/journal.js';

/** Those of a task's commits that did not come from others while the run stood still. */
export function ownCommits(
  journal: Pick<Journal, 'find'>,
  task: TaskId,
  commits: readonly CommitFacts[],
): readonly CommitFacts[] {
  const read = theirCommits.safeParse(journal.find(theirsKey(task))?.value);
  if (!read.success) return commits;
  return commits.filter(({ id }) => !read.data.theirs.some((theirs) => theirs.id === id));
}
