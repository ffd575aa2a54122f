import type { ListedTask, Task } from '../domain/task.js';

/**
 * Where a task that was captured earlier stands in a list that may have been edited since: by its id, else by its
 * words, else by its title if only one task bears it. Null when it is not there any more.
 */
export function sameTask<L extends ListedTask>(list: readonly L[], captured: Task): L | null {
  const only = (found: readonly L[]): L | null => (found.length === 1 ? (found[0] ?? null) : null);
  return (
    list.find(({ task }) => task.id === captured.id) ??
    list.find(({ task }) => task.raw === captured.raw) ??
    only(list.filter(({ task }) => task.title === captured.title))
  );
}
