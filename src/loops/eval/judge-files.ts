import type { Judged, Measured } from '../../domain/eval-compared.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import { firstEvalKey } from '../../domain/task-keys.js';
import { gate } from '../../policy/eval-gate.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from '../task/deps.js';
import type { Work } from '../task/work.js';
import { measure, type ToMeasure } from './measure.js';
import { recorded } from './recorded.js';

/** An approved change that is to be evaluated, and how things were before it; null when nobody knows. */
export interface AtGate {
  readonly mode: string;
  readonly before: Measured | null;
  readonly work: Work;
  readonly cycle: number;
}

/** Evaluates files and compares with how things were before the task, and when the run began. */
export async function judgeFiles(
  deps: TaskDeps,
  files: Omit<ToMeasure, 'known'>,
  before: Measured | null,
  ctx: RunContext,
): Promise<Result<Judged, Halt>> {
  const made = await measure(deps, { ...files, known: before?.checks ?? [] }, ctx);
  if (!made.ok) return made;
  const { now, ran } = made.value;
  const first = recorded(firstEvalKey(files.mode), ctx)?.evaluation ?? null;
  const { evals } = deps.settings;
  const judging = { now: now.evaluation, ran, before: before?.evaluation ?? null, first };
  return ok({ ...now, found: gate(judging, evals, evals.weights) });
}
