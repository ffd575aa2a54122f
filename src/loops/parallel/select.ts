import type * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import { plannedTasks } from '../../domain/parallel-records.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ListedTask } from '../../domain/task.js';
import { endedKey, PLANNED } from '../../domain/task-keys.js';
import { furtherTasks } from '../../policy/further-tasks.js';
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

type Record = z.infer<typeof plannedTasks>;

/**
 * Chooses the tasks of the run, once: what is recorded as chosen is what the run does, whatever becomes of the list. One that is
 * taken up may take further ones.
 */
export async function select(deps: ParallelDeps, ctx: RunContext): Promise<Result<Selected, Halt>> {
  const before =
    deps.takesMore && ctx.journal.resumed ? plannedTasks.safeParse(ctx.journal.find(PLANNED)?.value) : null;
  const chosen =
    before?.success === true
      ? await more(deps, before.data, ctx)
      : await step(ctx, PLANNED, plannedTasks, () => fromList(deps));
  if (!chosen.ok) return chosen;
  const { tasks, left } = chosen.value;
  return ok({ left, tasks: tasks.map((one) => ({ ...one, id: one.task.id, risk: one.task.risk })) });
}

async function fromList(deps: ParallelDeps): Promise<Result<Record, Halt>> {
  const listed = await listOf(deps);
  return listed.ok ? planOf(deps, listed.value) : listed;
}

async function listOf({ list, integrated }: ParallelDeps): Promise<Result<readonly ListedTask[], Halt>> {
  const listed = await (integrated ?? list.store).list();
  return listed.ok && listed.value !== null ? ok(listed.value) : err(unusable(list, listed.ok ? null : listed.error));
}

function planOf({ list, settings, paths }: ParallelDeps, entries: readonly ListedTask[]): Result<Record, Halt> {
  const planned = parallelPlan(entries, Math.max(0, settings.maxTasks), paths);
  if (planned.kind === 'circle')
    return err(unusable(list, `tasks wait for one another in a cycle: ${planned.text} (their places in the list)`));
  const { tasks, left } = planned;
  return ok({ left, tasks: tasks.map(({ task, files, after }) => ({ task, files: [...files], after: [...after] })) });
}

/** Those it had, and as many further ones as a new run would take beside what is left of them. */
async function more(deps: ParallelDeps, before: Record, ctx: RunContext): Promise<Result<Record, Halt>> {
  const listed = await listOf(deps);
  const now = listed.ok ? planOf(deps, listed.value) : listed;
  if (!listed.ok || !now.ok) return now as Result<never, Halt>;
  const open = before.tasks.filter(({ task }) => ctx.journal.find(endedKey(task.id)) === undefined).length;
  const further = furtherTasks(before.tasks, listed.value, now.value.tasks, deps.settings.maxTasks - open);
  if (further.length === 0) return ok(before);
  const value = { tasks: [...before.tasks, ...further], left: now.value.left };
  const kept = await ctx.journal.append({ kind: 'step', key: PLANNED, value });
  return kept.ok ? ok(value) : kept;
}
