import * as z from 'zod';

/** How many tests there were, by how they went. */
export const testCounts = z.strictObject({
  passed: z.number(),
  failed: z.number(),
  /** Tests or files that could not be run to their end. */
  errors: z.number(),
  skipped: z.number(),
});
export type TestCounts = z.infer<typeof testCounts>;

/** What a test runner told of its tests. Whether they passed is for the exit code to say (L12). */
export const testReport = z.strictObject({
  /** What wrote the report: `vitest`, `pytest`, `junit`. */
  runner: z.string(),
  /** Null where the report names failures and does not count. */
  counts: testCounts.nullable(),
  /** Names of failed tests, the same in every run: without line numbers, addresses or durations. Each one once. */
  failures: z.array(z.string()).readonly(),
  /** Names of tests that passed, as `failures` would have them; missing where the report does not name all of them. */
  passes: z.array(z.string()).readonly().optional(),
});
export type TestReport = z.infer<typeof testReport>;

/** Counts of several reports together. */
export const sumOfCounts = (all: readonly TestCounts[]): TestCounts =>
  all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      errors: sum.errors + one.errors,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, errors: 0, skipped: 0 },
  );
