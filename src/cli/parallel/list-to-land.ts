import type { ListFound } from '../../adapters/artifacts/file/task-list.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { TaskList } from '../../ports/task-list.js';
import { preflight } from './base-branch.js';

/** A list that tasks at once may be taken from: what lands is ticked in the base branch, past what a person writes here. */
export function listToLand({ list, uncommitted }: ListFound): Result<TaskList, Halt> {
  if (!list.tracked || !uncommitted) return ok(list);
  const { file } = list;
  const what = `${file} has changes that are not committed, and tasks that run at once are read from the branch they land on`;
  return err(preflight({ what, fix: `commit ${file}, or take the changes back` }));
}

/**
 * The same for a list that is planned first. A plan in a list that git tracks is committed where nothing else is uncommitted,
 * and nowhere else: that is told before anything is paid for.
 */
export async function listToPlan(list: TaskList, dirty: readonly string[]): Promise<Result<TaskList, Halt>> {
  if (!list.tracked || dirty.length === 0) return ok(list);
  // Of one that is not there nobody knows yet whether git will track it.
  const text = await list.store.text();
  if (text.ok && text.value === null) return ok(list);
  const { file } = list;
  const what = `git tracks ${file}, where a plan has to be committed before its tasks can run at once; that is not done beside changes of yours: ${dirty.slice(0, 5).join(', ')}${dirty.length > 5 ? ` and ${dirty.length - 5} more` : ''}`;
  return err(preflight({ what, fix: 'commit or stash them, or leave --worktrees out' }));
}
