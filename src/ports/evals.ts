import type { StoredEvaluation } from '../domain/evaluation.js';
import type { Result } from '../domain/result.js';

/** Evaluations that can be read, in the order of their times, and names of the files that cannot. */
export interface PastEvaluations {
  readonly stored: readonly StoredEvaluation[];
  readonly damaged: readonly string[];
}

/** Where evaluations are kept for comparison. Errors are the system's own words with the path. */
export interface Evals {
  past(): Promise<Result<PastEvaluations, string>>;
  /** Keeps one under its own name. Returns what of the earlier ones turned out to be damaged, by name. */
  keep(stored: StoredEvaluation): Promise<Result<readonly string[], string>>;
}
