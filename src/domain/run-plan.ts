import * as z from 'zod';
import { chainPlan } from './chain.js';
import { CLEANUPS, MERGE_STRATEGIES } from './parallel.js';
import { role } from './role.js';
import { task } from './task.js';
import { TIERS } from './tier.js';

/** Which tool and model plays a role; no model means the tool's own choice. */
export const casting = z.strictObject({ cli: z.string(), model: z.string().nullable() });
export type Casting = z.infer<typeof casting>;

const int = z.int().optional();
const text = z.string().optional();
const amount = z.number().positive().optional();
const yes = z.boolean().optional();

/** Settings typed on the command line; what was not typed is left out. Times are seconds, as typed. */
export const runFlags = z.strictObject({
  maxTasks: int,
  session: text,
  compactThreshold: int,
  maxCycles: int,
  locThreshold: int,
  tasklist: text,
  promptsDir: text,
  cli: text,
  cliBuilder: text,
  cliReviewer: text,
  cliSanity: text,
  cliAnalyzer: text,
  cliReleaseEng: text,
  cliSre: text,
  model: text,
  autoModel: yes,
  research: yes,
  compact: yes,
  timeout: int,
  idleTimeout: int,
  maxCost: amount,
  maxTokens: amount,
  maxMinutes: amount,
  /** `role=agent`, in the words of the configuration. */
  fallback: z.array(z.string()).optional(),
  allowDirty: yes,
  yesHighRisk: yes,
  noTasklistEdits: yes,
  noApprove: yes,
  roadmap: text,
  maxPasses: int,
  fullDiff: yes,
  evalOnTask: text,
  skipEval: yes,
  evalOnCommit: yes,
  autoRollback: yes,
  sharedStateDir: text,
  worktrees: yes,
  concurrency: int,
  highRiskConcurrency: int,
  baseBranch: text,
  baseRef: text,
  integrationBranch: text,
  mergeStrategy: z.enum(MERGE_STRATEGIES).optional(),
  worktreeRoot: text,
  worktreeCleanup: z.enum(CLEANUPS).optional(),
  mergeMaxRetries: int,
  conflictRetries: int,
});
export type RunFlags = z.infer<typeof runFlags>;

/** The brakes in force, with the agents to whom those of money mean nothing: they report none (L26). */
const budget = z.strictObject({
  costUsd: z.number().nullable(),
  tokens: z.number().nullable(),
  minutes: z.number().nullable(),
  taskCostUsd: z.number().nullable(),
  unpriced: z.array(z.string()),
});

/** What is evaluated before commits, null for nothing, and whether after them; what got worse may be taken back unasked. */
const evals = z.strictObject({ onTask: z.string().nullable(), onCommit: z.boolean(), autoRollback: z.boolean() });

const common = {
  version: z.string(),
  repo: z.string(),
  /** The project's name, where it has one. */
  project: text,
  /** The mode of work, and what may be done in it at most; missing in runs of old. */
  profile: z.strictObject({ id: z.string(), tier: z.enum(TIERS) }).optional(),
  agents: z.record(role, casting),
  /** What roles without a setting of their own get. */
  defaultAgent: casting,
  /** Of the one task, its risk considered; of a worklist, those of a task without a risk. */
  maxCycles: z.number(),
  /** How long agents keep their conversations, where not for one task only; in the words of `--session`. */
  session: z.string().optional(),
  loc: z.strictObject({ limit: z.number(), rule: z.string() }),
  budget: budget.optional(),
  /** What is evaluated around tasks; missing where nothing is. */
  evals: evals.optional(),
  /** What was typed: a resumed run is given the same again. */
  flags: runFlags,
};

/** What was asked for, as the run's first journal line keeps it. Limits are those in force, not those written. */
export const runPlan = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('task'), task, ...common }),
  z.strictObject({
    mode: z.literal('worklist'),
    /** Where the tasks are listed, relative to the top level. */
    tasklist: z.string(),
    /** Tasks the run does at most; 0 or less means none. */
    maxTasks: z.int(),
    /** How many of them at once, each in a worktree; missing when one follows the other. */
    concurrency: z.int().optional(),
    ...common,
  }),
  z.strictObject({
    mode: z.literal('chain'),
    chain: chainPlan,
    tasklist: z.string(),
    maxTasks: z.int(),
    /** As of a worklist: how its tasks are executed. */
    concurrency: z.int().optional(),
    ...common,
  }),
]);
export type RunPlan = z.infer<typeof runPlan>;
