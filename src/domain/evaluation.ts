import * as z from 'zod';
import { CHECK_STANDINGS, RUNNABLE } from './project-check.js';

/** The version that is written; files of the original have none and are read as the first. */
export const EVALUATION_VERSION = 2;

/** Dimensions that are scored. Source: eval.md 1. */
export const CATEGORIES = ['tests', 'coverage', 'typing', 'lint', 'security', 'complexity'] as const;
export type Category = (typeof CATEGORIES)[number];

const counts = z.object({
  total: z.number(),
  passed: z.number(),
  failed: z.number(),
  errors: z.number(),
  skipped: z.number(),
});

/** A check as it came out, a red one after it was tried once more. */
export const evaluatedCheck = z.object({
  kind: z.enum(RUNNABLE),
  command: z.string(),
  standing: z.enum(CHECK_STANDINGS),
  /** `passed`, `failed (exit code 1)`. */
  says: z.string(),
  seconds: z.number(),
});

/**
 * What the checks of a project said of its files at one time: the contents of `evals/<stamp>.json`, whose keys these are.
 * What an older file does not have is missing or empty. Source: eval.md 5.1 and 20.
 */
export const evaluation = z.object({
  schema_version: z.number().default(1),
  timestamp: z.string(),
  git_head: z.string().nullable(),
  /** Whether files differed from that commit. */
  dirty: z.boolean().optional(),
  /** `standard`, `smoke`, `full`, or the path or command that was asked for. Only like is compared with like. */
  mode: z.string().default('standard'),
  /** Whether something could be measured, and all of it passed. */
  passed: z.boolean().optional(),
  /** Of the tests. */
  duration_seconds: z.number(),
  tests: counts,
  failed_tests: z.array(z.string()),
  /** Red at first, green when tried again on the same files. */
  flaky_tests: z.array(z.string()).default([]),
  coverage: z.object({ line_rate: z.number(), branch_rate: z.number().nullable().default(null) }).optional(),
  checks: z.array(evaluatedCheck).default([]),
  custom_scripts: z.array(z.looseObject({ command: z.string(), exit_code: z.number() })).optional(),
  categories: z.record(z.string(), z.looseObject({ score: z.number().nullable() })).default({}),
  /** Null when nothing could be scored. */
  composite_score: z.number().nullable().default(null),
  eval_file: z.string().optional(),
  previous_eval: z.string().optional(),
  delta: z
    .looseObject({
      composite: z.number().optional(),
      tests: z.object({ passed: z.number(), failed: z.number() }).optional(),
      coverage: z.number().optional(),
      categories: z.record(z.string(), z.number()).optional(),
    })
    .optional(),
});
export type Evaluation = z.infer<typeof evaluation>;

/** Whether it was good; of a file that does not say so, what the original would have said. */
export const isGood = ({ passed, tests, custom_scripts = [] }: Evaluation): boolean =>
  passed ?? (tests.failed === 0 && tests.errors === 0 && custom_scripts.every(({ exit_code }) => exit_code === 0));

/** An evaluation with the name of its file. */
export interface StoredEvaluation {
  readonly file: string;
  readonly evaluation: Evaluation;
}
