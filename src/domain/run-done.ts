import type { CommitFacts } from './change.js';
import type { Outcome } from './outcome.js';

/** Why a run without a halt stopped: what it was for is done, no task was left, it did as many as it may, or was asked to. */
export type RunEnd = 'done' | 'none-left' | 'max-tasks' | 'asked';

/** A run that came to its end. */
export interface RunDone {
  readonly outcome: Outcome;
  /** Oldest first. */
  readonly commits: readonly CommitFacts[];
  /** `done` where it is not said. */
  readonly end?: RunEnd;
}
