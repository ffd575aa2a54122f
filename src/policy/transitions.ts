import type { DesignStatus } from '../domain/design.js';
import type { OpportunityStatus } from '../domain/opportunity.js';

/** Which status may follow which. Source: ontology.md 6.2, artifacts.md 2. */
const OPPORTUNITY: Readonly<Record<OpportunityStatus, readonly OpportunityStatus[]>> = {
  identified: ['adopted', 'rejected'],
  adopted: ['identified', 'rejected'],
  rejected: ['identified', 'adopted'],
};

/** `reviewed` follows `approved` only for a document that was changed since; that is the caller's to know. */
const DESIGN: Readonly<Record<DesignStatus, readonly DesignStatus[]>> = {
  draft: ['reviewed', 'approved', 'superseded'],
  reviewed: ['draft', 'approved', 'superseded'],
  approved: ['reviewed', 'superseded'],
  superseded: ['draft'],
};

/** Whether an opportunity may be given another status. */
export const opportunityMayBecome = (from: OpportunityStatus, to: OpportunityStatus): boolean =>
  OPPORTUNITY[from].includes(to);

/** Whether a design may be given another status. */
export const designMayBecome = (from: DesignStatus, to: DesignStatus): boolean => DESIGN[from].includes(to);

/** What planning a design with this status means: nothing odd, a warning, or that it is not done. */
export function planningOf(status: DesignStatus): 'fine' | 'unreviewed' | 'refused' {
  if (status === 'superseded') return 'refused';
  return status === 'draft' ? 'unreviewed' : 'fine';
}
