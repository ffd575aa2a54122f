import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { sanityVerdict } from '../../domain/verdict.js';
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
    if (!deps.settings.sanity) return done;
    const prompt = sanityBuildPrompt(deps, started, work);
    const key = `task/${started.task.id}/${cycle}/sanity-build`;
    return judge(deps, { of: 'build', key, cycle, prompt, before: work.seen }, ctx);
  };

/** Asked only about a review without a verdict (L13): is it at least a review? */
export const sanityOfReview = (
  deps: TaskDeps,
  started: Started,
  review: { readonly text: string; readonly cycle: number; readonly before: Sighting },
  ctx: RunContext,
): Promise<Result<void, Halt>> => {
  const { text, cycle, before } = review;
  const key = `task/${started.task.id}/${cycle}/sanity-review`;
  return judge(deps, { of: 'review', key, cycle, prompt: sanityReviewPrompt(deps, started, text), before }, ctx);
};

interface Judging {
  readonly of: 'build' | 'review';
  readonly key: string;
  readonly cycle: number;
  readonly prompt: string;
  readonly before: Sighting;
}

async function judge(deps: TaskDeps, j: Judging, ctx: RunContext): Promise<Result<void, Halt>> {
  const verdict = await step(ctx, j.key, sanityVerdict, async () => {
    const purpose = j.of === 'build' ? 'sanity-build' : 'sanity-review';
    const answer = await askReader(deps, { role: 'sanity', purpose, contract: sanityCheck, ...j }, ctx);
    if (!answer.ok) return answer;
    // The original let the sanity agent stop a run by writing the file itself; the file still counts, whatever was said.
    const stop = await deps.stopFile.read();
    if (!stop.ok) return stop;
    if (stop.value !== null) return ok({ halt: true, reason: stop.value.trim() });
    return answer.value.kind === 'read'
      ? ok(answer.value.value)
      : err(unreadable('sanity', deps, answer.value, 'sanity_check'));
  });
  if (!verdict.ok) return verdict;
  ctx.emit({ type: 'sanity-judged', of: j.of, verdict: verdict.value });
  if (!verdict.value.halt) return done;

  const heading =
    j.of === 'build' ? 'The sanity check of the work halted the run' : 'The sanity check of the review halted the run';
  const present = await deps.stopFile.read();
  if (!present.ok) return present;
  if (present.value === null) {
    const written = await deps.stopFile.write(`# ${heading}\n\n${verdict.value.reason}\n`);
    if (!written.ok) return written;
  }
  return err({ reason: 'sanity', of: j.of, why: verdict.value.reason, file: deps.stopFile.name });
}
