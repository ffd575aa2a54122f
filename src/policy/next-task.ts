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
