import * as z from 'zod';

/** Formats of coverage reports, in the words of `coverage.format`. */
export const COVERAGE_FORMATS = ['istanbul', 'lcov', 'coverage.py', 'go', 'cobertura'] as const;
export type CoverageFormat = (typeof COVERAGE_FORMATS)[number];

/** Shares of the code that tests have run through, 0 to 1. */
export const coverage = z.strictObject({
  lines: z.number(),
  /** Null where branches were not looked at. */
  branches: z.number().nullable(),
});
export type Coverage = z.infer<typeof coverage>;
