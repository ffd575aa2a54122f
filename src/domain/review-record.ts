import * as z from 'zod';

const texts = z.array(z.string());

/** The texts of findings by severity; where only numbers stand, these. */
const bySeverity = z.record(z.string(), z.union([texts, z.number()]));

/**
 * A review as it is kept for reports: a line of `metrics/reviews.jsonl`, one for each call of a reviewer, refusals too.
 * What an older line does not have is null or empty. Source: state.md 3.4, eval.md 11.
 */
export const reviewRecord = z.object({
  schema_version: z.number().default(1),
  run: z.string().nullable().default(null),
  task_hash: z.string(),
  task_id: z.string().nullable().default(null),
  cycle: z.number().nullable().default(null),
  reviewer_cli: z.string(),
  /** The model that was asked for; null is the tool's own choice, or not known of an older line. */
  reviewer_model: z.string().nullable().default(null),
  verdict: z.enum(['APPROVED', 'REQUEST_CHANGES']),
  findings: texts.default([]),
  findings_count: z.number().optional(),
  findings_by_severity: bySeverity.default({}),
  duration_ms: z.number().default(0),
  timestamp: z.string().default(''),
  /** The approved change is the one refused before, but for comments and blank lines. Source: eval.md 11. */
  false_positive_indicator: z.boolean().default(false),
});
export type ReviewRecord = z.infer<typeof reviewRecord>;
