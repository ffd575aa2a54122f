import type { ListedTask, Task } from '../domain/task.js';

/** What comes next in a list. */
export interface Next {
  /** Null when nothing is left to do. */
  readonly task: Task | null;
  /** Tasks that are left, the next one included. */
  readonly left: number;
}

/** The first task that is neither done nor was brought to its end by this run, whatever its box says now. */
export function nextTask(list: readonly ListedTask[], wasEnded: (task: Task) => boolean): Next {
  const pending = list.filter(({ task, done }) => !done && !wasEnded(task));
  return { task: pending[0]?.task ?? null, left: pending.length };
}

/** The tasks that a run would do, at most so many, and how many are pending. A task is only read when it is among them. */
export function nextTasks(
  list: readonly ListedTask[],
  most: number,
): { readonly tasks: readonly Task[]; readonly left: number } {
  const pending = list.filter(({ done }) => !done);
  return { tasks: pending.slice(0, Math.max(0, most)).map(({ task }) => task), left: pending.length };
}
