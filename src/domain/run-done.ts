import type { CommitFacts } from './change.js';
import type { ExitCodes } from './exit-codes.js';
import type { Outcome } from './outcome.js';

/**
 * Why a run without a halt stopped: what it was for is done, no task was left, it did as many as it may, it was asked to,
 * a person has to say yes first, or has said no.
 */
export type RunEnd = 'done' | 'none-left' | 'max-tasks' | 'max-passes' | 'asked' | 'gate' | 'rejected';

/** A run that came to its end. */
export interface RunDone {
  readonly outcome: Outcome;
  /** Oldest first. */
  readonly commits: readonly CommitFacts[];
  /** `done` where it is not said. */
  readonly end?: RunEnd;
  /** Work is left, and `--continue` goes on with it. */
  readonly left?: boolean;
}

/** The exit code of a run that came to its end. Source of the extended ones: cli.md 8.1. */
export function exitOfDone(end: RunEnd, tasks: number, codes: ExitCodes): number {
  if (codes === 'standard' || end === 'done' || end === 'rejected') return 0;
  if (end === 'gate') return 10;
  if (end === 'max-tasks' || end === 'max-passes' || end === 'asked') return 12;
  return tasks === 0 ? 11 : 0;
}
