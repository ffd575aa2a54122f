import type { TaskId } from '../../domain/ids.js';
import type { TaskFate } from '../../domain/parallel-event.js';
import { returnedRecord } from '../../domain/parallel-records.js';
import { type TaskDone, taskDone } from '../../domain/task-done.js';
import { endedKey, finishedKey, forkKey, returnedKey } from '../../domain/task-keys.js';
import type { RunContext } from '../context.js';
import type { Board } from './board.js';
import type { ParallelDeps } from './deps.js';

/** How every task of a run of many stands, earlier processes of the run included. */
export const fatesOf = (
  { workers }: Pick<ParallelDeps, 'workers'>,
  board: Board,
  ctx: Pick<RunContext, 'journal'>,
): readonly TaskFate[] =>
  board.tasks.map(({ id, task }): TaskFate => {
    const lost = board.lostTasks.find((one) => one.id === id);
    const state = board.stateOf(id);
    const came = returnedRecord.safeParse(ctx.journal.find(returnedKey(id))?.value);
    const begun = ctx.journal.find(forkKey(id)) !== undefined;
    const finished = ctx.journal.find(finishedKey(id)) !== undefined;
    const open = finished ? 'finished' : begun ? 'interrupted' : 'not_begun';
    return {
      ...{ task: id, title: task.title },
      state: state === 'landed' ? 'landed' : state === 'lost' && lost !== undefined ? lost.outcome : open,
      attempts: begun || state === 'landed' ? 1 + (came.success ? came.data.nth : 0) : 0,
      ms: board.took(id),
      commit: doneOf(id, ctx)?.commits.at(-1)?.id ?? null,
      says: state === 'lost' ? (lost?.says ?? null) : null,
      place: workers.placeOf(task),
    };
  });

/** How a task has landed; null when it has not. */
export function doneOf(id: TaskId, { journal }: Pick<RunContext, 'journal'>): TaskDone | null {
  const read = taskDone.safeParse(journal.find(endedKey(id))?.value);
  return read.success ? read.data : null;
}
