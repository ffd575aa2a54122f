import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import type { WorklistHandoff } from '../../domain/handoff.js';
import { ok, type Result } from '../../domain/result.js';
import { landedOf, roundsOf } from '../../domain/rounds.js';
import type { RunDone } from '../../domain/run-done.js';
import { chosenKey, plannedKey } from '../../domain/task-keys.js';
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

/**
 * A stage that is taken up goes on with the round in which it was left, also where all of that has landed: something of it may
 * have to be tidied up. Then it goes on with what that round has left.
 */
async function atOnce(
  only: Only,
  { deps, ctx, key }: StageContext,
  run: NonNullable<StageContext['deps']['atOnce']>,
): Promise<Result<RunDone, Halt>> {
  const recorded = (one: string): unknown => ctx.journal.find(one)?.value;
  const from = await step(ctx, `${key}/from`, z.int(), async () => ok(roundsOf(recorded).length + 1));
  if (!from.ok) return from;
  const landed = (since: number): number =>
    landedOf(
      roundsOf(recorded)
        .slice(since - 1)
        .flat(),
      recorded,
    ).length;
  const { maxTasks, maxTasksByFlag: typed } = deps.settings;
  const most = (): number =>
    typed ? deps.placesBefore + maxTasks - landed(1) : (only?.size ?? maxTasks) - landed(from.value);
  const last = Math.max(from.value, roundsOf(recorded).length);
  const again = recorded(plannedKey(last)) !== undefined;
  const done = await run({ nth: last, most: most(), only }, ctx);
  const more = again && done.ok && done.value.end === 'max-tasks' && most() > 0;
  return more ? run({ nth: last + 1, most: most(), only }, ctx) : done;
}
