import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import type { OpportunityId } from '../../domain/ids.js';
import { OPPORTUNITY_STATUSES } from '../../domain/opportunity.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { readOpportunities } from '../../formats/opportunities.js';
import { setOpportunityStatus } from '../../formats/opportunities-edit.js';
import { artifactTrouble } from '../authoring/guard.js';
import type { RunContext } from '../context.js';
import type { OuterDeps } from '../pipeline/deps.js';
import { step } from '../step.js';

const decided = z.strictObject({
  id: z.string().transform((id) => id as OpportunityId),
  status: z.enum(OPPORTUNITY_STATUSES),
  raw: z.string(),
});

/** An opportunity that was adopted or rejected, as it stood before an analysis. */
export type Decided = z.infer<typeof decided>;

/** Those that somebody has decided about; written down, since an analysis that is interrupted may have lost them. */
export function decidedBefore(
  { artifacts: { opportunities } }: OuterDeps,
  key: string,
  ctx: RunContext,
): Promise<Result<Decided[], Halt>> {
  return step(ctx, `${key}/decided`, z.array(decided), async () => {
    const listed = await opportunities.list();
    if (!listed.ok) return err(artifactTrouble(opportunities.files, listed.error));
    return ok(
      listed.value.filter(({ status }) => status !== 'identified').map(({ id, status, raw }) => ({ id, status, raw })),
    );
  });
}

/** Puts back what an analysis has lost of them: an entry, or the word on it. */
export async function keepDecided(
  { artifacts: { opportunities } }: OuterDeps,
  before: readonly Decided[],
): Promise<Result<void, Halt>> {
  const now = await opportunities.text();
  if (!now.ok) return err(artifactTrouble(opportunities.files, now.error));
  let text = now.value;
  for (const { id, status, raw } of before) {
    const found = readOpportunities(text).filter((one) => one.id === id);
    const [one, second] = found;
    if (one === undefined) text = `${text.trimEnd()}${text.trim() === '' ? '' : '\n\n'}${raw}\n`;
    else if (second === undefined && one.status !== status) {
      const set = setOpportunityStatus(text, id, status);
      if (set.ok) text = set.value;
    }
  }
  if (text === now.value) return done;
  const written = await opportunities.files.write(opportunities.files.path, text);
  return written.ok ? done : err(artifactTrouble(opportunities.files, written.error));
}
