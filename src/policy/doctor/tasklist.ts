import type { Point, TasklistFacts } from '../../domain/checkup.js';
import { readTasklist } from '../../formats/tasklist.js';
import { failed, good, warned } from './point.js';

const ABOUT = 'tasklist';

/** The tasklist: whether it is there, what is left in it, and what in it does not do what was meant. */
export function tasklistPoints({ path, tracker, text, remarks }: TasklistFacts): readonly Point[] {
  if (tracker !== null) {
    const fix = 'set tasklist_provider = "file", or name each task with --task "..."';
    return [failed(ABOUT, `it lives in ${tracker}, and this version works through files only`, fix)];
  }
  if (!text.ok) return [failed(ABOUT, text.error, 'save it as UTF-8 text')];
  if (text.value === null) {
    const fix = 'write one (`- [ ] a task` per line), or let --init make one; --task needs none';
    return [warned(ABOUT, `there is no ${path}`, fix)];
  }
  const { entries } = readTasklist(text.value);
  const left = entries.filter(({ done }) => !done).length;
  const told = `${path}: ${entries.length} ${entries.length === 1 ? 'task' : 'tasks'}, ${left} left to do`;
  return [good(ABOUT, told), ...remarks.map((says) => warned(ABOUT, says, null))];
}
