import { err, ok, type Result } from '../domain/result.js';
import { lineEndOf } from '../formats/line-end.js';
import { type Entry, readTasklist } from '../formats/tasklist.js';

/** What a shorter tasklist must not do. `number` counts pending tasks from 1. */
export type CompactionLoss =
  | { readonly kind: 'not-shorter'; readonly before: number; readonly after: number }
  | { readonly kind: 'pending-count'; readonly before: number; readonly after: number }
  /** The first pending task whose block is not what it was, word for word. */
  | { readonly kind: 'task-changed'; readonly number: number; readonly before: string; readonly after: string }
  | {
      readonly kind: 'group-changed';
      readonly number: number;
      readonly title: string;
      readonly before: string | null;
      readonly after: string | null;
    };

/**
 * Whether `after` is the same pending work as `before`, told in fewer characters: every pending task with its whole block,
 * in the same order and group. Returns the text to keep, with the line ends and the byte order mark of the old one. Done
 * tasks may go.
 */
export function compacted(before: string, after: string): Result<string, CompactionLoss> {
  const [old, now] = [plain(before), plain(after)];
  const [oldTasks, nowTasks] = [pending(old), pending(now)];
  const count = { before: oldTasks.length, after: nowTasks.length };
  for (const [i, was] of oldTasks.entries()) {
    const is = nowTasks[i];
    if (is === undefined) break;
    if (was.raw !== is.raw) return err({ kind: 'task-changed', number: i + 1, before: was.raw, after: is.raw });
    const [before, after] = [was.group, is.group];
    if (before !== after) return err({ kind: 'group-changed', number: i + 1, title: was.task.title, before, after });
  }
  if (count.before !== count.after) return err({ kind: 'pending-count', ...count });
  if (now.length >= old.length) return err({ kind: 'not-shorter', before: old.length, after: now.length });
  return ok(`${before.startsWith('\uFEFF') ? '\uFEFF' : ''}${now.replaceAll('\n', lineEndOf(before))}`);
}

const plain = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

const pending = (text: string): readonly Entry[] => readTasklist(text).entries.filter(({ done }) => !done);
