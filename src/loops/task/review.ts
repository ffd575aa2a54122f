import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { type Verdict, verdict } from '../../domain/verdict.js';
import { checkBlock, type Shown } from '../../prompting/check-block.js';
import { reviewDecision } from '../../prompting/replies.js';
import { tamperBlock } from '../../prompting/tamper-block.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { askReader } from './ask-reader.js';
import type { TaskDeps } from './deps.js';
import type { ProjectChecks } from './project-checks.js';
import { reviewPrompt } from './prompts.js';
import { sanityOfReview } from './sanity.js';
import { unreadable } from './unreadable.js';
import type { Started, Work } from './work.js';

/** Characters of a review in prose that become the one finding of a refusal. */
const PROSE = 4_000;

/** The reviewer's slot. A reply without a verdict is at best a refusal, never an approval (L13). */
export const review =
  (deps: TaskDeps, started: Started, checks: ProjectChecks['shown'], ctx: RunContext) =>
  async (work: Work, cycle: number): Promise<Result<Verdict, Halt>> => {
    const began = ctx.clock.now().getTime();
    const key = `task/${started.task.id}/${cycle}/review`;
    const replayed = ctx.journal.find(key) !== undefined;
    const judged = await step(ctx, key, verdict, () => ask(deps, started, { work, checks: checks() }, cycle, key, ctx));
    if (!judged.ok) return judged;
    const ms = ctx.clock.now().getTime() - began;
    const cli = deps.agents.cliOf('reviewer');
    ctx.emit({ type: 'reviewed', cycle, of: started.maxCycles, cli, verdict: judged.value, ms, replayed });
    return judged;
  };

async function ask(
  deps: TaskDeps,
  started: Started,
  { work, checks }: { readonly work: Work; readonly checks: readonly Shown[] | null },
  cycle: number,
  key: string,
  ctx: RunContext,
): Promise<Result<Verdict, Halt>> {
  const contract = reviewDecision(deps.settings.policy.blockOn);
  const prompt = reviewPrompt(
    deps,
    started,
    work,
    [checkBlock(checks), tamperBlock(work.tampering)].filter((one) => one !== '').join('\n\n'),
  );
  const about = { key, task: started.task.id, cycle, before: work.seen };
  const call = { ...about, role: 'reviewer', purpose: 'review', prompt, contract } as const;
  const answer = await askReader(deps, call, ctx);
  if (!answer.ok) return answer;
  if (answer.value.kind === 'read') return ok(answer.value.value);
  if (answer.value.empty) return err(unreadable('reviewer', deps, answer.value, 'review_decision'));

  const { text } = answer.value;
  const sane = await sanityOfReview(deps, started, { key: `${key}/sanity`, text, cycle, before: work.seen }, ctx);
  if (!sane.ok) return sane;
  return ok(inProse(text));
}

/** A review without a verdict that is at least a review: a refusal with these words (L13). */
export function inProse(text: string): Verdict {
  const problem = [...text.trim()].slice(0, PROSE).join('');
  return {
    approved: false,
    summary: 'The reviewer gave no verdict; its words stand as a request for changes.',
    findings: [{ severity: 'medium', where: null, problem }],
  };
}
