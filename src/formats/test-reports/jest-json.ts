import * as z from 'zod';
import type { TestReport } from '../../domain/test-report.js';
import { once } from './words.js';

const report = z.object({
  numTotalTests: z.number(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number().catch(0),
  numTodoTests: z.number().catch(0),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z
        .array(z.object({ ancestorTitles: z.array(z.string()).catch([]), title: z.string(), status: z.string() }))
        .catch([]),
    }),
  ),
});

/** Reads the JSON report of jest, or of vitest, which writes the same. Null for any other value. */
export function readJestJson(value: unknown): TestReport | null {
  const read = report.safeParse(value);
  if (!read.success) return null;
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests, testResults } = read.data;
  const broken = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed));
  const named = (wanted: string): readonly string[] =>
    testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === wanted)
        .map((test) => [name, ...test.ancestorTitles, test.title].join(' › ')),
    );
  // A file that passes is named as well: before, it may have been broken as a whole.
  const whole = testResults.filter(
    ({ status, assertionResults }) => status === 'passed' && assertionResults.length > 0,
  );
  const counts = { passed, failed, errors: broken.length, skipped: numPendingTests + numTodoTests };
  return {
    runner: 'jest-json',
    counts,
    failures: once([...broken.map(({ name }) => name), ...named('failed')]),
    passes: once([...whole.map(({ name }) => name), ...named('passed')]),
  };
}

const isFailed = ({ status }: { readonly status: string }): boolean => status === 'failed';
