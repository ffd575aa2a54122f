import type { TaskId } from '../domain/ids.js';
import type { ListedTask, Task } from '../domain/task.js';
import { sameTask } from './same-task.js';

interface Chosen {
  readonly task: Task;
  readonly after: readonly TaskId[];
}

/**
 * The tasks that a run which is taken up takes on: at most `most` of those that a new run would choose, in its order, none
 * that it has already, and none without what it waits for. `list` is the list as it is, in which those it has may read otherwise
 * by now.
 */
export function furtherTasks<T extends Chosen>(
  before: readonly Chosen[],
  list: readonly ListedTask[],
  now: readonly T[],
  most: number,
): readonly T[] {
  /** Ids of the list to those by which the run knows its tasks. */
  const known = new Map<TaskId, TaskId>();
  for (const { task } of before) {
    const found = sameTask(list, task);
    if (found !== null) known.set(found.task.id, task.id);
  }
  const further: T[] = [];
  for (const one of now) {
    if (further.length >= most) break;
    const after = one.after.flatMap((id) => known.get(id) ?? []);
    if (known.has(one.task.id) || after.length < one.after.length) continue;
    known.set(one.task.id, one.task.id);
    further.push({ ...one, after });
  }
  return further;
}
