import { plannedTasks } from './parallel-records.js';
import type { Task } from './task.js';
import { type TaskDone, taskDone } from './task-done.js';
import { endedKey, plannedKey } from './task-keys.js';

/** The value of a finished step; undefined for one that is not finished. */
export type Recorded = (key: string) => unknown;

/** A task that came to its end, and what it came to. */
export interface Ended {
  readonly task: Task;
  readonly done: TaskDone;
}

/** The tasks that a run has chosen to do at once, round by round: one round for a list, one for every stage of a chain. */
export function roundsOf(recorded: Recorded): readonly (readonly Task[])[] {
  const rounds: (readonly Task[])[] = [];
  for (;;) {
    const planned = plannedTasks.safeParse(recorded(plannedKey(rounds.length + 1)));
    if (!planned.success) return rounds;
    rounds.push(planned.data.tasks.map(({ task }) => task));
  }
}

/** Those of some tasks that have landed, in the same order. */
export const landedOf = (tasks: readonly Task[], recorded: Recorded): readonly Ended[] =>
  tasks.flatMap((task) => {
    const done = taskDone.safeParse(recorded(endedKey(task.id)));
    return done.success ? [{ task, done: done.data }] : [];
  });
