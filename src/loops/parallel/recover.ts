import type { Halt } from '../../domain/halt.js';
import { landingRecord } from '../../domain/parallel-records.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { taskDone } from '../../domain/task-done.js';
import { endedKey, finishedKey, landingKey } from '../../domain/task-keys.js';
import type { PlannedTask } from '../../policy/parallel-plan.js';
import { sameTask } from '../../policy/same-task.js';
import type { RunContext } from '../context.js';
import { unusable } from '../task/list-before.js';
import type { Board } from './board.js';
import type { ParallelDeps } from './deps.js';
import type { Landings } from './land.js';
import { finishedBefore } from './one-task.js';

/**
 * Finds what became of tasks in earlier processes of the run. What had landed, or was about to and did, is marked; what is
 * ticked on the base branch is done, whoever did it; what was finished waits to land, before anything else begins.
 */
export async function recover(
  deps: ParallelDeps,
  board: Board,
  landings: Pick<Landings, 'mark'>,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const listed = await (deps.integrated ?? deps.list.store).list();
  if (!listed.ok) return err(unusable(deps.list, listed.error));
  const entries = listed.value ?? [];
  for (const planned of board.tasks) {
    const landed = await hasLanded(deps, board, landings, planned, ctx);
    if (!landed.ok) return landed;
    if (landed.value) continue;
    if (sameTask(entries, planned.task)?.done === true) {
      const settled = await doneElsewhere(deps, board, planned, ctx);
      if (!settled.ok) return settled;
      continue;
    }
    const finished = await finishedBefore(deps, planned.task, ctx);
    if (!finished.ok) return finished;
    if (finished.value === null) continue;
    const ahead = board.queue({ planned, ...finished.value });
    finished.value.emit({ type: 'task-queued', task: planned.id, ahead });
  }
  return done;
}

/** Ticks a task that an earlier process of the run has landed, or has begun to; forgets what came to nothing. */
async function hasLanded(
  { landing, workers }: ParallelDeps,
  board: Board,
  landings: Pick<Landings, 'mark'>,
  planned: PlannedTask,
  ctx: RunContext,
): Promise<Result<boolean, Halt>> {
  const { id, task } = planned;
  if (ctx.journal.find(endedKey(id)) !== undefined) {
    board.set(id, 'landed');
    const closed = await workers.close(task, 'landed');
    return closed.ok ? ok(true) : closed;
  }
  const meant = landingRecord.safeParse(ctx.journal.find(landingKey(id))?.value);
  if (!meant.success) return ok(false);
  const { to, commits } = meant.data;
  const there = await landing.holds(to, ctx.signal);
  if (!there.ok) return there;
  const past = taskDone.safeParse(ctx.journal.find(finishedKey(id))?.value);
  if (there.value && past.success) {
    const marked = await landings.mark(planned, { ...past.data, commits }, workers.emitOf(task), ctx);
    return marked.ok ? ok(true) : marked;
  }
  const forgotten = await ctx.journal.append({ kind: 'forgotten', keys: [landingKey(id)] });
  return forgotten.ok ? ok(false) : forgotten;
}

/** A task that somebody else has landed: nothing of it is done again. What this run had of it is kept. */
async function doneElsewhere(
  { workers, list }: ParallelDeps,
  board: Board,
  { id, task }: PlannedTask,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const value = { outcome: 'no_changes', cycles: 0, commits: [] } as const;
  const ended = await ctx.journal.append({ kind: 'step', key: endedKey(id), value });
  if (!ended.ok) return ended;
  board.set(id, 'landed');
  const { title } = task;
  ctx.emit({ type: 'noticed', notice: { kind: 'ticked-meanwhile', file: list.file, task: id, title } });
  return workers.close(task, 'landed');
}
