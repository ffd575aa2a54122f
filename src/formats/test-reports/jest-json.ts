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
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(isFailed).map((test) => [name, ...test.ancestorTitles, test.title].join(' › ')),
  );
  const counts = { passed, failed, errors: broken.length, skipped: numPendingTests + numTodoTests };
  return { runner: 'jest-json', counts, failures: once([...broken.map(({ name }) => name), ...tests]) };
}

const isFailed = ({ status }: { readonly status: string }): boolean => status === 'failed';
