import { baseline } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { haltSays, outcomeOf } from '../../domain/halt-rules.js';
import type { CommitId } from '../../domain/ids.js';
import { returnedRecord } from '../../domain/parallel-records.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Task } from '../../domain/task.js';
import { taskDone } from '../../domain/task-done.js';
import { finishedKey, lostKey, returnedKey } from '../../domain/task-keys.js';
import { waivableOf } from '../../domain/waiver.js';
import type { Brought } from '../../ports/landing.js';
import { type RunContext, uncancelled } from '../context.js';
import { step } from '../step.js';
import { highRisk } from '../task/high-risk.js';
import { type Place, runTask } from '../task/run-task.js';
import type { Queued } from './board.js';
import type { ParallelDeps, Worker } from './deps.js';

/** Asks a person first where that is to be, and works on a task in a place of its own until it is approved there. */
export async function oneTask(
  deps: ParallelDeps,
  task: Task,
  from: CommitId,
  place: Place,
  ctx: RunContext,
): Promise<Result<Omit<Queued, 'planned'>, Halt>> {
  const allowed = await highRisk(deps, task, ctx);
  if (!allowed.ok) return lost(task, allowed.error, null, ctx);
  const returned = returnedRecord.safeParse(ctx.journal.find(returnedKey(task.id))?.value);
  const back = returned.success ? returned.data : null;
  const opened = await deps.workers.open(task, back?.onto ?? from, ctx);
  if (!opened.ok) return lost(task, opened.error, null, ctx);
  const worker = opened.value;
  const own: RunContext = { ...ctx, emit: worker.emit };
  worker.emit({ type: 'worktree-made', task: task.id, ...worker.place });
  const comeback = back === null ? null : { feedback: back.feedback, put: () => worker.put(back.mixed) };
  const work = () => runTask(task, worker.deps, own, place, comeback);
  const worked = await step(own, finishedKey(task.id), taskDone, work);
  if (!worked.ok) return lost(task, worked.error, worker, ctx);
  const brought = broughtBy(task, worked.value.commits.at(-1)?.id ?? null, ctx);
  return brought.ok ? ok({ brought: brought.value, done: worked.value, emit: worker.emit }) : brought;
}

/** What was finished in an earlier process of the run, as its branch is now: a person may have mended it there. */
export async function finishedBefore(
  { workers }: ParallelDeps,
  task: Task,
  ctx: RunContext,
): Promise<Result<Omit<Queued, 'planned'> | null, Halt>> {
  const past = taskDone.safeParse(ctx.journal.find(finishedKey(task.id))?.value);
  if (!past.success) return ok(null);
  const tip = await workers.tip(task);
  if (!tip.ok || tip.value === null) return tip.ok ? ok(null) : tip;
  const forgotten = await ctx.journal.append({ kind: 'forgotten', keys: [lostKey(task.id)] });
  if (!forgotten.ok) return forgotten;
  const brought = broughtBy(task, tip.value, ctx);
  return brought.ok ? ok({ brought: brought.value, done: past.data, emit: workers.emitOf(task) }) : brought;
}

/** Records why a task came to nothing, and how it was left there, and passes it on. */
async function lost(
  task: Task,
  halt: Halt,
  worker: Worker | null,
  { journal, signal }: RunContext,
): Promise<Result<never, Halt>> {
  if (halt.reason === 'cancelled' || signal.aborted) return err(halt);
  const seen = worker === null ? null : await worker.deps.repository.look(uncancelled);
  const facts = { outcome: outcomeOf(halt), reason: halt.reason, says: haltSays(halt), waives: waivableOf(halt) };
  const value = { ...facts, seen: seen?.ok === true ? seen.value : null };
  const noted = await journal.append({ kind: 'step', key: lostKey(task.id), value });
  return noted.ok ? err(halt) : noted;
}

/** What a finished task brings. `head` is null when it changed nothing. */
function broughtBy(task: Task, head: CommitId | null, { journal }: RunContext): Result<Brought, Halt> {
  const start = baseline.safeParse(journal.find(`task/${task.id}/start`)?.value);
  const fork = start.success ? start.data.head : null;
  if (fork === null) return err({ reason: 'git', doing: 'land a task', says: 'it is not known where the task began' });
  return ok({ task: task.id, title: task.title, fork, head: head ?? fork });
}
