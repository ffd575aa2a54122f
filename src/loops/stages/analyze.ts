import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import type { OpportunityHandoff } from '../../domain/handoff.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { type OpportunityEntry, readOpportunities } from '../../formats/opportunities.js';
import { opportunityShapeProblems } from '../../policy/opportunity-shape.js';
import { analyzeReview } from '../../prompting/replies.js';
import { type Authoring, author } from '../authoring/authoring.js';
import { artifactTrouble } from '../authoring/guard.js';
import { rollbackWasTold } from '../eval/told-rollback.js';
import type { Stage, StageContext } from '../pipeline/stage.js';
import { analyzeFixPrompt, analyzePrompt, analyzeReviewPrompt } from './analyze-prompts.js';
import { decidedBefore, keepDecided } from './decided.js';
import { collectSignals } from './signals.js';

/** The list as it is now. */
export interface Listed {
  readonly text: string;
  readonly entries: readonly OpportunityEntry[];
}

/** Looks over the code base and lists what would make it better; hands on everything that nobody has decided about. */
export const analyze: Stage<null, OpportunityHandoff> = {
  name: 'analyze',
  takes: null,
  gives: 'opportunity',
  writes: true,
  async run(_, at) {
    const { deps, ctx } = at;
    const authoring = await authoringOf(at);
    if (!authoring.ok) return authoring;
    const approved = await author(authoring.value, deps, ctx);
    if (!approved.ok) return approved;
    const open = approved.value.work.entries.filter(({ status }) => status === 'identified');
    return ok(open.map(({ id }) => ({ kind: 'opportunity', id })));
  },
};

async function authoringOf({ deps, ctx, key, feedback }: StageContext): Promise<Result<Authoring<null, Listed>, Halt>> {
  const { opportunities } = deps.artifacts;
  const decided = await decidedBefore(deps, key, ctx);
  if (!decided.ok) return decided;
  const signals = await collectSignals(deps, key, ctx);
  if (!signals.ok) return signals;
  const read = async (): Promise<Result<Listed, Halt>> => {
    const text = await opportunities.text();
    if (!text.ok) return err(artifactTrouble(opportunities.files, text.error));
    return ok({ text: text.value, entries: readOpportunities(text.value) });
  };
  return ok({
    id: 'analyze.review',
    key,
    role: 'analyzer',
    own: opportunities.files,
    purposes: { first: 'analyze', fix: 'analyze-fix', review: 'analyze-review' },
    about: 'A list of opportunities for improvement.',
    artifact: () => ({
      item: { kind: 'opportunity', id: null },
      title: 'opportunities',
      file: opportunities.files.path,
    }),
    made: z.null(),
    async prompt(wanted) {
      const now = await read();
      if (!now.ok) return now;
      return wanted === null
        ? analyzePrompt(deps, now.value.text, signals.value, ctx.emit)
        : analyzeFixPrompt(deps, now.value.text, signals.value, wanted);
    },
    async settle() {
      const kept = await keepDecided(deps, decided.value);
      return kept.ok ? ok(null) : kept;
    },
    read,
    flaws: ({ text, entries }) => [
      ...(text.trim() === '' ? [`no list was written: it belongs into ${opportunities.files.path}`] : []),
      ...opportunityShapeProblems(
        entries.map((one) => ({
          ...one,
          location: one.about.get('location') || null,
          statedRoi: one.about.get('roi score') || null,
        })),
      ),
    ],
    reviewPrompt: ({ text }) => analyzeReviewPrompt(deps, text, signals.value),
    contract: analyzeReview,
    async accept() {
      await rollbackWasTold(deps);
      return done;
    },
    feedback,
  });
}
