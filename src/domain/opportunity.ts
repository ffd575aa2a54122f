import type { OpportunityId } from './ids.js';

/** Found by an analysis; chosen for a design; not wanted. Source: ontology of the original. */
export const OPPORTUNITY_STATUSES = ['identified', 'adopted', 'rejected'] as const;
export type OpportunityStatus = (typeof OPPORTUNITY_STATUSES)[number];

/** A candidate improvement. Null where its record says nothing. */
export interface Opportunity {
  readonly id: OpportunityId;
  readonly title: string;
  readonly status: OpportunityStatus;
  /** Never blank in one that may be written. */
  readonly description: string;
  /** Whether a design has to come before its tasks; null leaves that open. */
  readonly requiresDesign: boolean | null;
  readonly designRef: string | null;
  /** Where it comes from: `roadmap:docs/roadmap.md:12`, `cli:--design`, a link. */
  readonly sourceRef: string | null;
  readonly priority: string | null;
  /** Impact divided by effort; null ranks as 0. */
  readonly roi: number | null;
  /** Its record, whole, as it stands in its store. Prompts use it. */
  readonly raw: string;
}
