import type { CommitFacts } from './change.js';
import type { ExitCodes } from './halt-rules.js';
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

/** The exit code of a run that came to its end. Source of the extended ones: cli.md 8.1. */
export function exitOfDone(end: RunEnd, tasks: number, codes: ExitCodes): number {
  if (codes === 'standard' || end === 'done') return 0;
  if (end === 'max-tasks' || end === 'asked') return 12;
  return tasks === 0 ? 11 : 0;
}
