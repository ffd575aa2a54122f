import * as z from 'zod';

/**
 * What was taken back last and why: the contents of `last_rollback.json`, which the next analysis is told, so that it
 * does not propose the same again. Source: eval.md 8.4; what stands behind `details` this version knows besides.
 */
export const rollbackContext = z.looseObject({
  timestamp: z.string(),
  /** The newest of the commits, and the one that took them back. */
  reverted_commit: z.string(),
  task: z.string(),
  reason: z.enum(['test_failures', 'composite_score_regression']),
  details: z.looseObject({}),
  run: z.string().optional(),
  task_id: z.string().optional(),
  commits: z.array(z.string()).optional(),
  reverted_by: z.string().optional(),
  parked: z.string().optional(),
  /** An analysis knows it; it is forgotten once a task after that is done. */
  told: z.boolean().optional(),
});
export type RollbackContext = z.infer<typeof rollbackContext>;
