import type { DesignId } from './ids.js';

/** Written; approved by a reviewer; planned; given up for another. Source: ontology of the original. */
export const DESIGN_STATUSES = ['draft', 'reviewed', 'approved', 'superseded'] as const;
export type DesignStatus = (typeof DESIGN_STATUSES)[number];

/** What a design's header may say of how it came to its status. */
export type DesignNotes = Partial<Readonly<Record<'review_summary' | 'tasklist_ref', string>>>;

/** What is to be built for an opportunity, and how. */
export interface Design {
  /** The name of its document, without the ending. */
  readonly id: DesignId;
  readonly title: string;
  readonly status: DesignStatus;
  /** Null only in documents of old; one that is written names its opportunity. */
  readonly opportunityRef: string | null;
  readonly reviewSummary: string | null;
  readonly tasklistRef: string | null;
  /** Markdown below the header. */
  readonly body: string;
}
