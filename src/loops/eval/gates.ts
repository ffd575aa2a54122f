import type { CommitFacts } from '../../domain/change.js';
import { judged, type Measured } from '../../domain/eval-compared.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { taskPrefix } from '../../domain/task-keys.js';
import { isWaived } from '../../domain/waiver.js';
import { gateFeedback } from '../../prompting/gate-feedback.js';
import type { Retry } from '../approve.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { headTreeOf } from '../task/committed-range.js';
import type { TaskDeps } from '../task/deps.js';
import { ranBefore } from '../task/run-check.js';
import type { Started, Work } from '../task/work.js';
import { afterCommit } from './after-commit.js';
import { beforeTask } from './before-task.js';
import { type AtGate, judgeFiles } from './judge-files.js';
import { accepted } from './recorded.js';

/** What the project's own checks decide about a task, besides the reviewer. */
export interface EvalGates {
  /** Between approval and commit. What got worse goes back to the author. */
  readonly gate: (work: Work, cycle: number) => Promise<Result<void, Halt | Retry>>;
  /** Once it is committed; null when nothing was. What got worse halts, and its commits may be taken back. */
  readonly afterCommit: (work: Work, commits: readonly CommitFacts[], cycle: number) => Promise<Result<void, Halt>>;
}

/** The evaluation after commits is always of this mode. Source: eval.md 8.4. */
const AFTER = 'standard';

/** Measures how things are before the task, as far as something is to be compared with it. */
export async function evalGates(deps: TaskDeps, started: Started, ctx: RunContext): Promise<Result<EvalGates, Halt>> {
  const { onTask, fullAt, onCommit } = deps.settings.evals;
  const { risk } = started.task;
  const mode = onTask !== null && risk !== null && fullAt[risk] ? 'full' : onTask;
  const before = new Map<string, Measured | null>();
  for (const one of new Set([...(mode === null ? [] : [mode]), ...(onCommit ? [AFTER] : [])])) {
    const then = await beforeTask(deps, started, one, ctx);
    if (!then.ok) return then;
    before.set(one, then.value);
  }
  return ok({
    gate: async (work, cycle) =>
      mode === null ? done : atGate(deps, started, { mode, before: before.get(mode) ?? null, work, cycle }, ctx),
    afterCommit: async (work, commits, cycle) =>
      onCommit
        ? afterCommit(deps, started, { mode: AFTER, before: before.get(AFTER) ?? null, work, cycle }, commits, ctx)
        : done,
  });
}

async function atGate(
  deps: TaskDeps,
  started: Started,
  { mode, before, work, cycle }: AtGate,
  ctx: RunContext,
): Promise<Result<void, Halt | Retry>> {
  const key = `${taskPrefix(started.task.id)}${cycle}/gate`;
  const replayed = ctx.journal.find(key) !== undefined;
  const { seen, commits } = work;
  const files = { seen, as: seen.tree, headTree: headTreeOf(started, commits), mode, cycle };
  const made = await step(ctx, key, judged, () => judgeFiles(deps, files, before, ctx));
  if (!made.ok) return made;
  const { file, evaluation, checks, found } = made.value;
  const waived = isWaived(started.waivers, 'eval-gate', seen.tree);
  ctx.emit({ type: 'evaluated', when: 'gate', stored: { file, evaluation }, replayed });
  ctx.emit({ type: 'eval-judged', when: 'gate', file, found, waived, replayed });
  if (found.why.length === 0 || waived) return accepted(made.value, waived, ctx);
  const shown = checks.flatMap((check) => {
    const run = ranBefore(seen.tree, check, 2, ctx) ?? ranBefore(seen.tree, check, 1, ctx);
    return run === null ? [] : [{ run, before: null }];
  });
  const otherwise: Halt = { reason: 'eval-gate', found, file };
  return err({ reason: 'retry', feedback: gateFeedback(found, shown), otherwise });
}
