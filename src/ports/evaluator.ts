import type { Markers } from '../domain/project.js';
import type { CheckRun, ProjectCheck } from '../domain/project-check.js';

/** A run of a check as it was seen; whether it left files behind is for others to find out. */
export type RanCheck = Omit<CheckRun, 'putBack'>;

/** Knows a project and runs its own checks. Judges nothing. */
export interface Evaluator {
  /** What lies at the top level, with the texts of these files. What cannot be read counts as not there. */
  markers(texts: readonly string[]): Promise<Markers>;
  /** Runs a check to its end, its time limit or the signal; null when the signal ended it. */
  run(check: ProjectCheck, signal: AbortSignal): Promise<RanCheck | null>;
}
