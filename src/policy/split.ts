import { err, ok, type Result } from '../domain/result.js';
import { type Entry, readTasklist } from '../formats/tasklist.js';

/** Fewer are no split. */
const LEAST = 2;
const FENCE = /^[ \t]*(?:`{3,}|~{3,}).*$/gm;

/**
 * The subtasks that an answer proposes, if they could stand in the tasklist in the place of the task as they are; else
 * what is wrong with them, in one sentence for their author. `others` are the other tasks of the list.
 */
export function subtasksIn(answer: string, others: readonly Entry[]): Result<readonly Entry[], string> {
  const open = readTasklist(answer).entries;
  // Many agents put a list into a fence all the same.
  const found = open.length > 0 ? open : readTasklist(answer.replace(FENCE, '')).entries;
  if (found.length < LEAST) {
    const many = found.length === 0 ? 'no subtask' : 'only one subtask';
    return err(
      `${many} in the form "- [ ] **Title**: what is to be done" can be read in the answer, two are the least`,
    );
  }
  const problems = [
    ...found.filter(({ done }) => done).map(({ about }) => `"${about.title}" is ticked`),
    ...found.flatMap(({ about }) => (about.badId === null ? [] : [`the id "${about.badId}" is not allowed`])),
    ...taken(found, others).map((id) => `the id "${id}" belongs to more than one task`),
    ...found.flatMap((subtask, at) => unknown(subtask, [...others, ...found.slice(0, at)])),
  ];
  return problems.length === 0 ? ok(found) : err(problems.join('; '));
}

/** Ids that a subtask was given and another task has as well. */
function taken(found: readonly Entry[], others: readonly Entry[]): readonly string[] {
  const ids = found.flatMap(({ about }) => about.id ?? []);
  const known = new Set<string>(others.map(({ id }) => id));
  return [...new Set(ids.filter((id, at) => known.has(id) || ids.indexOf(id) !== at))];
}

/** What a subtask waits for must come before it, or be in the list already. */
function unknown({ about }: Entry, before: readonly Entry[]): readonly string[] {
  const names = new Set(before.flatMap((one) => [one.id.toLowerCase(), one.about.title.toLowerCase()]));
  return about.depends
    .filter((name) => !names.has(name.toLowerCase()))
    .map((name) => `"${about.title}" depends on "${name}", which is no earlier subtask and no task of the list`);
}
