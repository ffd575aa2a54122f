import type { TaskRecordShown } from '../../adapters/state/parallel-state.js';
import type { TaskId } from '../../domain/ids.js';
import { forked, landingRecord, returnedRecord } from '../../domain/parallel-records.js';
import { taskDone } from '../../domain/task-done.js';
import { finishedKey, forkKey, landingKey, returnedKey } from '../../domain/task-keys.js';
import type { Board } from '../../loops/parallel/board.js';
import type { TaskState } from '../../policy/schedule.js';
import type { Journal } from '../../ports/journal.js';

const STATUS: Readonly<Record<TaskState, TaskRecordShown['status']>> = {
  pending: 'pending',
  running: 'running',
  queued: 'queued',
  landed: 'completed',
  lost: 'failed',
};

/**
 * Where all tasks of a run stand, in the words of the original. `over` says that its process ends: what was begun and did not
 * come to its end is interrupted.
 */
export function shownTasks(
  { tasks, stateOf, lostTasks }: Board,
  journal: Pick<Journal, 'find'>,
  over = false,
): ReadonlyMap<string, TaskRecordShown> {
  return new Map(
    tasks.map(({ id }) => {
      const at = whereOf(id, journal);
      const state = stateOf(id);
      const open = over && state !== 'landed' && at.fork_sha !== undefined;
      const lost = lostTasks.find((one) => one.id === id);
      if (lost === undefined || state !== 'lost') return [id, { status: open ? 'interrupted' : STATUS[state], ...at }];
      const blocked = lost.outcome === 'blocked' || lost.outcome === 'conflict';
      return [id, { status: blocked ? 'blocked' : 'failed', error: lost.says, ...at }];
    }),
  );
}

/** What the journal knows of where its work lies. */
function whereOf(id: TaskId, journal: Pick<Journal, 'find'>): Omit<TaskRecordShown, 'status' | 'error'> {
  const fork = forked.safeParse(journal.find(forkKey(id))?.value);
  if (!fork.success) return {};
  const came = returnedRecord.safeParse(journal.find(returnedKey(id))?.value);
  const finished = taskDone.safeParse(journal.find(finishedKey(id))?.value);
  const head = finished.data?.commits.at(-1)?.id;
  const landing = landingRecord.safeParse(journal.find(landingKey(id))?.value);
  return {
    attempt: 1 + (came.success ? came.data.nth : 0),
    ...{ branch: fork.data.branch, fork_sha: fork.data.commit },
    ...(head === undefined ? {} : { head_sha: head }),
    ...(landing.success ? { verified_sha: landing.data.to } : {}),
  };
}

/** Those that wait to land, in the order of the list. */
export const shownQueue = ({ tasks, stateOf }: Board): readonly string[] =>
  tasks.filter(({ id }) => stateOf(id) === 'queued').map(({ id }) => id);
