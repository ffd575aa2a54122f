import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { RunDone, RunEnd } from '../../domain/run-done.js';
import { type Task, task } from '../../domain/task.js';
import { taskDone } from '../../domain/task-done.js';
import { COMPACT, chosenKey, endedKey } from '../../domain/task-keys.js';
import { nextTask } from '../../policy/next-task.js';
import { cancelled, type RunContext } from '../context.js';
import { step } from '../step.js';
import { unusable } from '../task/list-before.js';
import { type Place, runTask } from '../task/run-task.js';
import { compact } from './compact.js';
import { compactNow } from './compact-now.js';
import type { WorklistDeps } from './deps.js';
import { onceOnly } from './once-only.js';

/** Which tasks of a list are done. Places count through the whole run, from 1. */
export interface Scope {
  readonly from: number;
  /** The last place; below `from` for none. */
  readonly upTo: number;
  /** Null for whatever is pending. */
  readonly only: ReadonlySet<string> | null;
}

/**
 * The tasks of a list one after the other, until none is left, as many are done as the run may do, somebody asks it to
 * stop, or one halts. The list is read anew before each choice; a task is what it was when it was chosen.
 */
export async function runWorklist(
  deps: WorklistDeps,
  outer: RunContext,
  scope: Scope = { from: 1, upTo: deps.settings.maxTasks, only: null },
): Promise<Result<RunDone, Halt>> {
  const ctx = { ...outer, emit: onceOnly(outer.emit) };
  if (deps.settings.compact) return compactNow(deps, ctx);
  const ready = await compactIfLong(deps, scope, ctx);
  if (!ready.ok) return ready;
  const commits: CommitFacts[] = [];
  const done = (end: RunEnd): Result<RunDone, Halt> =>
    ok({
      outcome: deps.settings.research ? 'researched' : commits.length === 0 ? 'no_changes' : 'approved',
      commits,
      end,
    });
  for (let nth = scope.from; ; nth++) {
    const next = await choose(deps, nth, scope, ctx);
    if (!next.ok) return next;
    if (typeof next.value === 'string') return done(next.value);
    const { chosen, of } = next.value;
    const ended = await step(ctx, endedKey(chosen.id), taskDone, () => runTask(chosen, deps, ctx, { nth, of }));
    if (!ended.ok) return ended;
    commits.push(...ended.value.commits);
  }
}

/** Once, before the first task; a run that is taken up only finishes what it had begun. */
async function compactIfLong(
  deps: WorklistDeps,
  { from, upTo }: Scope,
  ctx: RunContext,
): Promise<Result<unknown, Halt>> {
  const { list, settings } = deps;
  if (ctx.journal.begun(COMPACT)) return compact(deps, ctx);
  if (ctx.journal.resumed || settings.compactThreshold < 1 || from > 1 || upTo < 1) return ok(null);
  const listed = await list.store.list();
  if (!listed.ok) return err(unusable(list, listed.error));
  const ticked = (listed.value ?? []).filter(({ done }) => done).length;
  return ticked >= settings.compactThreshold ? compact(deps, ctx) : ok(null);
}

interface Chosen extends Pick<Place, 'of'> {
  readonly chosen: Task;
}

/** The nth task of the run, or why there is none. One that was chosen before is not chosen anew. */
async function choose(
  deps: WorklistDeps,
  nth: number,
  { from, upTo, only }: Scope,
  ctx: RunContext,
): Promise<Result<Chosen | RunEnd, Halt>> {
  const { list } = deps;
  const key = chosenKey(nth);
  const known = ctx.journal.find(key) !== undefined;
  if (!known && ctx.signal.aborted) return err(cancelled(ctx.signal));
  const enough = !known && nth > upTo;
  if (enough && upTo < from) return ok('max-tasks');

  const listed = await list.store.list();
  // What the run may do is done, whatever has become of the list since.
  if (enough && (!listed.ok || listed.value === null)) return ok('max-tasks');
  if (!listed.ok) return err(unusable(list, listed.error));
  if (listed.value === null && !known) return err(unusable(list, null));
  const wanted = (listed.value ?? []).filter(({ task }) => only === null || only.has(task.id));
  const next = nextTask(wanted, ({ id }) => ctx.journal.find(endedKey(id)) !== undefined);
  const of = Math.max(nth, Math.min(upTo, nth - 1 + next.left));
  const found = next.task;
  if (!known && found === null) return ok('none-left');
  if (enough) return ok('max-tasks');
  if (!known && (await deps.softStop.asked())) return ok('asked');
  const chosen = await step(ctx, key, task, async () => (found === null ? err(unusable(list, null)) : ok(found)));
  return chosen.ok ? ok({ chosen: chosen.value, of }) : chosen;
}
