import type { Risk } from '../domain/task.js';

/** A question whose answer decides whether work begins. */
export interface Question {
  readonly asks: 'high-risk-task';
  readonly title: string;
  readonly risk: Risk;
}

/** `unattended` is not a no of a person, but counts as one. */
export type Answer = 'yes' | 'no' | 'unattended';

/** Asks a person. End of input, or nothing within two seconds on a pipe, is `unattended` (L15). */
export interface Approver {
  ask(question: Question, signal: AbortSignal): Promise<Answer>;
}
