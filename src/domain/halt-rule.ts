import type { Outcome } from './outcome.js';

/** What a halt means outside the loops. */
export interface HaltRule<H> {
  /** `signal`: 128 plus its number. */
  readonly exit: 1 | 'signal';
  /** The code under `--exit-codes extended`. Source: cli.md 8.1. */
  readonly family: number;
  readonly outcome: (halt: H) => Outcome;
  /** Whether `--continue` takes the run up where it halted. */
  readonly resumable: boolean;
  /** One sentence that says what happened. */
  readonly say: (halt: H) => string;
  /** What a person can do now, a sentence each; the first is the most likely. */
  readonly next: (halt: H) => readonly string[];
}
