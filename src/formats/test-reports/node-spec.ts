import { sumOfCounts, type TestReport } from '../../domain/test-report.js';
import { once } from './words.js';

/** Figures at the end of a run of `node --test`, by what they are to us. `fail` holds what was cancelled as well. */
export const NODE_FIGURES = { pass: 'passed', fail: 'failed', skipped: 'skipped', todo: 'skipped' } as const;

/** Reads what `node --test` prints with its reporter for people. Null when there is no summary of it. */
export function readNodeSpec(text: string): TestReport | null {
  if (!/^ℹ tests \d+$/m.test(text)) return null;
  const counts = { ...sumOfCounts([]) };
  for (const [, word, number] of text.matchAll(/^ℹ (pass|fail|skipped|todo) (\d+)$/gm))
    counts[NODE_FIGURES[word as keyof typeof NODE_FIGURES]] += Number(number);
  // `test at src/a.test.js:2:48`, and under it the name.
  const failures = [...text.matchAll(/^test at (.+?)(?::\d+)*\n✖ (.+?)(?: \([\d.]+ms\))?$/gm)];
  return { runner: 'node', counts, failures: once(failures.map(([, file, name]) => `${file} > ${name}`)) };
}
