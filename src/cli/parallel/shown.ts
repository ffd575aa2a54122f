import type { TaskRecordShown } from '../../adapters/state/parallel-state.js';
import type { Board } from '../../loops/parallel/board.js';
import type { TaskState } from '../../policy/schedule.js';

const STATUS: Readonly<Record<TaskState, TaskRecordShown['status']>> = {
  pending: 'pending',
  running: 'running',
  queued: 'queued',
  landed: 'completed',
  lost: 'failed',
};

/** Where all tasks of a run stand, in the words of the original. */
export function shownTasks({ tasks, stateOf, lostTasks }: Board): ReadonlyMap<string, TaskRecordShown> {
  return new Map(
    tasks.map(({ id }) => {
      const lost = lostTasks.find((one) => one.id === id);
      if (lost === undefined || stateOf(id) !== 'lost') return [id, { status: STATUS[stateOf(id)] }];
      const blocked = lost.outcome === 'blocked' || lost.outcome === 'conflict';
      return [id, { status: blocked ? 'blocked' : 'failed', error: lost.says }];
    }),
  );
}

/** Those that wait to land, in the order of the list. */
export const shownQueue = ({ tasks, stateOf }: Board): readonly string[] =>
  tasks.filter(({ id }) => stateOf(id) === 'queued').map(({ id }) => id);
