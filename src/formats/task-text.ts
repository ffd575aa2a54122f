import { slug, type TaskId } from '../domain/ids.js';
import type { Task } from '../domain/task.js';
import { type About, readAbout } from './task-about.js';

/** Longest title and longest made-up id. Source: inner-loop.md 4. */
const TITLE = 50;
const SLUG = 30;

/** Reads the text of a one-off task. Its id is its own, else made from its title. */
export function taskFromText(text: string): Task {
  const about = readAbout(text);
  const title = shortTitle(about.title);
  return toTask(about, { id: about.id ?? slug(title, SLUG, 'task'), group: null, raw: text });
}

/** The task that a text with these facts is. */
export function toTask(
  about: About,
  { id, group, raw }: { readonly id: string; readonly group: string | null; readonly raw: string },
): Task {
  return {
    id: id as TaskId,
    title: shortTitle(about.title),
    risk: about.risk,
    acceptance: [...(about.criteria === null ? [] : [about.criteria]), ...about.acceptance],
    group,
    context: about.contextFile,
    raw,
  };
}

/** A title that fits in a line; whole characters only. */
function shortTitle(title: string): string {
  if (title.length <= TITLE) return title || 'task';
  const points = [...title];
  return points.length <= TITLE ? title : `${points.slice(0, TITLE - 3).join('')}...`;
}
