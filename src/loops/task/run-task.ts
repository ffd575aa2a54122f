import * as z from 'zod';
import { baseline, type CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { outcomeOf } from '../../domain/halt-rules.js';
import type { Outcome } from '../../domain/outcome.js';
import { err, ok, type Result } from '../../domain/result.js';
import { NOTHING_SPENT, spend } from '../../domain/spent.js';
import type { Task } from '../../domain/task.js';
import { cyclesFor } from '../../policy/risk.js';
import { asFeedback } from '../../prompting/feedback.js';
import { approve } from '../approve.js';
import { cancelled, type RunContext } from '../context.js';
import { step } from '../step.js';
import { author } from './author.js';
import { castFor } from './cast.js';
import { circles } from './circles.js';
import { commit } from './commit.js';
import type { TaskDeps } from './deps.js';
import { highRisk } from './high-risk.js';
import { inspect } from './inspect.js';
import { projectChecks } from './project-checks.js';
import { review } from './review.js';
import { sanity } from './sanity.js';
import type { Started } from './work.js';

/** A task that came to its end. */
export interface TaskDone {
  readonly outcome: Outcome;
  readonly cycles: number;
  readonly commits: readonly CommitFacts[];
}

/** One task from start to finish: the inner loop `dev.review`. On a halt the tree stays as it is. */
export async function runTask(task: Task, deps: TaskDeps, outer: RunContext): Promise<Result<TaskDone, Halt>> {
  const began = outer.clock.now().getTime();
  let spent = deps.consent.spent ?? NOTHING_SPENT;
  let cycles = 0;
  let commits: readonly CommitFacts[] = [];
  const ctx: RunContext = {
    ...outer,
    emit: (event) => {
      if (event.type === 'agent-answered') spent = spend(spent, event.usage);
      if (event.type === 'agent-failed') spent = spend(spent, null);
      if (event.type === 'cycle-started') cycles = event.cycle;
      outer.emit(event);
    },
  };
  const ran = await loop(task, deps, ctx, (made) => {
    commits = made;
  });
  const result = !ran.ok && ctx.signal.aborted ? err(cancelled(ctx.signal)) : ran;
  const outcome = result.ok ? (commits.length === 0 ? 'no_changes' : 'approved') : outcomeOf(result.error);
  const ms = ctx.clock.now().getTime() - began;
  ctx.emit({ type: 'task-ended', task: task.id, outcome, cycles, ms, commits, spent });
  return result.ok ? ok({ outcome, cycles, commits }) : result;
}

const text = z.string().nullable();

async function loop(
  task: Task,
  given: TaskDeps,
  ctx: RunContext,
  onCommitted: (commits: readonly CommitFacts[]) => void,
): Promise<Result<unknown, Halt>> {
  const { waivers, moreCycles } = given.consent;
  const maxCycles = cyclesFor(task.risk, given.settings) + moreCycles;
  ctx.emit({ type: 'task-started', task, maxCycles });
  const deps = { ...given, agents: castFor(task, given, ctx) };
  const allowed = await highRisk(deps, task, ctx);
  if (!allowed.ok) return allowed;
  const start = await step(ctx, `task/${task.id}/start`, baseline, () => deps.repository.baseline(ctx.signal));
  if (!start.ok) return start;
  if (!deps.settings.sanity) ctx.emit({ type: 'noticed', notice: { kind: 'sanity-off' } });

  // Recorded, so that an edit made before a crash is still an edit after it.
  const remember = () => step(ctx, `task/${task.id}/tasklist`, text, async () => ok(await deps.readTasklist()));
  const tasklist = deps.settings.noTasklistEdits ? await remember() : ok(null);
  if (!tasklist.ok) return tasklist;
  const started: Started = { task, baseline: start.value, tasklistText: tasklist.value, maxCycles, waivers };
  const going = circles(started);
  const proof = await projectChecks(deps, started, ctx);
  if (!proof.ok) return proof;
  const { check, shown, withRed } = proof.value;
  return approve(
    {
      id: 'dev.review',
      author: author(deps, started, ctx),
      checks: [inspect(deps, started, ctx), going.check, sanity(deps, started, ctx), check],
      reviewer: going.remember(review(deps, started, shown, ctx)),
      accept: commit(deps, started, ctx, onCommitted),
      asFeedback: withRed(asFeedback),
      maxCycles,
    },
    ctx,
  );
}
