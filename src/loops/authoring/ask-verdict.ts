import type { Halt } from '../../domain/halt.js';
import type { Purpose } from '../../domain/progress.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Verdict } from '../../domain/verdict.js';
import { excerpt } from '../../prompting/excerpt.js';
import { dataBlock } from '../../prompting/fence.js';
import type { Contract } from '../../prompting/replies.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from '../pipeline/deps.js';
import { askReader } from '../task/ask-reader.js';
import { render } from '../task/prompts.js';
import { inProse } from '../task/review.js';
import { judge } from '../task/sanity.js';
import { unreadable } from '../task/unreadable.js';
import { reading } from './guard.js';

/** Characters of a review that a sanity check sees. Source: agents.md 8.4. */
const REVIEW = 6_000;

/** A review of an artifact. */
export interface VerdictCall {
  readonly key: string;
  readonly purpose: Purpose;
  readonly cycle: number;
  readonly prompt: string;
  readonly contract: Contract<Verdict>;
  /** What is reviewed, in a few words. */
  readonly about: string;
}

/** Asks the reviewer. A reply without a verdict is at best a refusal, never an approval (L13). */
export async function askVerdict(deps: OuterDeps, call: VerdictCall, ctx: RunContext): Promise<Result<Verdict, Halt>> {
  const { key, cycle, about, contract, purpose, prompt } = call;
  const guard = await reading(deps, 'reviewer', ctx);
  if (!guard.ok) return guard;
  const answer = await askReader(
    deps,
    { key, role: 'reviewer', purpose, cycle, prompt, contract, ...guard.value },
    ctx,
  );
  if (!answer.ok) return answer;
  if (answer.value.kind === 'read') return ok(answer.value.value);
  if (answer.value.empty) return err(unreadable('reviewer', deps, answer.value, contract.name));

  const { text } = answer.value;
  const question = render(deps, 'sanity_check_review', {
    TASK: dataBlock('What was reviewed', about),
    REVIEW_OUTPUT: dataBlock("The reviewer's words", excerpt(text, REVIEW)),
    ORCHESTRATOR_DIR: '.millstone',
  });
  const again = await reading(deps, 'sanity', ctx);
  if (!again.ok) return again;
  const sane = await judge(deps, { of: 'review', key: `${key}/sanity`, cycle, prompt: question, ...again.value }, ctx);
  return sane.ok ? ok(inProse(text)) : sane;
}
