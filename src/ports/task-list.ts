import type { Result } from '../domain/result.js';
import type { TaskStore } from './tasks.js';

/** The list that a run takes its tasks from. */
export interface TaskList {
  readonly store: TaskStore;
  /** Its path relative to the top level, for messages and prompts. */
  readonly file: string;
  /** Whether git tracks it, so that a tick can be part of a commit. */
  readonly tracked: boolean;
  /** Whether a task is ticked when it lands, so that its own commits must leave the list as it was. */
  readonly tickedAtLanding?: boolean;
  /** Puts the whole list back as it was, also where it is gone. */
  restore(text: string): Promise<Result<void, string>>;
  /** The list as it was when the task in hand began, kept beside the journal; null when nothing is kept. */
  kept(): Promise<string | null>;
  keep(text: string): Promise<Result<void, string>>;
  /** Whether what differs from what is kept was done while the run stood still, by a person. */
  readonly editedByHand: boolean;
}
