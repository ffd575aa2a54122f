import type { Design } from '../domain/design.js';
import type { DesignId } from '../domain/ids.js';
import type { Opportunity } from '../domain/opportunity.js';
import { freeArtifactId } from '../formats/artifact-id.js';

type Known = Pick<Design, 'id' | 'status' | 'opportunityRef'>;

/**
 * The id under which the design of an opportunity is to be written: that of its design which is there and not given up,
 * else its own id, else the next free one.
 */
export function designAimedAt(opportunity: Pick<Opportunity, 'id'>, designs: readonly Known[]): DesignId {
  const own = designs.find((one) => one.opportunityRef === opportunity.id && one.status !== 'superseded');
  if (own !== undefined) return own.id;
  return freeArtifactId(opportunity.id, new Set(designs.map(({ id }) => id))) as DesignId;
}

type Seen = Pick<Design, 'id'> & { readonly text: string };

/**
 * The design that an author has written: a new one, the one that was aimed at by its id first; else that one as it was
 * there before; else one that was changed. Null when there is none. Source: outer-loop.md 5.2 and its defect 2.
 */
export function designFound(aim: DesignId, before: readonly Seen[], now: readonly Seen[]): DesignId | null {
  const old = new Map(before.map(({ id, text }) => [id, text]));
  const fresh = now.filter(({ id }) => !old.has(id));
  const changed = now.find(({ id, text }) => old.has(id) && old.get(id) !== text);
  const found = fresh.find(({ id }) => id === aim) ?? fresh[0] ?? now.find(({ id }) => id === aim) ?? changed ?? null;
  return found?.id ?? null;
}
