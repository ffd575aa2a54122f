import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import { type Handoff, opportunityHandoff } from '../../domain/handoff.js';
import type { OpportunityId } from '../../domain/ids.js';
import type { OpportunityStatus } from '../../domain/opportunity.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { pick } from '../../policy/pick.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import type { OuterDeps } from './deps.js';
import type { Outcome } from './stop.js';

/** The opportunity that goes on, which is adopted with that: the one with the highest ROI. */
export async function pickBest(
  all: readonly Handoff[],
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Outcome<Handoff>> {
  const { opportunities } = deps.artifacts;
  const trouble = (why: string) => err(artifactTrouble(opportunities.files, why));
  // Recorded before it is adopted: adopted ones are not chosen from, also not after a crash.
  const chosen = await step(ctx, key, opportunityHandoff, async () => {
    const listed = await opportunities.list();
    if (!listed.ok) return trouble(listed.error);
    const ids = new Set<string>(all.flatMap((one) => (one.kind === 'opportunity' ? [one.id] : [])));
    const best = pick(listed.value.filter(({ id }) => ids.has(id)));
    if (best === null) return trouble('what was found there is not there any more');
    const { id, title, roi, requiresDesign } = best;
    ctx.emit({ type: 'picked', opportunity: id, title, roi, requiresDesign, of: ids.size });
    return ok({ kind: 'opportunity' as const, id });
  });
  if (!chosen.ok) return chosen;
  const adopted = await setOnce(chosen.value.id, ['identified', 'adopted'], adoptKey(key), deps, ctx);
  return adopted.ok ? chosen : adopted;
}

const adoptKey = (key: string): string => `${key}/adopt`;

/** It is open again, once: its analysis was sent back, and may take it up or out as it likes. */
export async function unpick(
  picked: readonly Handoff[],
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  for (const one of picked) {
    if (one.kind !== 'opportunity') continue;
    const set = await setOnce(one.id, ['adopted', 'identified'], `${key}/${one.id}`, deps, ctx);
    if (!set.ok) return set;
  }
  return done;
}

/**
 * It is open again as long as nothing has come of it: others may choose it, and the run, if it goes on, adopts it anew.
 * `key` is that of its choice.
 */
export async function release(
  picked: readonly Handoff[],
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<void> {
  const forgotten = await ctx.journal.append({ kind: 'forgotten', keys: [adoptKey(key)] });
  if (!forgotten.ok) return;
  for (const one of picked) if (one.kind === 'opportunity') await turn(one.id, ['adopted', 'identified'], deps);
}

type Turn = readonly [from: OpportunityStatus, to: OpportunityStatus];

async function setOnce(
  id: OpportunityId,
  change: Turn,
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const set = await step(ctx, key, z.null(), async () => {
    const made = await turn(id, change, deps);
    return made.ok ? ok(null) : err(artifactTrouble(deps.artifacts.opportunities.files, made.error));
  });
  return set.ok ? done : set;
}

/** What a person has said of one meanwhile stays, and one that a person has taken out is nobody's any more. */
async function turn(
  id: OpportunityId,
  [from, to]: Turn,
  { artifacts: { opportunities } }: OuterDeps,
): Promise<Result<void, string>> {
  const listed = await opportunities.list();
  if (!listed.ok) return listed;
  const one = listed.value.find((other) => other.id === id);
  return one?.status === from ? opportunities.setStatus(id, to) : done;
}
