import type { DesignHandoff } from '../../domain/handoff.js';
import { err, ok } from '../../domain/result.js';
import { verdict, verdictWords } from '../../domain/verdict.js';
import { textId } from '../../formats/task-id.js';
import { designReview } from '../../prompting/replies.js';
import { askVerdict } from '../authoring/ask-verdict.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { Stage } from '../pipeline/stage.js';
import { step } from '../step.js';
import { designReviewPrompt } from './design-prompts.js';
import { markDesign } from './mark-design.js';

/**
 * Sees to it that no design goes on without a reviewer's yes. One that has just been approved is not shown to the same
 * reviewer again; one that was written anew since, by a stage of the user for example, is.
 */
export const reviewDesign: Stage<DesignHandoff, DesignHandoff> = {
  name: 'review_design',
  takes: 'design',
  gives: 'design',
  writes: false,
  async run(input, { deps, ctx, key }) {
    // There is nothing to review of what needs no design.
    if (input.bare === true) return ok([input]);
    const { id } = input;
    const { designs, opportunities } = deps.artifacts;
    const found = await designs.get(id);
    if (!found.ok) return err(artifactTrouble(designs.files, found.error));
    const design = found.value;
    if (design === null) return err(artifactTrouble(designs.files, `there is no design ${id}`));
    if (design.status !== 'draft') return ok([{ kind: 'design', id }]);
    const listed = await opportunities.list();
    if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
    const opportunity = listed.value.find((one) => one.id === design.opportunityRef) ?? null;
    const prompt = await designReviewPrompt(deps, opportunity, design.text);
    if (!prompt.ok) return prompt;
    // Of this very text: one that was mended since it was refused is read anew.
    const own = `${key}/${textId(design.text)}/review`;
    const replayed = ctx.journal.find(own) !== undefined;
    const began = ctx.clock.now().getTime();
    const call = { key: own, purpose: 'design-review', cycle: 1, contract: designReview } as const;
    const about = `A design: ${design.title}`;
    const judged = await step(ctx, own, verdict, () => askVerdict(deps, { ...call, about, prompt: prompt.value }, ctx));
    if (!judged.ok) return judged;
    const cli = deps.agents.cliOf('reviewer');
    const ms = ctx.clock.now().getTime() - began;
    const artifact = { loop: 'design', item: { kind: 'design', id }, title: design.title, file: design.file } as const;
    ctx.emit({ type: 'reviewed', cycle: 1, of: 1, cli, verdict: judged.value, ms, replayed, artifact });
    if (!judged.value.approved) {
      const stage = { name: 'design', file: design.file, unasked: false } as const;
      return err({ reason: 'not-approved', cycles: 1, verdict: judged.value, stage });
    }
    await markDesign(id, 'reviewed', { review_summary: verdictWords(judged.value) }, deps, ctx);
    return ok([{ kind: 'design', id }]);
  },
};
