import type { CommitFacts, Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import { sinceStart } from '../ancestry.js';
import { uncancelled } from '../context.js';
import type { TaskDeps } from './deps.js';
import type { Started } from './work.js';

/** Where the repository stands, in git's word: how it looks, and the commits made since the task began. */
export interface Standing {
  readonly seen: Sighting;
  /** Oldest first. */
  readonly commits: readonly CommitFacts[];
}

/**
 * Looks. What is expected only decides what is asked of git at the same time. A halt when the branch is no longer the task's, or no longer holds the commit the
 * task began with.
 */
export async function standingNow(
  deps: TaskDeps,
  { baseline }: Started,
  expects: 'change' | 'commit' | 'nothing' = 'nothing',
): Promise<Result<Standing, Halt>> {
  const asked = expects === 'commit' ? deps.repository.history(baseline.head, uncancelled) : null;
  const seen = await deps.repository.look(uncancelled, expects === 'change');
  if (!seen.ok) return seen;
  const history = await sinceStart(deps.repository, baseline, seen.value, 'author', asked);
  return history.ok ? ok({ seen: seen.value, commits: history.value.commits }) : history;
}
