/** How a task comes from its branch to the base branch: as a merge, or commit by commit. */
export const MERGE_STRATEGIES = ['merge', 'cherry-pick'] as const;
export type MergeStrategy = (typeof MERGE_STRATEGIES)[number];

/** When the worktree of a task is removed once the run is over with it. Nothing that did not land is ever lost by it. */
export const CLEANUPS = ['always', 'on_success', 'never'] as const;
export type Cleanup = (typeof CLEANUPS)[number];

/** How tasks of a list run at once, each in a worktree of its own. Source: config.md 2.6. */
export interface ParallelSettings {
  readonly enabled: boolean;
  /** Tasks at work at a time, and those of high risk among them; at least 1 each. */
  readonly concurrency: number;
  readonly highRiskConcurrency: number;
  /** The branch that tasks land on; null for the one that is checked out. */
  readonly baseBranch: string | null;
  /** What tasks without prerequisites begin from; null for the tip of the base branch. */
  readonly baseRef: string | null;
  readonly integrationBranch: string;
  readonly mergeStrategy: MergeStrategy;
  /** Relative to the top level, or absolute. */
  readonly worktreeRoot: string;
  readonly cleanup: Cleanup;
  /** How often a landing is tried again because the base branch moved meanwhile. */
  readonly mergeRetries: number;
  /** How often a task that conflicts or makes something red goes back to its author before it is given up. */
  readonly conflictRetries: number;
  /** Run in every new worktree; empty for nothing, null for the install command of the package manager. */
  readonly setup: string | null;
  /** Untracked files or folders, relative to the top level, that are linked into every worktree. */
  readonly links: readonly string[];
}
