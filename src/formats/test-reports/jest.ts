import { sumOfCounts, type TestReport } from '../../domain/test-report.js';
import { countsIn, once } from './words.js';

const WORDS = { passed: 'passed', failed: 'failed', skipped: 'skipped', todo: 'skipped' } as const;
const NO_SUITE = 'Test suite failed to run';

/** Reads what jest prints. Null when there is no summary of it; several, as of workspaces, are added up. */
export function readJest(text: string): TestReport | null {
  if (!/^Test Suites: /m.test(text)) return null;
  const tests = [...text.matchAll(/^Tests: +(.+)$/gm)].map(([, line = '']) => countsIn(line, WORDS));
  const names: string[] = [];
  const broken = new Set<string>();
  let file = '';
  for (const line of text.split('\n')) {
    file = line.match(/^FAIL (\S.*?)(?: \([\d.]+ m?s\))?$/)?.[1] ?? file;
    const test = line.match(/^ {2}● (.+)$/)?.[1]?.trim();
    if (test === undefined) continue;
    if (test === NO_SUITE) broken.add(file);
    names.push(test === NO_SUITE ? file : `${file} › ${test}`);
  }
  const counts = sumOfCounts([...tests, { passed: 0, failed: 0, errors: broken.size, skipped: 0 }]);
  return { runner: 'jest', counts, failures: once(names) };
}
