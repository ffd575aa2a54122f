import type { Problem } from '../domain/halt.js';
import type { ParallelSettings } from '../domain/parallel.js';
import type { RunFlags } from '../domain/run-plan.js';
import type { ConfigValues } from './config-schema.js';

/** How often a landing is tried again when the base moved, and high-risk tasks at a time. Source: worktrees.md 2. */
const MERGE_RETRIES = 2;
const HIGH_RISK = 1;

/** How tasks run at once. */
export const parallelSettings = (config: ConfigValues, flags: RunFlags): ParallelSettings => ({
  enabled: isParallel(config, flags),
  // Below 1 means one, as in the original.
  concurrency: Math.max(1, flags.concurrency ?? config.parallel_concurrency),
  highRiskConcurrency: Math.max(1, flags.highRiskConcurrency ?? HIGH_RISK),
  baseBranch: flags.baseBranch ?? null,
  baseRef: flags.baseRef ?? null,
  integrationBranch: flags.integrationBranch ?? config.parallel_integration_branch,
  mergeStrategy: flags.mergeStrategy ?? config.parallel_merge_strategy,
  worktreeRoot: flags.worktreeRoot ?? config.parallel_worktree_root,
  cleanup: flags.worktreeCleanup ?? config.parallel_cleanup,
  mergeRetries: Math.max(0, flags.mergeMaxRetries ?? MERGE_RETRIES),
  conflictRetries: flags.conflictRetries ?? config.parallel_conflict_retries,
  setup: config.worktree_setup,
  links: config.worktree_links,
});

const isParallel = (config: ConfigValues, { worktrees }: RunFlags): boolean => worktrees ?? config.parallel_enabled;

/** Flags that mean nothing to tasks that follow one another, in the words of the command line. */
const WITHOUT_EFFECT: readonly (readonly [keyof RunFlags, string])[] = [
  ['concurrency', '--concurrency'],
  ['highRiskConcurrency', '--high-risk-concurrency'],
  ['baseBranch', '--base-branch'],
  ['baseRef', '--base-ref'],
  ['integrationBranch', '--integration-branch'],
  ['mergeStrategy', '--merge-strategy'],
  ['worktreeRoot', '--worktree-root'],
  ['worktreeCleanup', '--worktree-cleanup'],
  ['mergeMaxRetries', '--merge-max-retries'],
  ['conflictRetries', '--conflict-retries'],
];

/** What was typed for tasks that run at once, while they do not. */
export function parallelProblems(config: ConfigValues, flags: RunFlags): readonly Problem[] {
  if (isParallel(config, flags)) return config.worktree_links.filter(leadsOut).map(noLink);
  const typed = WITHOUT_EFFECT.filter(([name]) => flags[name] !== undefined).map(([, flag]) => flag);
  if (typed.length === 0) return [];
  const what = `${typed.join(', ')}: only tasks that run at once know of that`;
  return [{ what, fix: 'add --worktrees, or set parallel_enabled = true in .millstone/config.toml' }];
}

/** Whether a path is none below the top level. */
const leadsOut = (path: string): boolean =>
  path.trim() === '' || path.startsWith('/') || path.split('/').includes('..');

const noLink = (path: string): Problem => ({
  what: `worktree_links: "${path}" is no path below the top level of the repository`,
  fix: 'name files and folders as git does, such as ".env"',
});
