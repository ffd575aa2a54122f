import type { Halt } from '../../domain/halt.js';
import { type Handoff, handoff } from '../../domain/handoff.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { pick } from '../../policy/pick.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import type { OuterDeps } from './deps.js';
import type { Outcome } from './stop.js';

/** The opportunity that goes on, which is adopted with that: the one with the highest ROI. */
export function pickBest(
  all: readonly Handoff[],
  key: string,
  deps: OuterDeps,
  ctx: RunContext,
): Promise<Outcome<Handoff>> {
  return step(ctx, key, handoff, async () => {
    const { opportunities } = deps.artifacts;
    const trouble = (why: string) => err(artifactTrouble(opportunities.files, why));
    const listed = await opportunities.list();
    if (!listed.ok) return trouble(listed.error);
    const ids = new Set<string>(all.flatMap((one) => (one.kind === 'opportunity' ? [one.id] : [])));
    const best = pick(listed.value.filter(({ id }) => ids.has(id)));
    if (best === null) return trouble('what was found there is not there any more');
    const set = await opportunities.setStatus(best.id, 'adopted');
    if (!set.ok) return trouble(set.error);
    const { id, title, roi, requiresDesign } = best;
    ctx.emit({ type: 'picked', opportunity: id, title, roi, requiresDesign, of: ids.size });
    return ok({ kind: 'opportunity', id });
  });
}

/** It is open again: its analysis was sent back. */
export async function unpick(picked: readonly Handoff[], { artifacts }: OuterDeps): Promise<Result<void, Halt>> {
  const { opportunities } = artifacts;
  for (const one of picked) {
    if (one.kind !== 'opportunity') continue;
    const set = await opportunities.setStatus(one.id, 'identified');
    if (!set.ok) return err(artifactTrouble(opportunities.files, set.error));
  }
  return done;
}
