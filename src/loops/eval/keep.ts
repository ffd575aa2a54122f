import type { Evaluation, StoredEvaluation } from '../../domain/evaluation.js';
import { comparedWith, lastOf } from '../../policy/evaluate.js';
import type { Evals } from '../../ports/evals.js';
import type { RunContext } from '../context.js';

/** An evaluation that is kept, and the one of its mode before it. */
export interface Kept {
  readonly now: StoredEvaluation;
  readonly before: StoredEvaluation | null;
}

/**
 * Keeps an evaluation under a name, with what has changed since the last one of its mode. A disk that refuses it, or
 * files of earlier ones that are damaged, are told and stop nothing: what was measured is known all the same.
 */
export async function keepEvaluation(
  evaluation: Evaluation,
  name: string,
  evals: Evals,
  ctx: RunContext,
): Promise<Kept> {
  const trouble = (file: string, why: string): void =>
    ctx.emit({ type: 'noticed', notice: { kind: 'record-not-kept', file, why } });
  const past = await evals.past();
  if (!past.ok) trouble('.millstone/evals', past.error);
  const damaged = past.ok ? past.value.damaged : [];
  const before = past.ok ? lastOf(past.value.stored, evaluation.mode) : null;
  const file = `${name}.json`;
  const now = { file, evaluation: { ...comparedWith(evaluation, before), eval_file: file } };
  const kept = await evals.keep(now);
  if (!kept.ok) trouble(`.millstone/evals/${file}`, kept.error);
  const all = [...new Set([...damaged, ...(kept.ok ? kept.value : [])])];
  if (all.length > 0) ctx.emit({ type: 'noticed', notice: { kind: 'evals-damaged', files: all } });
  return { now, before };
}
