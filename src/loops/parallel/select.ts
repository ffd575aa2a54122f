import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { task } from '../../domain/task.js';
import { chosenKey } from '../../domain/task-keys.js';
import { type PlannedTask, parallelPlan } from '../../policy/parallel-plan.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { unusable } from '../task/list-before.js';
import type { ParallelDeps } from './deps.js';

/** The tasks of a run of many, and how many of the list it leaves for another one. */
export interface Selected {
  readonly tasks: readonly PlannedTask[];
  readonly left: number;
}

/** Chooses the tasks of the run, once: what is recorded as chosen is what the run does, whatever becomes of the list. */
export async function select(deps: ParallelDeps, ctx: RunContext): Promise<Result<Selected, Halt>> {
  const { list, settings, paths } = deps;
  const store = deps.integrated ?? list.store;
  const listed = await store.list();
  if (!listed.ok || listed.value === null) return err(unusable(list, listed.ok ? null : listed.error));
  const planned = parallelPlan(listed.value, Math.max(0, settings.maxTasks), paths);
  if (planned.kind === 'circle')
    return err(unusable(list, `tasks wait for one another in a cycle: ${planned.text} (their places in the list)`));
  for (const [i, one] of planned.tasks.entries()) {
    const chosen = await step(ctx, chosenKey(i + 1), task, async () => ok(one.task));
    if (!chosen.ok) return chosen;
  }
  return ok({ tasks: planned.tasks, left: planned.left });
}
