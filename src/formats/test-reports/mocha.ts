import { sumOfCounts, type TestCounts, type TestReport } from '../../domain/test-report.js';
import { once } from './words.js';

const COUNT = /^ {2}(\d+) (passing|pending|failing)\b/;
const WORDS: Readonly<Record<string, keyof TestCounts>> = { passing: 'passed', pending: 'skipped', failing: 'failed' };

/** Reads what mocha's `spec` reporter prints, and those like it. Null when there is no summary of it. */
export function readMocha(text: string): TestReport | null {
  const counts = { ...sumOfCounts([]) };
  const names: string[] = [];
  let seen = false;
  let failing = false;
  /** The titles down to the failed test; null while none is being read. */
  let path: string[] | null = null;
  for (const line of text.split('\n')) {
    const [, number, word = ''] = line.match(COUNT) ?? [];
    const key = WORDS[word];
    if (number !== undefined && key !== undefined) {
      counts[key] += Number(number);
      seen ||= word === 'passing';
      failing = word === 'failing';
      continue;
    }
    if (!failing) continue;
    const first = line.match(/^ {2}\d+\) (.+)$/)?.[1];
    if (first !== undefined) path = [];
    if (path === null) continue;
    const title = (first ?? line).trim();
    path.push(title.replace(/:$/, ''));
    // The last title ends with a colon; what follows is the error.
    if (title.endsWith(':') || title === '') {
      names.push(path.filter((part) => part !== '').join(' > '));
      path = null;
    }
  }
  return seen ? { runner: 'mocha', counts, failures: once(names) } : null;
}
