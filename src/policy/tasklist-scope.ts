import type { Task } from '../domain/task.js';
import { readTasklist } from '../formats/tasklist.js';
import { tick, untick } from '../formats/tasklist-edit.js';
import { sameTask } from './same-task.js';
import { taskEdits, withoutForeignEdits } from './task-edits.js';

/** What an author's edits of the tasklist come to. */
export interface Scope {
  /** The list as it has to be. */
  readonly text: string;
  /** Titles of other tasks whose boxes had been changed. */
  readonly undone: readonly string[];
  /** Titles of tasks that had been taken out, and are in `text` again. */
  readonly removed: readonly string[];
  /** Whether the task itself is in the list. */
  readonly found: boolean;
}

/** What the boxes of a list have to say. */
export interface Boxes {
  /** The task that an author was given. */
  readonly own: Task;
  /** Whether its box is to be ticked. */
  readonly done: boolean;
  /** Whether ticks of other tasks may stay. */
  readonly leaveOthers: boolean;
}

/**
 * Compares a tasklist with how it was when a task began, and puts it right (L1, L17): the box of the task itself without
 * a word, those of others by name, and tasks that are gone. Words may change, and tasks may be added.
 */
export function tasklistScope(before: string, now: string, { own, done, leaveOthers }: Boxes): Scope {
  const [was, is] = [readTasklist(before), readTasklist(now)];
  const mine = sameTask(was.entries, own)?.task.id ?? null;
  const edits = taskEdits(was, is, mine);
  const text = withoutForeignEdits(was, is, edits, { ticks: !leaveOthers });
  const others = leaveOthers ? [] : [...edits.ticked, ...edits.unticked];
  const found = sameTask(readTasklist(text).entries, edits.own?.task ?? own);
  const set = found === null ? null : (done ? tick : untick)(text, found.task.id);
  return {
    text: set?.ok === true ? set.value : text,
    undone: others.map(({ task }) => task.title),
    removed: edits.removed.map(({ task }) => task.title),
    found: found !== null,
  };
}
