import * as z from 'zod';
import type { TestReport } from '../../domain/test-report.js';
import { once } from './words.js';

const report = z.object({
  stats: z.object({ passes: z.number(), pending: z.number(), failures: z.number() }),
  failures: z.array(z.object({ fullTitle: z.string() })),
  passes: z.array(z.object({ fullTitle: z.string() })).optional(),
});

/** Reads mocha's JSON report. Null for any other value. */
export function readMochaJson(value: unknown): TestReport | null {
  const read = report.safeParse(value);
  if (!read.success) return null;
  const { stats, failures, passes } = read.data;
  return {
    runner: 'mocha-json',
    counts: { passed: stats.passes, failed: stats.failures, errors: 0, skipped: stats.pending },
    failures: once(failures.map(({ fullTitle }) => fullTitle)),
    ...(passes === undefined ? {} : { passes: once(passes.map(({ fullTitle }) => fullTitle)) }),
  };
}
