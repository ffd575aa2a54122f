import { type Entry, readTasklist } from '../formats/tasklist.js';

/** What a planner has made of a list. */
export interface Planned {
  /** The tasks that are its own, in the order of the list. */
  readonly own: readonly Entry[];
  /** Titles of tasks that were there before and that it changed, ticked or took out. */
  readonly touched: readonly string[];
}

/**
 * Compares a list with how it was. `owned` are ids of tasks that the planner had written before. A task of before that was
 * reworded and names no id has another one now: by its words it is told from a new one.
 */
export function planned(before: string, now: string, owned: ReadonlySet<string>): Planned {
  const was = readTasklist(before).entries.filter(({ id }) => !owned.has(id));
  const is = readTasklist(now).entries;
  const byId = new Map(is.map((entry) => [entry.id, entry]));
  const old = new Set(was.map(({ id }) => id));
  const lost = was.filter(({ id }) => !byId.has(id)).map(({ raw }) => wordsOf(raw));
  const touched = was.filter(({ id, raw, done }) => {
    const found = byId.get(id);
    return found === undefined || found.raw !== raw || found.done !== done;
  });
  return {
    own: is.filter(({ id, raw }) => !old.has(id) && !lost.some((words) => isReworded(words, wordsOf(raw)))),
    touched: touched.map(({ about }) => about.title),
  };
}

/** Of the words of the shorter one, so many are in the other. */
const ALIKE = 0.6;

const wordsOf = (raw: string): ReadonlySet<string> => new Set(raw.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

function isReworded(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  const shared = [...small].filter((word) => large.has(word)).length;
  return small.size > 0 && shared / small.size >= ALIKE;
}
