import * as z from 'zod';

const place = { file: z.string(), line: z.number().nullable() };
const problem = z.strictObject({ ...place, code: z.string().nullable(), message: z.string() });

/**
 * What tools have found in the files, for an analysis to begin with: the contents of `signals/<stamp>.json`. Source:
 * eval.md 16.
 */
export const hardSignals = z.strictObject({
  timestamp: z.string(),
  /** By the newest evaluation. */
  test_failures: z.array(z.string()),
  /** Files of whose lines fewer than four in five are run by tests; in percent. */
  coverage_gaps: z.array(z.strictObject({ file: z.string(), coverage: z.number(), missing_lines: z.number() })),
  todo_comments: z.array(z.strictObject({ ...place, text: z.string() })),
  lint_errors: z.array(problem),
  typing_errors: z.array(problem),
  /** No tool tells them yet. */
  slow_tests: z.array(z.string()),
  complexity_hotspots: z.array(problem),
  total_signals: z.number(),
});
export type HardSignals = z.infer<typeof hardSignals>;

/** What is known before anything was looked for. */
export const NO_SIGNALS: HardSignals = {
  ...{ timestamp: '', test_failures: [], coverage_gaps: [], todo_comments: [], lint_errors: [], typing_errors: [] },
  ...{ slow_tests: [], complexity_hotspots: [], total_signals: 0 },
};

/** A problem that a tool tells of, with its place. */
export type Problem = z.infer<typeof problem>;

/** How much of a file's lines tests have run through. */
export interface FileCoverage {
  readonly file: string;
  readonly covered: number;
  readonly lines: number;
}

/** A note in a comment that something is left to do. */
export type Todo = HardSignals['todo_comments'][number];
