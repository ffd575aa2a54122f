import type { TaskId } from '../domain/ids.js';
import { type Entry, readTasklist, type Tasklist } from '../formats/tasklist.js';
import { append, insertAfter, insertBefore, tick, untick } from '../formats/tasklist-edit.js';
import { matchTasks } from './task-match.js';

/** Removed tasks that are put back one by one; whoever removed more has rewritten the list. */
const MOST_PUT_BACK = 100;

/** What an author's call did to a tasklist, but for the box of the task it worked on. */
export interface TaskEdits {
  /** The author's own task as it stands now; null when it is gone or was none of this list. */
  readonly own: Entry | null;
  /** Other tasks that are done now and were not, new ones among them; as they stand now. */
  readonly ticked: readonly Entry[];
  /** Other tasks that were done and are not any more; as they stand now. */
  readonly unticked: readonly Entry[];
  /** Tasks that are gone, the own one among them; as they stood. */
  readonly removed: readonly Entry[];
  readonly reworded: readonly { readonly was: Entry; readonly is: Entry }[];
  /** New tasks, pending ones and done ones. */
  readonly added: readonly Entry[];
}

/** Compares a list before an author's call with the list after it. `own` is the task the author worked on (L1, L17). */
export function taskEdits(before: Tasklist, after: Tasklist, own: TaskId | null): TaskEdits {
  const matched = matchTasks(before.entries, after.entries);
  const pairs = [...matched].map(([was, is]) => ({ was, is }));
  const known = new Set(matched.values());
  const added = after.entries.filter((entry) => !known.has(entry));
  const others = pairs.filter(({ was }) => was.id !== own);
  return {
    own: pairs.find(({ was }) => was.id === own)?.is ?? null,
    ticked: [
      ...others.filter(({ was, is }) => !was.done && is.done).map(({ is }) => is),
      // A new task that is done already would be one that nobody has seen.
      ...added.filter((entry) => entry.done),
    ],
    unticked: others.filter(({ was, is }) => was.done && !is.done).map(({ is }) => is),
    removed: before.entries.filter((entry) => !matched.has(entry)),
    reworded: pairs.filter(({ was, is }) => was.raw !== is.raw),
    added,
  };
}

/**
 * The list with what the author had no business to do undone: removed tasks are put back beside their old neighbours and,
 * when `ticks` is set, boxes of other tasks are as they were. Everything else the author wrote stays. Should a task be
 * impossible to put back in its place, the list is the old one.
 */
export function withoutForeignEdits(
  before: Tasklist,
  after: Tasklist,
  edits: TaskEdits,
  { ticks }: { readonly ticks: boolean },
): string {
  let text = after.text;
  if (ticks) {
    // Boxes are one character each: ids and offsets of the others stay as they are.
    for (const entry of edits.ticked) text = orSame(untick(text, entry.id), text);
    for (const entry of edits.unticked) text = orSame(tick(text, entry.id), text);
  }
  if (edits.removed.length === 0) return text;
  if (edits.removed.length > MOST_PUT_BACK) return before.text;
  for (const entry of edits.removed) text = putBack(text, before, entry);
  const now = matchTasks(before.entries, readTasklist(text).entries);
  const inPlace = edits.removed.every((gone) => now.get(gone)?.group === gone.group);
  return inPlace ? text : before.text;
}

/** Behind the task that stood before it, else before the one that stood behind it, else at the end. */
function putBack(text: string, before: Tasklist, gone: Entry): string {
  const now = matchTasks(before.entries, readTasklist(text).entries);
  const block = before.text.slice(gone.start, gone.end);
  const sameGroup = (other: Entry | undefined): Entry | undefined => {
    const found = other === undefined ? undefined : now.get(other);
    return found?.group === gone.group ? found : undefined;
  };
  const ahead = sameGroup(before.entries[gone.index - 1]);
  if (ahead !== undefined) return orSame(insertAfter(text, ahead.id, block), text);
  const behind = before.entries
    .slice(gone.index + 1)
    .map(sameGroup)
    .find((entry) => entry !== undefined);
  if (behind !== undefined) return orSame(insertBefore(text, behind.id, block), text);
  return orSame(append(text, [block]), text);
}

const orSame = (edited: ReturnType<typeof append>, text: string): string => (edited.ok ? edited.value : text);
