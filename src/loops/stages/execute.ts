import * as z from 'zod';
import type { WorklistHandoff } from '../../domain/handoff.js';
import { ok } from '../../domain/result.js';
import { chosenKey } from '../../domain/task-keys.js';
import { allThere } from '../pipeline/incomplete.js';
import type { Stage } from '../pipeline/stage.js';
import { stopAt } from '../pipeline/stop.js';
import { step } from '../step.js';
import { runWorklist } from '../worklist/run-worklist.js';

/** Does the tasks that were planned, and no others; without ids whatever is pending, as many as a run may. */
export const execute: Stage<WorklistHandoff, WorklistHandoff> = {
  name: 'execute',
  takes: 'worklist',
  gives: 'worklist',
  writes: false,
  async run({ tasks }, { deps, ctx, key }) {
    const only = tasks.length === 0 ? null : new Set<string>(tasks);
    const from = await step(ctx, `${key}/from`, z.int(), async () => ok(nextPlace(ctx.journal)));
    if (!from.ok) return from;
    // What a chain has planned is done whole, unless somebody has typed how many.
    const { maxTasks, maxTasksByFlag: typed } = deps.settings;
    const upTo = typed ? deps.placesBefore + maxTasks : from.value - 1 + (only?.size ?? maxTasks);
    const done = await runWorklist(deps, ctx, { from: from.value, upTo, only });
    if (!done.ok) return done;
    const { end = 'done' } = done.value;
    const whole = end === 'none-left' || end === 'max-tasks' ? await allThere(tasks, deps, ctx) : ok(undefined);
    if (!whole.ok) return whole;
    // Whatever was pending is worked at so far and no further; that is not why the chain would stop.
    return end === 'asked' || (end === 'max-tasks' && typed) ? stopAt(end) : ok([{ kind: 'worklist', tasks }]);
  },
};

/** The place of the next task of the run. */
function nextPlace(journal: { find(key: string): unknown }): number {
  let nth = 1;
  while (journal.find(chosenKey(nth)) !== undefined) nth++;
  return nth;
}
