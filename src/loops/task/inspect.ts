import * as z from 'zod';
import { leftInside } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import type { TaskDeps } from './deps.js';
import type { Started, Work } from './work.js';

/** The mechanical checks' slot: what they object to ends the task before anybody judges it. */
export const inspect =
  (deps: TaskDeps, started: Started, ctx: RunContext) =>
  async (work: Work, cycle: number): Promise<Result<void, Halt>> => {
    const inside = leftInside(started.baseline, work.seen);
    if (inside.length > 0) return err({ reason: 'submodule', files: inside });
    // A step, so that a limit which was lowered meanwhile does not judge a cycle that is over.
    const key = `task/${started.task.id}/${cycle}/checks`;
    const passed = await step(ctx, key, z.number(), async () => {
      if (work.hit !== null) return err({ reason: 'check', hit: work.hit, diff: work.change.to });
      ctx.emit({ type: 'checked', cycle, lines: work.lines, limit: deps.settings.loc.limit });
      return ok(work.lines);
    });
    return passed.ok ? done : passed;
  };
