import type { CommitFacts } from '../../domain/change.js';
import { type Judged, judged } from '../../domain/eval-compared.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { taskPrefix } from '../../domain/task-keys.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from '../task/deps.js';
import { onlyTickBetween } from '../task/known-checks.js';
import type { Started } from '../task/work.js';
import { type AtGate, judgeFiles } from './judge-files.js';
import { accepted } from './recorded.js';
import { beganRollBack, rollBack } from './roll-back.js';

/** Evaluates the files as they are once the task is committed. What got worse is taken back or stays, and halts. */
export async function afterCommit(
  deps: TaskDeps,
  started: Started,
  at: AtGate,
  commits: readonly CommitFacts[],
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const judging = await judgedNow(deps, started, at, commits, ctx);
  if (!judging.ok) return judging;
  const { now, replayed } = judging.value;
  const { file, evaluation, found, tree } = now;
  const waived = await isAccepted(deps, started, tree, ctx);
  ctx.emit({ type: 'evaluated', when: 'after-commit', stored: { file, evaluation }, replayed });
  ctx.emit({ type: 'eval-judged', when: 'after-commit', file, found, waived, replayed });
  if (found.why.length === 0 || waived) return accepted(now, waived, ctx);
  const rollback = await rollBack(deps, started, { commits, found }, ctx);
  return rollback.ok ? err({ reason: 'regression', found, file, commits, rollback: rollback.value }) : rollback;
}

/** What was found, as long as the files are still those of then: a person may have mended something meanwhile. */
async function judgedNow(
  deps: TaskDeps,
  started: Started,
  { mode, before, work, cycle }: AtGate,
  commits: readonly CommitFacts[],
  ctx: RunContext,
): Promise<Result<{ readonly now: Judged; readonly replayed: boolean }, Halt>> {
  const key = `${taskPrefix(started.task.id)}${cycle}/eval-after`;
  const past = judged.safeParse(ctx.journal.find(key)?.value);
  // Halfway back the files are neither the one nor the other.
  if (past.success && beganRollBack(started, ctx)) return ok({ now: past.data, replayed: true });
  const seen = await deps.repository.look(ctx.signal);
  if (!seen.ok) return seen;
  const { tree } = seen.value;
  if (past.success && (await onlyTickBetween(deps, past.data.tree, tree, ctx)))
    return ok({ now: past.data, replayed: true });
  const as = (await onlyTickBetween(deps, work.seen.tree, tree, ctx)) ? work.seen.tree : tree;
  const headTree = commits.at(-1)?.tree ?? started.baseline.headTree;
  const made = await judgeFiles(deps, { seen: seen.value, as, headTree, mode, cycle }, before, ctx);
  if (!made.ok) return made;
  const kept = await ctx.journal.append({ kind: 'step', key, value: made.value });
  return kept.ok ? ok({ now: made.value, replayed: false }) : kept;
}

/** Whether a person said that these files may stay as they are; the tick of the task is no part of that. */
async function isAccepted(
  deps: TaskDeps,
  { waivers }: Started,
  tree: Judged['tree'],
  ctx: RunContext,
): Promise<boolean> {
  for (const { check, diff } of waivers)
    if (check === 'regression' && (await onlyTickBetween(deps, diff, tree, ctx))) return true;
  return false;
}
