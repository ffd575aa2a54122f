import { sumOfCounts, type TestCounts } from '../../domain/test-report.js';

/** What a runner calls its counts, by what they are to us; words of no meaning to us are left out. */
type Words = Readonly<Record<string, keyof TestCounts>>;

/** Adds up `3 passed`, `2 failed` and the like, in a line that holds nothing else of a number with such a word. */
export function countsIn(line: string, words: Words): TestCounts {
  const counts = { ...sumOfCounts([]) };
  for (const [, number = '', word = ''] of line.matchAll(/(\d+) ([a-z]+)/g)) {
    const key = Object.hasOwn(words, word) ? words[word] : undefined;
    if (key !== undefined) counts[key] += Number(number);
  }
  return counts;
}

/** Without what is there twice, in the order of their first appearance. */
export const once = (names: readonly string[]): readonly string[] => [...new Set(names)];
