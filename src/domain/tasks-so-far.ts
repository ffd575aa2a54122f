import { type Ended, landedOf, roundsOf } from './rounds.js';
import type { RunPlan } from './run-plan.js';
import { type Task, task } from './task.js';
import { taskDone } from './task-done.js';
import { chosenKey, endedKey } from './task-keys.js';

/** How far a run has got with its tasks. */
export interface TasksSoFar {
  /** The one that was begun and did not come to its end; null between two tasks of a worklist. */
  readonly inHand: Task | null;
  /** Those that came to their end, in order. */
  readonly ended: readonly Ended[];
  /** How many tasks at once the run has chosen; missing where one follows the other. */
  readonly of?: number;
}

/** Reads the steps of a run. The one task of a run in mode `task` is in hand until the run is closed. */
export function tasksSoFar(plan: RunPlan, steps: ReadonlyMap<string, unknown>): TasksSoFar {
  if (plan.mode === 'task') return { inHand: plan.task, ended: [] };
  if (plan.concurrency !== undefined) return atOnce(steps);
  const ended: Ended[] = [];
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
  const recorded = (key: string): unknown => steps.get(key);
  const all = roundsOf(recorded).flat();
  return { inHand: null, ended: landedOf(all, recorded), of: all.length };
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
