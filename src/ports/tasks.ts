import type { TaskId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { ListedTask } from '../domain/task.js';

/** Why a task's box is as it was. */
export type TickRefusal =
  | { readonly reason: 'unknown'; readonly id: TaskId }
  /** The box is as it was asked to be. */
  | { readonly reason: 'already'; readonly id: TaskId }
  /** There is no list. */
  | { readonly reason: 'missing' }
  /** The list could not be read or written; the system's own words with the path. */
  | { readonly reason: 'trouble'; readonly why: string };

/** Where tasks live. One change at a time; what others write meanwhile is kept. */
export interface TaskStore {
  /** The list as it is now, in its order, done tasks included; null when there is none. */
  list(): Promise<Result<readonly ListedTask[] | null, string>>;
  /** Marks a task as done; found by its id, wherever it stands now. */
  tick(id: TaskId): Promise<Result<void, TickRefusal>>;
  /** Takes that back. */
  untick(id: TaskId): Promise<Result<void, TickRefusal>>;
  /** The list as one text; null when there is none. */
  text(): Promise<Result<string | null, string>>;
  /**
   * Puts `next` in the place of `before`. False, and nothing written, when the list is not `before` any more: then the
   * decision has to be made anew.
   */
  put(before: string, next: string): Promise<Result<boolean, string>>;
  /**
   * Changes the text, anew each time that somebody wrote to the list meanwhile, until they let it or it is given up.
   * Returns the text as it is then; null when there is no list.
   */
  edit(change: (now: string) => string): Promise<Result<string | null, string>>;
}
