import type { StoredEvaluation } from './evaluation.js';

/** What got worse since the last evaluation; worth a warning, never a halt. Source: eval.md 6.2. */
export interface Trend {
  readonly newFailures: readonly string[];
  /** Below 0: fewer tests pass. 0 when it is not worse. */
  readonly passed: number;
  /** Above 0: more tests fail. 0 when it is not worse. */
  readonly failed: number;
  readonly composite: { readonly before: number; readonly now: number } | null;
  /** Categories with what they lost, worst first. */
  readonly categories: readonly (readonly [name: string, delta: number])[];
  /** Flaky now; shown whatever else there is. */
  readonly flaky: readonly string[];
}

/** Two evaluations side by side. Source: eval.md 7. */
export interface EvalComparison {
  readonly older: StoredEvaluation;
  readonly newer: StoredEvaluation;
  readonly newFailures: readonly string[];
  readonly newPasses: readonly string[];
  /** Percentage points. */
  readonly coverage: number | null;
  readonly seconds: number;
  readonly composite: number | null;
  readonly categories: Readonly<
    Record<string, { readonly older: number; readonly newer: number; readonly delta: number }>
  >;
  /** Decided by failing tests alone; scores are shown. */
  readonly status: 'REGRESSION' | 'IMPROVEMENT' | 'NO_CHANGE';
}

/** Every failure that was seen before or now, each in one place. */
export interface Attribution {
  /** Was not there before. */
  readonly introduced: readonly string[];
  readonly alreadyBroken: readonly string[];
  /** Was there, and is not any more. */
  readonly fixed: readonly string[];
  /** Came and went on the same files, before or now. */
  readonly flaky: readonly string[];
}

/** What a gate found. It passes when `why` is empty. */
export interface GateFound extends Attribution {
  readonly why: readonly GateReason[];
  /** Scores of the categories that both sides have; null when there are none. */
  readonly scores: { readonly before: number; readonly now: number } | null;
}

/** Why a gate does not open. */
export type GateReason = 'new-failures' | 'score-drop' | 'score-too-low' | 'no-tests';
