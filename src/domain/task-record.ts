import * as z from 'zod';
import { attribution } from './eval-compared.js';
import { tampering } from './tampering.js';

/** Whose figures these are (S6); null where no tool told any. */
export const figuresOf = z.enum(['reported', 'estimated']).nullable();

const tokenCounts = z.object({ input: z.number(), output: z.number() });

/** What calls used. Tokens of cached prompts are among `input`. */
export const used = z.object({
  calls: z.number(),
  tokens: tokenCounts,
  /** US dollars; null where no call told a price. */
  cost_usd: z.number().nullable(),
  /** Some calls told no price, so that the sum is no more than the least it can be. */
  cost_is_least: z.boolean(),
  source: figuresOf,
});
export type Used = z.infer<typeof used>;

/** What an agent used in one role, with the model it was asked for; null is the tool's own choice. */
const usedBy = z.object({ ...used.shape, role: z.string(), cli: z.string(), model: z.string().nullable() });
export type UsedBy = z.infer<typeof usedBy>;

/** Findings by severity, as counts. */
const counts = z.record(z.string(), z.number());

/** What an evaluation before the task and one after it differ by. Source: eval.md 9. */
export const evalDelta = z.object({
  composite: z.number().optional(),
  tests: z.object({ passed: z.number(), failed: z.number() }).optional(),
  coverage: z.number().optional(),
});
export type EvalDelta = z.infer<typeof evalDelta>;

/**
 * How a task went: the contents of `tasks/<stamp>_<hash>.json`, whose keys these are. What an older file does not have
 * is null, missing or empty; its tokens were guessed from lengths. Source: state.md 3.3, eval.md 9.
 */
export const taskRecord = z.object({
  schema_version: z.number().default(1),
  run: z.string().nullable().default(null),
  /** Its words; of a long one the beginning. */
  task: z.string(),
  title: z.string().nullable().default(null),
  task_id: z.string().nullable().default(null),
  task_hash: z.string().default(''),
  timestamp: z.string(),
  duration_seconds: z.number().min(0),
  cycles: z.number().default(0),
  tokens: tokenCounts.default({ input: 0, output: 0 }),
  tokens_source: figuresOf.default('estimated'),
  cost_usd: z.number().nullable().default(null),
  cost_is_least: z.boolean().default(false),
  by_role: z.record(z.string(), used).default({}),
  by_agent: z.array(usedBy).default([]),
  outcome: z.string(),
  group: z.string().nullable().default(null),
  commits: z.array(z.string()).default([]),
  review: z
    .object({
      review_cycles: z.number().default(0),
      review_duration_ms: z.number().default(0),
      findings_count: z.number().default(0),
      findings_by_severity: counts.default({}),
    })
    .prefault({}),
  eval_delta: evalDelta.optional(),
  /** Files under `evals/`, by when they were made. */
  evals: z.object({ before: z.string(), gate: z.string(), after_commit: z.string() }).partial().optional(),
  /** How failures were attributed by the last evaluation that judged the task. */
  attribution: attribution.optional(),
  /** Signs that the change asks less of the code than before. */
  tampering: tampering.optional(),
});
export type TaskRecord = z.infer<typeof taskRecord>;
