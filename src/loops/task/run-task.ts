import { baseline, type CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { outcomeOf } from '../../domain/halt-rules.js';
import { err, ok, type Result } from '../../domain/result.js';
import { tally } from '../../domain/spent.js';
import type { Task } from '../../domain/task.js';
import type { TaskDone } from '../../domain/task-done.js';
import { cyclesFor } from '../../policy/risk.js';
import { asFeedback } from '../../prompting/feedback.js';
import { approve } from '../approve.js';
import { cancelled, type RunContext } from '../context.js';
import { evalGates } from '../eval/gates.js';
import { forgetTold } from '../eval/told-rollback.js';
import { step } from '../step.js';
import { accept } from './accept.js';
import { author } from './author.js';
import { castFor } from './cast.js';
import { circles } from './circles.js';
import { commit } from './commit.js';
import type { TaskDeps } from './deps.js';
import { highRisk } from './high-risk.js';
import { inspect } from './inspect.js';
import { leaveContext } from './leave-context.js';
import { listBefore } from './list-before.js';
import { markDone } from './mark-done.js';
import { projectChecks } from './project-checks.js';
import { research } from './research.js';
import { review } from './review.js';
import { type Rework, rework } from './rework.js';
import { sanity } from './sanity.js';
import { setBoxes } from './set-boxes.js';
import { unresolved } from './unresolved.js';
import type { Started } from './work.js';

/** Where a task stands in its run. */
export interface Place {
  /** From 1. */
  readonly nth: number;
  readonly of: number;
}

/** One task from start to finish: the inner loop `dev.review`. On a halt the tree stays as it is. */
export async function runTask(
  task: Task,
  deps: TaskDeps,
  outer: RunContext,
  place: Place = { nth: 1, of: 1 },
  comeback: Rework | null = null,
): Promise<Result<TaskDone, Halt>> {
  const began = outer.clock.now().getTime();
  const consent = deps.consent(task.id);
  const maxCycles = cyclesFor(task.risk, deps.settings) + consent.moreCycles;
  const spent = tally(consent.spent);
  let cycles = 0;
  // Committed may be what a person committed meanwhile: then none of the commits is the run's.
  let own: readonly CommitFacts[] | null = null;
  const ctx: RunContext = {
    ...outer,
    emit: (event) => {
      spent.on(event);
      if (event.type === 'cycle-started') cycles = event.cycle;
      outer.emit(event);
    },
  };
  if (!deps.settings.sanity) ctx.emit({ type: 'noticed', notice: { kind: 'sanity-off' } });
  ctx.emit({ type: 'task-started', task, maxCycles, ...place });
  const started = { task, maxCycles, waivers: consent.waivers };
  const ran = await (deps.settings.research
    ? research(task, deps, ctx)
    : loop({ ...started, comeback }, deps, ctx, (made) => {
        own = made;
      }));
  const commits: readonly CommitFacts[] = own ?? [];
  const result = !ran.ok && ctx.signal.aborted ? err(cancelled(ctx.signal)) : ran;
  const made = own === null ? 'no_changes' : 'approved';
  const outcome = !result.ok ? outcomeOf(result.error) : deps.settings.research ? 'researched' : made;
  const ms = ctx.clock.now().getTime() - began;
  ctx.emit({ type: 'task-ended', task: task.id, outcome, cycles, ms, commits, spent: spent.now() });
  return result.ok ? ok({ outcome, cycles, commits }) : result;
}

async function loop(
  { task, maxCycles, waivers, comeback }: Pick<Started, 'task' | 'maxCycles' | 'waivers'> & { comeback: Rework | null },
  given: TaskDeps,
  ctx: RunContext,
  onCommitted: (commits: readonly CommitFacts[]) => void,
): Promise<Result<unknown, Halt>> {
  const deps = { ...given, agents: castFor(task, given, ctx) };
  const allowed = await highRisk(deps, task, ctx);
  if (!allowed.ok) return allowed;
  const start = await step(ctx, `task/${task.id}/start`, baseline, () => deps.repository.baseline(ctx.signal));
  if (!start.ok) return start;
  const tasklist = await listBefore(deps, task, ctx);
  if (!tasklist.ok) return tasklist;
  const contextText = task.context === null ? null : await deps.contexts.file(task.context);
  if (task.context !== null && contextText === null)
    ctx.emit({ type: 'noticed', notice: { kind: 'context-file-missing', file: task.context } });
  const groupText = task.group === null ? null : await deps.contexts.group(task.group);
  const of = { task, baseline: start.value, contextText, groupText, maxCycles, waivers };
  const back = comeback === null ? ok(null) : await rework(deps, of, comeback, ctx);
  if (!back.ok) return back;
  const started: Started = { ...of, tasklistText: tasklist.value, reworked: back.value };
  const going = circles(started);
  const proof = await projectChecks(deps, started, ctx);
  if (!proof.ok) return proof;
  const { check, shown, withRed } = proof.value;
  const gates = await evalGates(deps, started, ctx);
  if (!gates.ok) return gates;
  const ended = await approve(
    {
      id: 'dev.review',
      author: author(deps, started, ctx),
      checks: [inspect(deps, started, ctx), unresolved(ctx), going.check, sanity(deps, started, ctx), check],
      reviewer: going.remember(review(deps, started, shown, ctx)),
      accept: accept(gates.value, commit(deps, started, ctx), onCommitted),
      asFeedback: withRed(asFeedback),
      maxCycles,
      feedback: back.value?.feedback ?? null,
    },
    ctx,
  );
  if (ended.ok) {
    const marked = await markDone(deps, started, ctx);
    if (!marked.ok) return marked;
    await forgetTold(deps);
    return leaveContext(deps, started, ended.value, ctx);
  }
  // Nothing of a task that is not done may say that it is. Put right in any case, and the halt is what it was.
  await setBoxes(deps, started, false, ctx);
  return ended;
}
