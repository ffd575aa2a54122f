import * as z from 'zod';
import { treeId } from './change.js';
import { evaluation, type StoredEvaluation } from './evaluation.js';
import { projectCheck } from './project-check.js';

const names = z.array(z.string()).readonly();

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
export const attribution = z.strictObject({
  /** Was not there before. */
  introduced: names,
  alreadyBroken: names,
  /** Was there, and passes now. */
  fixed: names,
  /** Was there, is not red any more, and nothing shows that it passed: taken out, skipped, or not run. */
  gone: names,
  /** Came and went on the same files, before or now. */
  flaky: names,
});
export type Attribution = z.infer<typeof attribution>;

/** Why a gate does not open. */
export const GATE_REASONS = ['new-failures', 'score-drop', 'score-too-low', 'no-tests'] as const;
export type GateReason = (typeof GATE_REASONS)[number];

/** What a gate found. It passes when `why` is empty. */
export const gateFound = z.strictObject({
  ...attribution.shape,
  why: z.array(z.enum(GATE_REASONS)).readonly(),
  /** Scores of the categories that both sides have; null when there are none. */
  scores: z.strictObject({ before: z.number(), now: z.number() }).nullable(),
});
export type GateFound = z.infer<typeof gateFound>;

/** An evaluation that a run made of its files, as its journal keeps it. */
export const measured = z.strictObject({
  file: z.string(),
  evaluation,
  tree: treeId,
  /** The checks that it is made of. */
  checks: z.array(projectCheck),
});
export type Measured = z.infer<typeof measured>;

/** One by which a task's change was judged. */
export const judged = measured.extend({ found: gateFound });
export type Judged = z.infer<typeof judged>;
