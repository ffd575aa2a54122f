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
