import type { Evaluation } from '../domain/evaluation.js';
import type { RunEvent } from '../domain/event.js';
import type { EvalDelta } from '../domain/task-record.js';

/** Remembers the evaluations of a run, by mode: only like is compared with like (D15). */
export interface EvalBook {
  on(event: Extract<RunEvent, { type: 'evaluated' }>): void;
  /** A task begins. */
  begun(): void;
  /** A task has ended; what an accepted one brought is what the next is compared with. Null without two to compare. */
  ended(accepted: boolean): EvalDelta | null;
}

export function evalBook(delta: (before: Evaluation, now: Evaluation) => NonNullable<Evaluation['delta']>): EvalBook {
  const before = new Map<string, Evaluation>();
  let after: Evaluation | null = null;
  return {
    on({ when, stored: { evaluation } }) {
      if (when === 'baseline') before.set(evaluation.mode, evaluation);
      else after = evaluation;
    },
    begun() {
      after = null;
    },
    ended(accepted) {
      const then = after === null ? undefined : before.get(after.mode);
      if (after === null || !accepted) return null;
      before.set(after.mode, after);
      if (then === undefined) return null;
      const { composite, tests, coverage } = delta(then, after);
      return {
        ...(composite === undefined ? {} : { composite: thousandths(composite) }),
        ...(tests === undefined ? {} : { tests }),
        ...(coverage === undefined ? {} : { coverage: thousandths(coverage) }),
      };
    },
  };
}

const thousandths = (value: number): number => Math.round(value * 1_000) / 1_000 + 0;
