import type { Checkpoint } from '../domain/checkpoint.js';
import { baseRecord } from '../domain/parallel-records.js';
import type { RunFlags } from '../domain/run-plan.js';
import { BASE } from '../domain/task-keys.js';
import { plain } from './parallel-plan.js';

/**
 * Whether tasks at once that are asked for now are what an unfinished run was for, so that they go on with it (L23): those of
 * the same list, to land on the same branch. How many at a time, and all else that was typed, may differ. `branch` is the short
 * name of what is checked out; null for a detached HEAD.
 */
export function isAgain({ plan, life, steps }: Checkpoint, typed: RunFlags, branch: string | null): boolean {
  if (life.kind === 'closed' || plan.mode !== 'worklist' || plan.concurrency === undefined) return false;
  if (typed.worktrees === false || typed.research === true || typed.compact === true) return false;
  const before = plan.flags;
  // It was asked for by a flag, and is not now.
  if (before.worktrees === true && typed.worktrees !== true) return false;
  const sameList =
    typed.tasklist === undefined ? before.tasklist === undefined : plain(typed.tasklist) === plain(plan.tasklist);
  const base = baseRecord.safeParse(steps.get(BASE));
  const wanted = typed.baseBranch?.replace(/^refs\/heads\//, '') ?? branch;
  return sameList && (!base.success || base.data.branch === wanted);
}
