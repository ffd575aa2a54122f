import type { CommitFacts } from '../../domain/change.js';
import { unclearCommits } from '../../domain/change.js';
import type { GateFound } from '../../domain/eval-compared.js';
import { gateSays } from '../../domain/eval-words.js';
import type { Halt, Rollback } from '../../domain/halt.js';
import { haltSays } from '../../domain/halt-rules.js';
import { err, ok, type Result } from '../../domain/result.js';
import { asWords, fromWords, type TakingBack } from '../../domain/taking-back.js';
import { rolledBackKey, takenBackKey, unclearKey } from '../../domain/task-keys.js';
import { revertMessage } from '../../policy/commit-message.js';
import { rollbackContextOf } from '../../policy/rollback-context.js';
import { cancelled, type RunContext, uncancelled } from '../context.js';
import type { TaskDeps } from '../task/deps.js';
import type { Started } from '../task/work.js';

/** What a task committed and what came of it. */
interface Regression {
  readonly commits: readonly CommitFacts[];
  readonly found: GateFound;
}

/** Whether an earlier process of the run was about to take the task's commits back. */
export const beganRollBack = ({ task }: Started, { journal }: RunContext): boolean =>
  fromWords(journal.meant(rolledBackKey(task.id)) ?? undefined) !== null;

/**
 * Takes a task's own commits back by a new one where that is wanted: always, or when a person says so. What was there
 * is kept, and commits of others stay. Where it cannot be done, nothing is touched.
 */
export async function rollBack(
  deps: TaskDeps,
  started: Started,
  regression: Regression,
  ctx: RunContext,
): Promise<Result<Rollback, Halt>> {
  const { task, baseline } = started;
  const key = rolledBackKey(task.id);
  let plan = fromWords(ctx.journal.meant(key) ?? undefined);
  if (plan === null) {
    const no = await declined(deps, started, regression, ctx);
    if (!no.ok) return no;
    if (no.value !== null) return ok(no.value);
    const message = revertMessage(task, regression.commits, gateSays(regression.found));
    const order = { commits: regression.commits, base: baseline.head, message };
    const planned = await deps.repository.planRevert(order, uncancelled);
    if (!planned.ok) return ok({ kind: 'failed', why: haltSays(planned.error) });
    plan = planned.value;
    const meant = await ctx.journal.append({ kind: 'intent', key, before: asWords(plan) });
    if (!meant.ok) return meant;
  }
  // Once begun it is brought to its end: half of it would be nobody's work.
  const taken = await deps.repository.takeBack(plan, uncancelled);
  if (!taken.ok) return taken;
  return remember(deps, started, regression, plan, ctx);
}

/** Why nothing is taken back; null when it is. */
async function declined(
  { settings, approver }: TaskDeps,
  { task }: Started,
  { commits, found }: Regression,
  ctx: RunContext,
): Promise<Result<Rollback | null, Halt>> {
  if (commits.length === 0) return ok({ kind: 'failed', why: 'none of the commits is of this run' });
  const unclear = unclearCommits.safeParse(ctx.journal.find(unclearKey(task.id))?.value);
  if (unclear.success && unclear.data.unclear.length > 0)
    return ok({ kind: 'failed', why: 'nobody can tell which of the commits are of this run' });
  if (settings.evals.autoRollback) return ok(null);
  const question = { asks: 'take-back', title: task.title, commits, why: gateSays(found) } as const;
  const answer = await approver.ask(question, ctx.signal);
  if (ctx.signal.aborted) return err(cancelled(ctx.signal));
  return ok(answer === 'yes' ? null : { kind: answer === 'no' ? 'declined' : 'unattended' });
}

/** Everything that is to be known later; the last line makes the task one that begins anew. */
async function remember(
  deps: TaskDeps,
  { task, baseline }: Started,
  { commits, found }: Regression,
  { to, parked }: TakingBack,
  ctx: RunContext,
): Promise<Result<Rollback, Halt>> {
  if (to === null) return ok({ kind: 'failed', why: 'no commit was made' });
  const history = await deps.repository.history(baseline.head, uncancelled);
  const by = history.ok ? history.value.commits.find(({ id }) => id === to) : undefined;
  if (by !== undefined) {
    const own = { commits: [...commits, by] };
    const known = await ctx.journal.append({ kind: 'step', key: takenBackKey(to), value: own });
    if (!known.ok) return known;
  }
  const at = ctx.clock.now().toISOString();
  const context = rollbackContextOf(task, { commits, found, by: to, parked, at }, deps.settings.evals.maxRegression);
  const told = await deps.rollbacks.keep(context);
  if (!told.ok)
    ctx.emit({
      type: 'noticed',
      notice: { kind: 'record-not-kept', file: '.millstone/last_rollback.json', why: told.error },
    });
  const over = await ctx.journal.append({ kind: 'step', key: rolledBackKey(task.id), value: { by: to, parked } });
  if (!over.ok) return over;
  ctx.emit({ type: 'rolled-back', commits, by: to, parked });
  return ok({ kind: 'done', by: to, parked });
}
