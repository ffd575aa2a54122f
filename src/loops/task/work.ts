import * as z from 'zod';
import { type Baseline, type Change, type CommitFacts, type Sighting, sighting } from '../../domain/change.js';
import type { CheckHit } from '../../domain/check.js';
import type { Tampering } from '../../domain/tampering.js';
import type { Task } from '../../domain/task.js';
import type { Waiver } from '../../domain/waiver.js';

/** What is known when the task begins and never changes afterwards. */
export interface Started {
  readonly task: Task;
  readonly baseline: Baseline;
  /** The tasklist as it was, to notice edits also where git ignores it; null when there is nothing to compare with. */
  readonly tasklistText: string | null;
  /** The text of the file that the task names; null when it names none, or none is there. */
  readonly contextText: string | null;
  /** What earlier tasks of its group have left; null when there is nothing. */
  readonly groupText: string | null;
  readonly maxCycles: number;
  /** What a person has waved through. */
  readonly waivers: readonly Waiver[];
  /** The approved change that came back; missing or null for a task that begins with nothing. */
  readonly reworked?: Reworked | null;
}

/** An approved change that came back, as its author finds it in the first turn. */
export interface Reworked {
  readonly feedback: string;
  readonly seen: Sighting;
  readonly change: Change;
}

/** What the journal keeps of an author's turn: its words, shortened, and how it left the repository. */
export const authored = z.strictObject({
  text: z.string(),
  conversation: z.string().nullable(),
  seen: sighting,
  nudged: z.boolean(),
  /** Titles of other tasks of the list that it had ticked or unticked, which was undone. */
  undone: z.array(z.string()).optional(),
});
export type Authored = z.infer<typeof authored>;

/** An author's turn with everything the task has changed up to its end. */
export interface Work extends Authored {
  readonly change: Change;
  /** Commits the author has made since the task began, oldest first. */
  readonly commits: readonly CommitFacts[];
  /** What the mechanical checks object to. */
  readonly hit: CheckHit | null;
  /** Files in which conflicts are left marked that it was given to resolve. */
  readonly markers: readonly string[];
  /** Added and deleted lines that count against the limit. */
  readonly lines: number;
  /** Signs that it asks less of the code than before. */
  readonly tampering: Tampering;
}
