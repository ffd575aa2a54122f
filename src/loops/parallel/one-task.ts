import { baseline } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Task } from '../../domain/task.js';
import { taskDone } from '../../domain/task-done.js';
import { finishedKey } from '../../domain/task-keys.js';
import type { Brought } from '../../ports/landing.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { highRisk } from '../task/high-risk.js';
import { type Place, runTask } from '../task/run-task.js';
import type { Queued } from './board.js';
import type { ParallelDeps } from './deps.js';

/** Asks a person first where that is to be, and works on a task in a place of its own until it is approved there. */
export async function oneTask(
  deps: ParallelDeps,
  task: Task,
  from: CommitId,
  place: Place,
  ctx: RunContext,
): Promise<Result<Omit<Queued, 'planned'>, Halt>> {
  const allowed = await highRisk(deps, task, ctx);
  if (!allowed.ok) return allowed;
  const opened = await deps.workers.open(task, from, ctx.signal);
  if (!opened.ok) return opened;
  const worker = opened.value;
  const own: RunContext = { ...ctx, emit: worker.emit };
  const { path, branch } = worker.place;
  worker.emit({ type: 'worktree-made', task: task.id, path, branch });
  const done = await step(own, finishedKey(task.id), taskDone, () => runTask(task, worker.deps, own, place));
  if (!done.ok) return done;
  const brought = broughtBy(task, done.value.commits.at(-1)?.id ?? null, ctx);
  return brought.ok ? ok({ brought: brought.value, done: done.value, emit: worker.emit }) : brought;
}

/** What a finished task brings. `head` is null when it changed nothing. */
export function broughtBy(task: Task, head: CommitId | null, { journal }: RunContext): Result<Brought, Halt> {
  const start = baseline.safeParse(journal.find(`task/${task.id}/start`)?.value);
  const fork = start.success ? start.data.head : null;
  if (fork === null) return err({ reason: 'git', doing: 'land a task', says: 'it is not known where the task began' });
  return ok({ task: task.id, title: task.title, fork, head: head ?? fork });
}
