import { plannedTasks } from './parallel-records.js';
import type { RunPlan } from './run-plan.js';
import { type Task, task } from './task.js';
import { type TaskDone, taskDone } from './task-done.js';
import { chosenKey, endedKey, PLANNED } from './task-keys.js';

/** How far a run has got with its tasks. */
export interface TasksSoFar {
  /** The one that was begun and did not come to its end; null between two tasks of a worklist. */
  readonly inHand: Task | null;
  /** Those that came to their end, in order. */
  readonly ended: readonly { readonly task: Task; readonly done: TaskDone }[];
  /** How many tasks at once the run has chosen; missing where one follows the other. */
  readonly of?: number;
}

/** Reads the steps of a run. The one task of a run in mode `task` is in hand until the run is closed. */
export function tasksSoFar(plan: RunPlan, steps: ReadonlyMap<string, unknown>): TasksSoFar {
  if (plan.mode === 'task') return { inHand: plan.task, ended: [] };
  if (plan.mode === 'worklist' && plan.concurrency !== undefined) return atOnce(steps);
  const ended: TasksSoFar['ended'][number][] = [];
  for (let n = 1; ; n++) {
    const chosen = task.safeParse(steps.get(chosenKey(n)));
    if (!chosen.success) return { inHand: null, ended };
    const done = taskDone.safeParse(steps.get(endedKey(chosen.data.id)));
    if (!done.success) return { inHand: chosen.data, ended };
    ended.push({ task: chosen.data, done: done.data });
  }
}

/** Those that have landed of a run of many, in the order of the list; several of the others may be in hand. */
function atOnce(steps: ReadonlyMap<string, unknown>): TasksSoFar {
  const planned = plannedTasks.safeParse(steps.get(PLANNED));
  const all = planned.data?.tasks ?? [];
  const ended = all.flatMap(({ task: one }) => {
    const done = taskDone.safeParse(steps.get(endedKey(one.id)));
    return done.success ? [{ task: one, done: done.data }] : [];
  });
  return { inHand: null, ended, of: all.length };
}

/** What a run was about, for people: its task, or how many of which list. */
export function runTitle({ plan, ended, inHand, of }: TasksSoFar & { readonly plan: RunPlan }): string {
  if (plan.mode === 'task') return plan.task.title;
  if (plan.mode === 'chain') return plan.chain.given ?? `--${plan.chain.asked}`;
  if (of !== undefined) return `${ended.length} of ${of} tasks of ${plan.tasklist}`;
  const tasks = [...ended.map(({ task }) => task), ...(inHand === null ? [] : [inHand])];
  const [only] = tasks;
  return tasks.length === 1 && only !== undefined ? only.title : `${tasks.length} tasks of ${plan.tasklist}`;
}
