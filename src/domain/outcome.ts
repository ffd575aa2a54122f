import * as z from 'zod';

/**
 * How a task ended: the one closed set of codes that records, events and scripts share. Human words go beside it,
 * never into it.
 */
export const OUTCOMES = [
  'approved',
  'no_changes',
  'researched',
  'preflight',
  'mechanical_loc',
  'mechanical_files',
  'mechanical_sensitive',
  'mechanical_secret',
  'mechanical_dangerous',
  'mechanical_protected',
  'mechanical_tasklist_scope',
  'mechanical_tasklist_edit',
  'sanity_halt_impl',
  'sanity_halt_review',
  'max_cycles',
  'loop_detected',
  'agent_error',
  'reviewer_error',
  'unreadable_reply',
  'eval_gate_failed',
  'eval_regression',
  'commit_failed',
  'tasklist_commit_failed',
  'declined',
  'budget',
  'interrupted',
  'artifacts_error',
  'conflict',
  'land_fail',
  'land_pending',
  'blocked',
] as const;

export const outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof outcome>;

/** Whether a task that ended so needs no further work. */
export const isDone = (how: Outcome): boolean => how === 'approved' || how === 'no_changes' || how === 'researched';
