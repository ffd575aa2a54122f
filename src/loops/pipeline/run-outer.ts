import * as z from 'zod';
import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { handoff } from '../../domain/handoff.js';
import { done, ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import { taskDone } from '../../domain/task-done.js';
import { isEndedKey } from '../../domain/task-keys.js';
import type { Journal } from '../../ports/journal.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { beginning } from './beginning.js';
import { artifactsCommitted, isArtifactCommit } from './commit-artifacts.js';
import { runCycle } from './cycle.js';
import { evalAfter, evalBefore } from './cycle-eval.js';
import type { OuterDeps } from './deps.js';
import { runChain } from './run-chain.js';
import type { Outcome, Stop } from './stop.js';

/** A run for one chain of stages, or for a cycle of them. */
export async function runOuter(deps: OuterDeps, ctx: RunContext): Promise<Result<RunDone, Halt>> {
  const before = await evalBefore(deps, ctx);
  if (!before.ok) return before;
  const walked = deps.chain.asked === 'cycle' ? await runCycle(deps, ctx) : await runOnce(deps, ctx);
  if (!walked.ok && walked.error.reason !== 'stop') return { ok: false, error: walked.error };
  const stop: Partial<Stop> = walked.ok ? {} : (walked.error as Stop);
  const { end = 'done', over = false, until } = stop;
  const left = !over && (end === 'gate' || end === 'max-tasks' || end === 'max-passes');
  // What waits for a person, or stopped in the midst of a pass, is not at its end.
  const midst = end === 'asked' || (left && end !== 'max-passes');
  const judged = midst ? done : await evalAfter(before.value, deps, ctx);
  if (!judged.ok) return judged as Result<never, Halt>;
  // Only now: what an evaluation halts for is to be mended before more is built on it.
  const anew = until === undefined ? done : await ctx.journal.append({ kind: 'forgotten', keys: [until] });
  if (!anew.ok) return anew;
  return ok({ outcome: 'approved', commits: commitsSoFar(ctx.journal), end, ...(left ? { left } : {}) });
}

async function runOnce(deps: OuterDeps, ctx: RunContext): Promise<Outcome<void>> {
  const prefix = 'pass/1';
  const begin = await step(ctx, `${prefix}/begin`, z.array(handoff), () => beginning(deps));
  if (!begin.ok) return begin;
  const ran = await runChain(deps.chain.links, begin.value, prefix, deps, ctx);
  return ran.ok ? done : ran;
}

/** The commits of tasks that came to their end and those of artifacts, oldest first. */
function commitsSoFar(journal: Journal): readonly CommitFacts[] {
  return journal.keys().flatMap((key) => {
    const made = isEndedKey(key) ? taskDone : isArtifactCommit(key) ? artifactsCommitted : null;
    const read = made?.safeParse(journal.find(key)?.value);
    return read?.success ? read.data.commits : [];
  });
}
