import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import type { WorklistHandoff } from '../../domain/handoff.js';
import { ok, type Result } from '../../domain/result.js';
import { landedOf, roundsOf } from '../../domain/rounds.js';
import type { RunDone } from '../../domain/run-done.js';
import { chosenKey } from '../../domain/task-keys.js';
import { allThere } from '../pipeline/incomplete.js';
import type { Stage, StageContext } from '../pipeline/stage.js';
import { stopAt } from '../pipeline/stop.js';
import { step } from '../step.js';
import { runWorklist } from '../worklist/run-worklist.js';

type Only = ReadonlySet<string> | null;

/** Does the tasks that were planned, and no others; without ids whatever is pending, as many as a run may. */
export const execute: Stage<WorklistHandoff, WorklistHandoff> = {
  name: 'execute',
  takes: 'worklist',
  gives: 'worklist',
  writes: false,
  async run({ tasks }, at) {
    const { deps, ctx } = at;
    const only = tasks.length === 0 ? null : new Set<string>(tasks);
    const done = await (deps.atOnce === null ? inTurn(only, at) : atOnce(only, at, deps.atOnce));
    if (!done.ok) return done;
    const { end = 'done' } = done.value;
    const whole = end === 'none-left' || end === 'max-tasks' ? await allThere(tasks, deps, ctx) : ok(undefined);
    if (!whole.ok) return whole;
    const typed = deps.settings.maxTasksByFlag;
    // Whatever was pending is worked at so far and no further; that is not why the chain would stop.
    return end === 'asked' || (end === 'max-tasks' && typed) ? stopAt(end) : ok([{ kind: 'worklist', tasks }]);
  },
};

async function inTurn(only: Only, { deps, ctx, key }: StageContext): Promise<Result<RunDone, Halt>> {
  const from = await step(ctx, `${key}/from`, z.int(), async () => ok(nextPlace(ctx.journal)));
  if (!from.ok) return from;
  // What a chain has planned is done whole, unless somebody has typed how many.
  const { maxTasks, maxTasksByFlag: typed } = deps.settings;
  const upTo = typed ? deps.placesBefore + maxTasks : from.value - 1 + (only?.size ?? maxTasks);
  return runWorklist(deps, ctx, { from: from.value, upTo, only });
}

/** The place of the next task of the run. */
function nextPlace(journal: { find(key: string): unknown }): number {
  let nth = 1;
  while (journal.find(chosenKey(nth)) !== undefined) nth++;
  return nth;
}

/** A stage that is taken up goes on with the round in which it was left; once all of that has landed, with what is left. */
async function atOnce(
  only: Only,
  { deps, ctx, key }: StageContext,
  run: NonNullable<StageContext['deps']['atOnce']>,
): Promise<Result<RunDone, Halt>> {
  const recorded = (one: string): unknown => ctx.journal.find(one)?.value;
  const rounds = roundsOf(recorded);
  const from = await step(ctx, `${key}/from`, z.int(), async () => ok(rounds.length + 1));
  if (!from.ok) return from;
  const own = rounds.slice(from.value - 1);
  const left = own.findIndex((tasks) => landedOf(tasks, recorded).length < tasks.length);
  const nth = from.value + (left < 0 ? own.length : left);
  const { maxTasks, maxTasksByFlag: typed } = deps.settings;
  const landed = (of: typeof rounds): number => landedOf(of.flat(), recorded).length;
  const most = typed ? deps.placesBefore + maxTasks - landed(rounds) : (only?.size ?? maxTasks) - landed(own);
  return run({ nth, most, only }, ctx);
}
