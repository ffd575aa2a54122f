import type { Halt } from '../../domain/halt.js';
import { done, err, type Result } from '../../domain/result.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from './deps.js';
import type { Work } from './work.js';

/** The mechanical checks' slot: what they object to ends the task before anybody judges it. */
export const inspect =
  (deps: TaskDeps, ctx: RunContext) =>
  async (work: Work, cycle: number): Promise<Result<void, Halt>> => {
    if (work.hit !== null) return err({ reason: 'check', hit: work.hit, diff: work.change.to });
    ctx.emit({ type: 'checked', cycle, lines: work.lines, limit: deps.settings.loc.limit });
    return done;
  };
