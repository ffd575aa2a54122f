import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import type { DesignHandoff, OpportunityHandoff } from '../../domain/handoff.js';
import type { DesignId } from '../../domain/ids.js';
import type { Opportunity } from '../../domain/opportunity.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { verdictWords } from '../../domain/verdict.js';
import { withHeader } from '../../formats/design-document.js';
import { designAimedAt, designFound } from '../../policy/which-design.js';
import type { StoredDesign } from '../../ports/designs.js';
import { designReview } from '../../prompting/replies.js';
import { type Authoring, author } from '../authoring/authoring.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from '../pipeline/deps.js';
import type { Stage, StageContext } from '../pipeline/stage.js';
import { step } from '../step.js';
import { unusable } from '../task/list-before.js';
import { designFlaws, isReady } from './design-flaws.js';
import { designFixPrompt, designPrompt, designReviewPrompt } from './design-prompts.js';
import { markDesign } from './mark-design.js';

/** What an author of a design has in hand. */
interface Drafted {
  /** Null when none was written. */
  readonly design: StoredDesign | null;
}

/** Has a design written for an opportunity. One that an analysis found and that needs none is handed on as it is. */
export const design: Stage<OpportunityHandoff, DesignHandoff> = {
  name: 'design',
  takes: 'opportunity',
  gives: 'design',
  writes: true,
  async run({ id }, at) {
    const { deps, ctx, key } = at;
    const { opportunities } = deps.artifacts;
    const listed = await opportunities.list();
    if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
    const one = listed.value.find((other) => other.id === id);
    if (one === undefined) return err(artifactTrouble(opportunities.files, `there is no opportunity ${id} any more`));
    const found = deps.chain.asked === 'analyze' || deps.chain.asked === 'cycle';
    if (one.requiresDesign === false && found) {
      ctx.emit({ type: 'noticed', notice: { kind: 'design-not-needed', opportunity: one.id, title: one.title } });
      return ok([{ kind: 'design', id: one.id as string as DesignId, bare: true }]);
    }
    const aim = await aimAt(one, deps, key, ctx);
    if (!aim.ok) return aim;
    const ready = at.feedback === null ? await isThere(aim.value, one, deps, key, ctx) : ok(false);
    if (!ready.ok) return ready;
    if (ready.value) {
      ctx.emit({ type: 'noticed', notice: { kind: 'design-taken', file: deps.artifacts.designs.fileOf(aim.value) } });
      return ok([{ kind: 'design', id: aim.value }]);
    }
    const approved = await author(authoringOf(one, aim.value, at), deps, ctx);
    if (!approved.ok) return approved;
    const made = approved.value.work.design;
    return ok(made === null ? [] : [{ kind: 'design', id: made.id }]);
  },
};

/** The id under which the design is to be written; the same one after a crash, whatever is there by then. */
function aimAt(one: Opportunity, deps: OuterDeps, key: string, ctx: RunContext): Promise<Result<DesignId, Halt>> {
  const id = z.string().transform((text) => text as DesignId);
  return step(ctx, `${key}/aim`, id, async () => {
    const all = await allOf(deps);
    return all.ok ? ok(designAimedAt(one, all.value)) : all;
  });
}

/** Whether a cycle need not have it written, by how things were found first. */
function isThere(
  aim: DesignId,
  one: Opportunity,
  deps: OuterDeps,
  key: string,
  ctx: RunContext,
): Promise<Result<boolean, Halt>> {
  return step(ctx, `${key}/there`, z.boolean(), async () => {
    if (deps.chain.asked !== 'cycle') return ok(false);
    const all = await allOf(deps);
    if (!all.ok) return all;
    const text = await deps.list.store.text();
    if (!text.ok) return err(unusable(deps.list, text.error));
    const there = all.value.find(({ id }) => id === aim);
    return ok(isReady(there, one.id, text.value ?? ''));
  });
}

async function allOf({ artifacts: { designs } }: OuterDeps): Promise<Result<readonly StoredDesign[], Halt>> {
  const listed = await designs.list();
  return listed.ok ? listed : err(artifactTrouble(designs.files, listed.error));
}

function authoringOf(
  opportunity: Opportunity,
  aim: DesignId,
  { deps, ctx, key, feedback }: StageContext,
): Authoring<DesignId | null, Drafted> {
  const { designs } = deps.artifacts;
  let before: readonly StoredDesign[] = [];
  const read = async (id: DesignId | null): Promise<Result<Drafted, Halt>> => {
    const found = id === null ? ok(null) : await designs.get(id);
    return found.ok ? ok({ design: found.value }) : err(artifactTrouble(designs.files, found.error));
  };
  return {
    id: 'design.review',
    key,
    role: 'author',
    own: designs.files,
    purposes: { first: 'design', fix: 'design-fix', review: 'design-review' },
    about: `A design: ${opportunity.title}`,
    artifact: ({ design: one }) => ({
      item: { kind: 'design', id: one?.id ?? aim },
      title: opportunity.title,
      file: one?.file ?? designs.fileOf(aim),
    }),
    made: z
      .string()
      .transform((text) => text as DesignId)
      .nullable(),
    async prompt(wanted, last) {
      const now = last === null ? await read(aim) : ok(last);
      if (!now.ok) return now;
      const { design: there } = now.value;
      if (wanted === null || there === null) return designPrompt(deps, opportunity, aim, wanted);
      return designFixPrompt(deps, opportunity, there, wanted);
    },
    async before() {
      const all = await allOf(deps);
      if (all.ok) before = all.value;
      return all.ok ? done : all;
    },
    async settle(last) {
      const all = await allOf(deps);
      if (!all.ok) return all;
      const found = last ?? designFound(aim, before, all.value);
      const one = all.value.find(({ id }) => id === found);
      if (one === undefined) return ok(found);
      const header = headerOf(one, opportunity, ctx);
      const text = withHeader(one.text, one.id, header);
      if (text === one.text) return ok(found);
      const written = await designs.write(one.id, text);
      return written.ok ? ok(found) : err(artifactTrouble(designs.files, written.error));
    },
    read,
    flaws: ({ design: one }) =>
      one === null
        ? [`no design was written: it belongs into ${designs.fileOf(aim)}`]
        : designFlaws(one, opportunity.id),
    reviewPrompt: ({ design: one }) => designReviewPrompt(deps, opportunity, one?.text ?? ''),
    contract: designReview,
    async accept({ design: one }, judged) {
      if (one === null) return done;
      const status = one.status === 'draft' ? 'reviewed' : one.status;
      await markDesign(one.id, status, { review_summary: verdictWords(judged) }, deps, ctx);
      return done;
    },
    feedback,
  };
}

const headerOf = (one: StoredDesign, opportunity: Opportunity, ctx: RunContext) => ({
  design_id: one.id,
  title: one.title === one.id ? opportunity.title : one.title,
  status: 'draft',
  opportunity_ref: opportunity.id,
  created: ctx.clock.now().toISOString().slice(0, 10),
});
