import type { Entry } from '../formats/tasklist.js';

/** How alike the words of two texts must be for one to be the other reworded: 0 nothing in common, 1 the same words. */
const ALIKE = 0.4;
/** Pairs of texts that are compared within one gap; more of them would be a rewritten list. */
const MOST_PAIRS = 10_000;

/**
 * Finds the tasks of an older list in a newer one: by id, else by title, else, between the same two neighbours, by their
 * words. A task that is in no pair has gone, or is new.
 */
export function matchTasks(before: readonly Entry[], after: readonly Entry[]): Map<Entry, Entry> {
  const pairs = new Map<Entry, Entry>();
  const taken = new Set<Entry>();
  const pair = (was: Entry, is: Entry): void => {
    pairs.set(was, is);
    taken.add(is);
  };
  for (const key of [idOf, titleOf]) {
    const free = new Map<string, Entry[]>();
    // From the end, so that the first one of a name is taken first.
    for (const entry of after.toReversed()) {
      if (taken.has(entry)) continue;
      const same = free.get(key(entry));
      if (same === undefined) free.set(key(entry), [entry]);
      else same.push(entry);
    }
    for (const was of before) {
      const is = pairs.has(was) ? undefined : free.get(key(was))?.pop();
      if (is !== undefined) pair(was, is);
    }
  }
  for (const { olds, news } of gaps(before, after, pairs, taken)) {
    if (olds.length * news.length > MOST_PAIRS) continue;
    let from = 0;
    for (const was of olds) {
      const at = news.findIndex((is, i) => i >= from && likeness(was.raw, is.raw) >= ALIKE);
      const is = news[at];
      if (is === undefined) continue;
      pair(was, is);
      from = at + 1;
    }
  }
  return pairs;
}

const idOf = ({ id }: Entry): string => id;
const titleOf = ({ about }: Entry): string => about.title;

/** Runs of tasks without a partner that stand between the same neighbours in both lists. */
function gaps(
  before: readonly Entry[],
  after: readonly Entry[],
  pairs: ReadonlyMap<Entry, Entry>,
  taken: ReadonlySet<Entry>,
): readonly { readonly olds: readonly Entry[]; readonly news: readonly Entry[] }[] {
  const found: { olds: Entry[]; news: Entry[] }[] = [];
  let olds: Entry[] = [];
  let from = 0;
  const close = (until: number): void => {
    const news = after.slice(from, Math.max(until, from)).filter((entry) => !taken.has(entry));
    if (olds.length > 0 && news.length > 0) found.push({ olds, news });
    olds = [];
  };
  for (const was of before) {
    const is = pairs.get(was);
    if (is === undefined) {
      olds.push(was);
      continue;
    }
    close(is.index);
    from = is.index + 1;
  }
  close(after.length);
  return found;
}

/** Twice the words in common over the words of both. */
function likeness(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  if (a === undefined || b === undefined || a.size + b.size === 0) return 0;
  const common = [...a].filter((word) => b.has(word)).length;
  return (2 * common) / (a.size + b.size);
}
