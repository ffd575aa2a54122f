import { type Measured, measured } from '../../domain/eval-compared.js';
import type { Halt } from '../../domain/halt.js';
import { done, type Result } from '../../domain/result.js';
import { firstEvalKey, lastEvalKey } from '../../domain/task-keys.js';
import type { RunContext } from '../context.js';

/** An evaluation that the run recorded under a key; null when there is none. */
export function recorded(key: string, { journal }: Pick<RunContext, 'journal'>): Measured | null {
  const read = measured.safeParse(journal.find(key)?.value);
  return read.success ? read.data : null;
}

/** Makes an evaluation the one that the next is compared with; one that a person accepted counts as the run's first. */
export async function accepted(
  { file, evaluation, tree, checks }: Measured,
  byPerson: boolean,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const { mode } = evaluation;
  const first = recorded(firstEvalKey(mode), ctx);
  const keys = [...(first === null || byPerson ? [firstEvalKey(mode)] : []), lastEvalKey(mode)];
  for (const key of keys.filter((one) => recorded(one, ctx)?.file !== file)) {
    const kept = await ctx.journal.append({ kind: 'step', key, value: { file, evaluation, tree, checks } });
    if (!kept.ok) return kept;
  }
  return done;
}
