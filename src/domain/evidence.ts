import * as z from 'zod';

/** What kinds of decisions leave evidence. Source: artifacts.md 10, ontology.md 11. */
export const EVIDENCE_KINDS = [
  'review',
  'eval',
  'analyze_review',
  'design_review',
  'plan_review',
  'sanity_check',
  'merge',
  'selection',
  'design_gate',
  'gate',
] as const;

/** What is decided about. */
export const workItem = z.object({
  kind: z.enum(['task', 'design', 'opportunity']),
  /** Null where it is about several, or about none in particular. */
  id: z.string().nullable(),
});
export type WorkItem = z.infer<typeof workItem>;

/** What a reviewer has read that is no change of code. */
export interface JudgedArtifact {
  readonly loop: 'analyze' | 'design' | 'plan';
  readonly item: WorkItem;
  readonly title: string;
  /** The file or folder it is in, relative to the top level. */
  readonly file: string;
}

/** What was decided about a piece of work, and by what: the contents of `evidence/<id>.json`. */
export const evidence = z.object({
  evidence_id: z.string(),
  kind: z.enum(EVIDENCE_KINDS),
  /** UTC, to the second. */
  timestamp: z.string(),
  outcome: z.string(),
  work_item_id: z.string().nullable(),
  work_item_kind: workItem.shape.kind.nullable(),
  capability_tier: z.string(),
  /** The run, by whose name its logs are kept; null in what the original wrote. */
  cycle_id: z.string().nullable().default(null),
  /** The evidence of the same run just before; null for the first. */
  previous: z.string().nullable().default(null),
  detail: z.record(z.string(), z.unknown()),
});
export type Evidence = z.infer<typeof evidence>;

/** Evidence as it is made; where it is kept, it is known what came before it and what was allowed. */
export type NewEvidence = Omit<Evidence, 'previous' | 'capability_tier'>;
