/**
 * An evaluation as a point of a trend. What was not measured is null, never 0 and never 1: a chart has a gap there.
 */
export interface EvalPoint {
  readonly file: string;
  /** As it is stored; those of the original have no zone. */
  readonly at: string;
  readonly mode: string;
  readonly head: string | null;
  /** Null when nothing could be measured. */
  readonly good: boolean | null;
  /** Null when no test was counted. */
  readonly tests: { readonly passed: number; readonly failed: number; readonly skipped: number } | null;
  /** Share of lines, 0 to 1. */
  readonly coverage: number | null;
  /** Composite score, 0 to 1. */
  readonly score: number | null;
  /** Against the last scored one of its mode. */
  readonly change: number | null;
  /** Tests that were red at first, and green when tried again on the same files. */
  readonly flaky: readonly string[];
}

/** A test that was flaky now and then. */
export interface FlakyTest {
  readonly name: string;
  /** Evaluations in which it was. */
  readonly times: number;
  /** The last of them. */
  readonly last: string;
}

/** How the score of a mode has moved; only like is compared with like. */
export interface ScoreTrend {
  readonly mode: string;
  readonly evaluations: number;
  readonly first: number;
  readonly last: number;
}
