import * as z from 'zod';
import type { TaskId } from './ids.js';

/** How much may go wrong: sets the cycles of the task, and a high risk asks a person first. */
export const risk = z.enum(['low', 'medium', 'high']);
export type Risk = z.infer<typeof risk>;

/** A piece of work as it was captured when the run chose it; nothing that happens later changes it. */
export const task = z.strictObject({
  id: z.string().transform((id) => id as TaskId),
  title: z.string().min(1),
  risk: risk.nullable(),
  /** What must hold for the work to be done, one sentence each. */
  acceptance: z.array(z.string()),
  group: z.string().nullable(),
  /** A file, relative to the repository, whose text the author gets along. */
  context: z.string().nullable(),
  /** The words of its owner, whole. Prompts use it. */
  raw: z.string().min(1),
});
export type Task = z.infer<typeof task>;

/** A task as a list has it, done ones included. */
export interface ListedTask {
  readonly task: Task;
  readonly done: boolean;
}
