import type { Gate } from '../domain/chain.js';
import type { CommitFacts } from '../domain/change.js';
import type { Made } from '../domain/gate.js';
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

/** What waits at a gate. */
export interface AtGate {
  readonly gate: Gate;
  readonly made: readonly Made[];
}

/** What a person wants done with it; `stop` also where nobody is there. */
export type GateAnswer =
  | { readonly kind: 'approve' | 'edit' | 'stop' }
  /** With a reason it goes back to its author. */
  | { readonly kind: 'reject'; readonly why: string | null };

/** Asks a person. End of input, or nothing within two seconds on a pipe, is `unattended` (L15). */
export interface Approver {
  ask(question: Question, signal: AbortSignal): Promise<Answer>;
  /** Asks on a terminal what becomes of what waits at a gate; a pipe is nobody. */
  atGate(waiting: AtGate, signal: AbortSignal): Promise<GateAnswer>;
  /** Lets a person edit files, by paths relative to the top level; returns why that was not possible, or null. */
  edit(files: readonly string[]): Promise<string | null>;
}
