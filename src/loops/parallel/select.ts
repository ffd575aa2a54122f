import type { Halt } from '../../domain/halt.js';
import { plannedTasks } from '../../domain/parallel-records.js';
import { err, ok, type Result } from '../../domain/result.js';
import { PLANNED } from '../../domain/task-keys.js';
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
  const chosen = await step(ctx, PLANNED, plannedTasks, async () => {
    const { list, settings, paths } = deps;
    const listed = await (deps.integrated ?? list.store).list();
    if (!listed.ok || listed.value === null) return err(unusable(list, listed.ok ? null : listed.error));
    const planned = parallelPlan(listed.value, Math.max(0, settings.maxTasks), paths);
    if (planned.kind === 'circle')
      return err(unusable(list, `tasks wait for one another in a cycle: ${planned.text} (their places in the list)`));
    const { tasks, left } = planned;
    return ok({ left, tasks: tasks.map(({ task, files, after }) => ({ task, files: [...files], after: [...after] })) });
  });
  if (!chosen.ok) return chosen;
  const { tasks, left } = chosen.value;
  return ok({ left, tasks: tasks.map((one) => ({ ...one, id: one.task.id, risk: one.task.risk })) });
}
