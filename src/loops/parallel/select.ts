import type * as z from 'zod';
import type { Emit } from '../../domain/event.js';
import type { Halt } from '../../domain/halt.js';
import { plannedTasks } from '../../domain/parallel-records.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ListedTask, Task } from '../../domain/task.js';
import { endedKey, plannedKey } from '../../domain/task-keys.js';
import { furtherTasks } from '../../policy/further-tasks.js';
import { type ParallelPlan, type PlannedTask, parallelPlan } from '../../policy/parallel-plan.js';
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
  // What has landed is done, also where a person has taken its tick away.
  const isOpen = ({ id }: Task): boolean => ctx.journal.find(endedKey(id)) === undefined;
  const planned = await look(deps, round, isOpen);
  if (!planned.ok) return planned;
  const { tasks, left, unknown } = planned.value;
  tellUnknown(deps, unknown, ctx.emit);
  return ok({ left, tasks: tasks.map(recordOf) });
}

type Planned = Extract<ParallelPlan, { kind: 'planned' }>;

const recordOf = ({ task, files, after }: PlannedTask) => ({ task, files: [...files], after: [...after] });

async function look(
  { list, integrated, paths }: ParallelDeps,
  { most, only }: Round,
  isOpen: (task: Task) => boolean = () => true,
): Promise<Result<Planned & { readonly entries: readonly ListedTask[] }, Halt>> {
  const listed = await (integrated ?? list.store).list();
  if (!listed.ok || listed.value === null) return err(unusable(list, listed.ok ? null : listed.error));
  const wanted = (task: Task): boolean => (only?.has(task.id) ?? true) && isOpen(task);
  const planned = parallelPlan(listed.value, Math.max(0, most), paths, wanted);
  return planned.kind === 'circle' ? err(unusable(list, planned.says)) : ok({ ...planned, entries: listed.value });
}

/** Whoever names what is not there may have meant another task: nobody waits for a word that says nothing. */
function tellUnknown({ list }: ParallelDeps, unknown: Planned['unknown'], emit: Emit): void {
  for (const one of unknown) emit({ type: 'noticed', notice: { kind: 'unknown-dependency', file: list.file, ...one } });
}

/** Those it had, and as many further ones as a new run would take beside what is left of them. */
async function more(deps: ParallelDeps, round: Round, before: Record, ctx: RunContext): Promise<Result<Record, Halt>> {
  const now = await look(deps, round);
  if (!now.ok) return now;
  const { tasks, left, unknown, entries } = now.value;
  const open = before.tasks.filter(({ task }) => ctx.journal.find(endedKey(task.id)) === undefined).length;
  const further = furtherTasks(before.tasks, entries, tasks, round.most - open);
  if (further.length === 0) return ok(before);
  const value = { tasks: [...before.tasks, ...further.map(recordOf)], left };
  const kept = await ctx.journal.append({ kind: 'step', key: plannedKey(round.nth), value });
  if (!kept.ok) return kept;
  const taken = new Set(further.map(({ id }) => id));
  tellUnknown(
    deps,
    unknown.filter(({ task }) => taken.has(task)),
    ctx.emit,
  );
  return ok(value);
}
