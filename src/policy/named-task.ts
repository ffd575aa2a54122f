import type { Problem } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Entry } from '../formats/tasklist.js';

/**
 * The pending task that a word names: its number among all tasks, as `--status` numbers them, else its id. What stands in
 * the way otherwise. `file` is the list as people name it.
 */
export function namedTask(word: string, entries: readonly Entry[], file: string): Result<Entry, Problem> {
  const number = /^\d+$/.test(word) ? Number(word) : null;
  const found = entries.find(({ id, index }) => (number === null ? id === word : index + 1 === number));
  const pending = entries.filter(({ done }) => !done);
  if (pending.length === 0) return err({ what: `there is no pending task in ${file}`, fix: null });
  const range = `name a task by its number, 1 to ${entries.length}, or by its id; millstone --status shows both`;
  if (found === undefined) return err({ what: `there is no task ${word} in ${file}`, fix: range });
  if (!found.done) return ok(found);
  return err({ what: `task ${word} of ${file} is done ("${found.about.title}")`, fix: range });
}
