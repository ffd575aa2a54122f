/**
 * What an agent is doing at this moment, as its tool's events tell it. `doing` is a short phrase such as
 * `Edit src/a.ts`; counters are those of the running call so far, null where the tool does not tell yet.
 */
export interface Progress {
  readonly doing: string | null;
  readonly outputTokens: number | null;
  readonly costUsd: number | null;
}

/** Why a call is made; the same role is asked for different things. */
export type Purpose =
  | 'build'
  | 'fix'
  | 'nudge'
  | 'sanity-build'
  | 'review'
  | 'sanity-review'
  | 'commit'
  | 'context'
  | 'compact'
  | 'reask'
  | 'research'
  | 'review-diff'
  | 'split-task'
  | 'analyze'
  | 'analyze-fix'
  | 'analyze-review'
  | 'design'
  | 'design-fix'
  | 'design-review'
  | 'plan'
  | 'plan-fix'
  | 'plan-split'
  | 'plan-review';
