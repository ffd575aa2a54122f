import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { TaskId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { type SanityVerdict, sanityVerdict } from '../../domain/verdict.js';
import { isWaived } from '../../domain/waiver.js';
import { sanityCheck } from '../../prompting/replies.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { askReader } from './ask-reader.js';
import type { TaskDeps } from './deps.js';
import { sanityBuildPrompt, sanityReviewPrompt } from './prompts.js';
import { unreadable } from './unreadable.js';
import type { Started, Work } from './work.js';

/** The sanity slot: degenerate work never reaches the reviewer, and an unreadable sanity answer is not an OK. */
export const sanity =
  (deps: TaskDeps, started: Started, ctx: RunContext) =>
  async (work: Work, cycle: number): Promise<Result<void, Halt>> => {
    if (!deps.settings.sanity || isWaived(started.waivers, 'sanity', work.seen.tree)) return done;
    const prompt = sanityBuildPrompt(deps, started, work);
    const key = `task/${started.task.id}/${cycle}/sanity-build`;
    const judging = { of: 'build', key, task: started.task.id, cycle, prompt, before: work.seen } as const;
    const passed = await step(ctx, key, sanityVerdict, () => judge(deps, judging, ctx));
    return passed.ok ? done : passed;
  };

/**
 * Asked only about a review without a verdict (L13): is it at least a review? Part of the step that asks the reviewer,
 * since it is about these very words.
 */
export const sanityOfReview = (
  deps: TaskDeps,
  started: Started,
  {
    key,
    text,
    cycle,
    before,
  }: { readonly key: string; readonly text: string; readonly cycle: number; readonly before: Sighting },
  ctx: RunContext,
): Promise<Result<SanityVerdict, Halt>> =>
  judge(
    deps,
    { of: 'review', key, task: started.task.id, cycle, prompt: sanityReviewPrompt(deps, started, text), before },
    ctx,
  );

/** What is asked of a sanity check. */
export interface Judging {
  readonly key: string;
  /** None outside of tasks. */
  readonly task?: TaskId;
  readonly of: 'build' | 'review';
  readonly cycle: number;
  readonly prompt: string;
  readonly before: Sighting;
  /** What else must be as it was. */
  readonly also?: () => Promise<Result<void, Halt>>;
}

/** Asks; a HALT is a halt with the reason in STOP.md. */
export async function judge(deps: TaskDeps, j: Judging, ctx: RunContext): Promise<Result<SanityVerdict, Halt>> {
  const purpose = j.of === 'build' ? 'sanity-build' : 'sanity-review';
  const answer = await askReader(deps, { role: 'sanity', purpose, contract: sanityCheck, ...j }, ctx);
  if (!answer.ok) return answer;
  // The original let the sanity agent stop a run by writing the file itself; the file still counts, whatever was said.
  const stop = await deps.stopFile.read();
  if (!stop.ok) return stop;
  let verdict: SanityVerdict;
  if (stop.value !== null) verdict = { halt: true, reason: stop.value.trim() };
  else if (answer.value.kind === 'read') verdict = answer.value.value;
  else return err(unreadable('sanity', deps, answer.value, 'sanity_check'));
  ctx.emit({ type: 'sanity-judged', of: j.of, verdict });
  if (!verdict.halt) return ok(verdict);

  if (stop.value === null) {
    const heading = `The sanity check of the ${j.of === 'build' ? 'work' : 'review'} halted the run`;
    const written = await deps.stopFile.write(`# ${heading}\n\n${verdict.reason}\n`);
    if (!written.ok) return written;
  }
  return err({ reason: 'sanity', of: j.of, why: verdict.reason, file: deps.stopFile.name });
}
