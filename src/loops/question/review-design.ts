import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Verdict } from '../../domain/verdict.js';
import { designReview } from '../../prompting/replies.js';
import { reading } from '../authoring/guard.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from '../pipeline/deps.js';
import { askReader } from '../task/ask-reader.js';
import { unreadable } from '../task/unreadable.js';

/** Asks the reviewer about a design that belongs to no run. A reply without a verdict is a halt, never an approval. */
export async function judgeDesign(
  prompt: string,
  deps: Parameters<typeof reading>[0] & Parameters<typeof askReader>[0] & Pick<OuterDeps, 'artifacts'>,
  ctx: RunContext,
): Promise<Result<Verdict, Halt>> {
  const guard = await reading(deps, 'reviewer', ctx);
  if (!guard.ok) return guard;
  const about = { key: 'review-design', role: 'reviewer', purpose: 'design-review', cycle: 1 } as const;
  const answer = await askReader(deps, { ...about, prompt, contract: designReview, ...guard.value }, ctx);
  if (!answer.ok) return answer;
  if (answer.value.kind === 'read') return ok(answer.value.value);
  return err(unreadable('reviewer', deps, answer.value, designReview.name));
}
