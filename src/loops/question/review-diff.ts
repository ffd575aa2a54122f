import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { DiffVerdict } from '../../domain/verdict.js';
import { dataBlock } from '../../prompting/fence.js';
import { fill } from '../../prompting/fill.js';
import { diffReview } from '../../prompting/replies.js';
import type { RunContext } from '../context.js';
import { askReader } from '../task/ask-reader.js';
import type { TaskDeps } from '../task/deps.js';
import { unreadable } from '../task/unreadable.js';

/** A diff that somebody wants judged. */
export interface DiffInQuestion {
  /** The diff as a prompt holds it. */
  readonly block: string;
  /** The task that is next in the tasklist, which the diff may be about; null when there is none. */
  readonly nextTask: string | null;
}

/** The question about a diff. */
export function reviewDiffPrompt({ block, nextTask }: DiffInQuestion, { prompts }: Pick<TaskDeps, 'prompts'>): string {
  const template = { ...prompts.get('review_diff_prompt'), name: 'review_diff_prompt' } as const;
  return fill(template, {
    DIFF_CONTENT: block,
    TASKLIST_SUMMARY: nextTask === null ? '' : dataBlock('The next task of the tasklist', nextTask),
  });
}

/** Asks the reviewer about a diff that belongs to no run. A reply without a verdict is a halt, never an approval. */
export async function reviewDiff(
  { block, nextTask }: DiffInQuestion,
  before: Sighting,
  deps: TaskDeps,
  ctx: RunContext,
): Promise<Result<DiffVerdict, Halt>> {
  const prompt = reviewDiffPrompt({ block, nextTask }, deps);
  const call = { key: 'review-diff', role: 'reviewer', purpose: 'review-diff', cycle: 1, prompt, before } as const;
  const answer = await askReader(deps, { ...call, contract: diffReview }, ctx);
  if (!answer.ok) return answer;
  if (answer.value.kind === 'read') return ok(answer.value.value);
  return err(unreadable('reviewer', deps, answer.value, diffReview.name));
}
