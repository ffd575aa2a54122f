import type * as z from 'zod';
import type { Halt, HaltOf } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import { cancelled, type RunContext } from './context.js';

/** What a step does; it may be given up through the signal of its context. */
export type Work<T, E = never> = () => Promise<Result<T, Halt | E>>;

/**
 * Does a piece of work at most once per run: what finished before a crash is read back, not done again.
 *
 * The value must survive JSON and must satisfy `schema`, also years later: a recorded value that no longer does is
 * damage, and a halt. A step that halts records nothing, so that it is done again.
 */
export async function step<T, E = never>(
  ctx: RunContext,
  key: string,
  schema: z.ZodType<T>,
  work: Work<T, E>,
): Promise<Result<T, Halt | E>> {
  const past = ctx.journal.find(key);
  if (past !== undefined) {
    const read = schema.safeParse(past.value);
    if (!read.success) return err(misshapen(past.where, key));
    ctx.emit({ type: 'step-finished', step: key, ms: 0, replayed: true });
    return ok(read.data);
  }
  if (ctx.signal.aborted) return err(cancelled(ctx.signal));

  const began = ctx.clock.now().getTime();
  ctx.emit({ type: 'step-started', step: key });
  const result = await work();
  if (!result.ok) return result;
  const kept = await ctx.journal.append({ kind: 'step', key, value: result.value ?? null });
  if (!kept.ok) return kept;
  ctx.emit({ type: 'step-finished', step: key, ms: ctx.clock.now().getTime() - began, replayed: false });
  return result;
}

/** The halt of a recorded value that is not of the shape its step has. */
export const misshapen = (where: string, key: string): HaltOf<'state'> => ({
  reason: 'state',
  file: where,
  why: `what it records of ${key} has another shape than this millstone expects`,
});
