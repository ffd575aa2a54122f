import type { Keys } from './key.js';

/**
 * The key that an unknown one most likely means: one of that very name in another table, or one of the same table that
 * is spelled alike. Dotted; null when there is none.
 */
export function meant(name: string, siblings: Keys, at: readonly string[], all: Keys): string | null {
  const [elsewhere] = placesOf(name, all, []).sort((a, b) => a.length - b.length);
  if (elsewhere !== undefined) return elsewhere.join('.');
  const near = nearest(name, useful(siblings));
  return near === null ? null : [...at, near].join('.');
}

const useful = (keys: Keys): readonly string[] =>
  Object.entries(keys).flatMap(([name, entry]) => (entry.kind === 'retired' ? [] : [name]));

function placesOf(name: string, keys: Keys, at: readonly string[]): (readonly string[])[] {
  const here = useful(keys).includes(name) ? [[...at, name]] : [];
  const inside = Object.entries(keys).flatMap(([other, entry]) =>
    entry.kind === 'section' ? placesOf(name, entry.keys, [...at, other]) : [],
  );
  return [...here, ...inside];
}

/** The known word that a misspelt or shortened one most likely means; null when none is close. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known
    .map((other) => ({ other, away: distance(word.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  const best = ranked[0];
  if (best !== undefined && best.away <= Math.max(2, Math.floor(word.length / 3))) return best.other;
  // A shortened word, its last letters apart: max_locs for max_loc_per_task.
  const start = word.slice(0, Math.max(SHORT, word.length - 1));
  const [longer, another] = known.filter((other) => word.length >= SHORT && other.startsWith(start));
  return another === undefined ? (longer ?? null) : null;
}

/** Letters from which on the beginning of a word means the word. */
const SHORT = 4;

/** Edits between two words, a swap of neighbours counting as one (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
