import type { CommitFacts } from '../domain/change.js';
import type { Risk } from '../domain/task.js';

/** A question to a person. */
export type Question =
  /** Whether work begins. */
  | { readonly asks: 'high-risk-task'; readonly title: string; readonly risk: Risk }
  /** Whether commits that made things worse are taken back. */
  | {
      readonly asks: 'take-back';
      readonly title: string;
      readonly commits: readonly CommitFacts[];
      readonly why: string;
    };

/** `unattended` is not a no of a person, but counts as one. */
export type Answer = 'yes' | 'no' | 'unattended';

/** Asks a person. End of input, or nothing within two seconds on a pipe, is `unattended` (L15). */
export interface Approver {
  ask(question: Question, signal: AbortSignal): Promise<Answer>;
}
