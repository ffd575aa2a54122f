import * as z from 'zod';
import { commitFacts, sighting } from './change.js';
import type { CommitId } from './ids.js';
import { outcome } from './outcome.js';
import { task } from './task.js';
import { waivable, waiver } from './waiver.js';

const commitId = z.string().transform((id) => id as CommitId);

/** Where a task lies that is worked on beside others. */
export const worktreePlace = z.strictObject({
  /** Absolute. */
  path: z.string(),
  /** Its short name. */
  branch: z.string(),
});
export type WorktreePlace = z.infer<typeof worktreePlace>;

/** The same with the commit it began from, as the journal keeps it. */
export const forked = z.strictObject({ ...worktreePlace.shape, commit: commitId });
export type Forked = z.infer<typeof forked>;

/** The tasks of a run of many, as they were when it chose them. */
export const plannedTasks = z.strictObject({
  tasks: z.array(z.strictObject({ task, files: z.array(z.string()), after: z.array(task.shape.id) })),
  /** Open tasks of the list that the run leaves for another one. */
  left: z.int(),
});

/** The branch that tasks land on, by its short name. */
export const baseRecord = z.strictObject({ branch: z.string() });

/** What a task is about to land with: the base moves from one commit to another, the task's own are among those between. */
export const landingRecord = z.strictObject({ from: commitId, to: commitId, commits: z.array(commitFacts) });

/**
 * An approved change that came back, for the nth time: the commit it goes on from, its files put onto that one, and the words
 * to its author.
 */
export const returnedRecord = z.strictObject({
  onto: commitId,
  mixed: commitId,
  feedback: z.string(),
  nth: z.int().default(1),
});
export type ReturnedRecord = z.infer<typeof returnedRecord>;

/** Why a task came to nothing, and how it was left: what its going on is told by. */
export const lostRecord = z.strictObject({
  outcome,
  reason: z.string(),
  says: z.string(),
  waives: waivable.nullable(),
  seen: sighting.nullable(),
});
export type LostRecord = z.infer<typeof lostRecord>;

/** What a person agreed to by taking a task up again. */
export const consentRecord = z.strictObject({ waivers: z.array(waiver), moreCycles: z.int() });
export type ConsentRecord = z.infer<typeof consentRecord>;
