import { type Measured, measured } from '../../domain/eval-compared.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import { lastEvalKey, taskPrefix } from '../../domain/task-keys.js';
import { sightless } from '../../policy/sightless.js';
import { type RunContext, uncancelled } from '../context.js';
import { step } from '../step.js';
import type { TaskDeps } from '../task/deps.js';
import { onlyTickBetween, treeBefore } from '../task/known-checks.js';
import type { Started } from '../task/work.js';
import { same } from '../untouched.js';
import { measure } from './measure.js';
import { accepted, recorded } from './recorded.js';

/**
 * How things were before a task, in a mode: what the run accepted last where these are still the files of then, else
 * what is measured now. It is measured once; null when the files are no longer those the task began with.
 */
export async function beforeTask(
  deps: TaskDeps,
  started: Started,
  mode: string,
  ctx: RunContext,
): Promise<Result<Measured | null, Halt>> {
  const { baseline, task } = started;
  const key = `${taskPrefix(task.id)}eval-before/${mode}`;
  let replayed = ctx.journal.find(key) !== undefined;
  if (!replayed) {
    const last = recorded(lastEvalKey(mode), ctx);
    const known = last !== null && (await onlyTickBetween(deps, last.tree, baseline.tree, ctx)) ? last : null;
    if (known !== null) {
      replayed = true;
      const kept = await ctx.journal.append({ kind: 'step', key, value: known });
      if (!kept.ok) return kept;
    } else {
      // A run that was taken up with a flag it did not have: the author has been at work.
      const now = await deps.repository.look(uncancelled);
      if (!now.ok) return now;
      if (!same(now.value, baseline)) {
        ctx.emit({ type: 'noticed', notice: { kind: 'no-eval-before', mode } });
        return ok(null);
      }
    }
  }
  const made = await step(ctx, key, measured, async () => {
    const as = await treeBefore(deps, started, ctx);
    const { headTree } = baseline;
    const now = await measure(deps, { seen: baseline, as, headTree, mode, cycle: 0, known: [] }, ctx);
    return now.ok ? ok(now.value.now) : now;
  });
  if (!made.ok) return made;
  const { file, evaluation } = made.value;
  ctx.emit({ type: 'evaluated', when: 'baseline', stored: { file, evaluation }, replayed });
  const seen = sightless(evaluation);
  if (seen !== null) ctx.emit({ type: 'noticed', notice: { kind: 'blind-eval', mode, ...seen } });
  const kept = await accepted(made.value, false, ctx);
  return kept.ok ? made : kept;
}
