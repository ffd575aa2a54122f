import type { WaitingTask } from '../domain/parallel-event.js';
import type { Schedulable, Turn, WaitingFor } from './schedule.js';

/** What has not begun and why, in the order of the list. */
export const waitingTasks = (
  { waiting }: Pick<Turn, 'waiting'>,
  tasks: readonly Schedulable[],
): readonly WaitingTask[] =>
  tasks.flatMap(({ id }) => {
    const why = waiting.get(id);
    return why === undefined ? [] : [{ task: id, ...shown(why) }];
  });

function shown(why: WaitingFor): Omit<WaitingTask, 'task'> {
  switch (why.kind) {
    case 'task':
    case 'lost':
      return { why: 'task', for: why.tasks, path: null };
    case 'file':
      return { why: 'file', for: [why.task], path: why.path };
    case 'high-risk':
    case 'slot':
      return { why: why.kind, for: [], path: null };
  }
}
