import type * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import { plannedTasks } from '../../domain/parallel-records.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ListedTask, Task } from '../../domain/task.js';
import { endedKey, plannedKey } from '../../domain/task-keys.js';
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

/** Which tasks of a list are done at once: a run of a list has one such round, a chain one for each stage that executes. */
export interface Round {
  /** Its place in the run, from 1. */
  readonly nth: number;
  readonly most: number;
  /** Null for whatever is pending. */
  readonly only: ReadonlySet<string> | null;
}

/**
 * Chooses the tasks of a round, once: what is recorded as chosen is what it does, whatever becomes of the list. One that is
 * taken up may take further ones.
 */
export async function select(deps: ParallelDeps, round: Round, ctx: RunContext): Promise<Result<Selected, Halt>> {
  const key = plannedKey(round.nth);
  const before = deps.takesMore && ctx.journal.resumed ? plannedTasks.safeParse(ctx.journal.find(key)?.value) : null;
  const chosen =
    before?.success === true
      ? await more(deps, round, before.data, ctx)
      : await step(ctx, key, plannedTasks, () => fromList(deps, round, ctx));
  if (!chosen.ok) return chosen;
  const { tasks, left } = chosen.value;
  return ok({ left, tasks: tasks.map((one) => ({ ...one, id: one.task.id, risk: one.task.risk })) });
}

async function fromList(deps: ParallelDeps, round: Round, ctx: RunContext): Promise<Result<Record, Halt>> {
  const listed = await listOf(deps);
  // What has landed is done, also where a person has taken its tick away.
  const isOpen = ({ id }: Task): boolean => ctx.journal.find(endedKey(id)) === undefined;
  return listed.ok ? planOf(deps, round, listed.value, isOpen) : listed;
}

async function listOf({ list, integrated }: ParallelDeps): Promise<Result<readonly ListedTask[], Halt>> {
  const listed = await (integrated ?? list.store).list();
  return listed.ok && listed.value !== null ? ok(listed.value) : err(unusable(list, listed.ok ? null : listed.error));
}

function planOf(
  { list, paths }: ParallelDeps,
  { most, only }: Round,
  entries: readonly ListedTask[],
  isOpen: (task: Task) => boolean = () => true,
): Result<Record, Halt> {
  const wanted = (task: Task): boolean => (only?.has(task.id) ?? true) && isOpen(task);
  const planned = parallelPlan(entries, Math.max(0, most), paths, wanted);
  if (planned.kind === 'circle')
    return err(unusable(list, `tasks wait for one another in a cycle: ${planned.text} (their places in the list)`));
  const { tasks, left } = planned;
  return ok({ left, tasks: tasks.map(({ task, files, after }) => ({ task, files: [...files], after: [...after] })) });
}

/** Those it had, and as many further ones as a new run would take beside what is left of them. */
async function more(deps: ParallelDeps, round: Round, before: Record, ctx: RunContext): Promise<Result<Record, Halt>> {
  const listed = await listOf(deps);
  const now = listed.ok ? planOf(deps, round, listed.value) : listed;
  if (!listed.ok || !now.ok) return now as Result<never, Halt>;
  const open = before.tasks.filter(({ task }) => ctx.journal.find(endedKey(task.id)) === undefined).length;
  const further = furtherTasks(before.tasks, listed.value, now.value.tasks, round.most - open);
  if (further.length === 0) return ok(before);
  const value = { tasks: [...before.tasks, ...further], left: now.value.left };
  const kept = await ctx.journal.append({ kind: 'step', key: plannedKey(round.nth), value });
  return kept.ok ? ok(value) : kept;
}
