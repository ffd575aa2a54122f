import { CLEANUPS, MERGE_STRATEGIES } from '../../domain/parallel.js';
import { choice, flag, only, setting, value } from './flag.js';
import { someText, whole } from './values.js';

/** Tasks of the tasklist at once. */
export const WORKTREE_FLAGS = {
  worktrees: only(
    ['worklist', 'cycle', 'deliver', 'analyze', 'design', 'plan'],
    'tasks of a tasklist run at once, each in a worktree',
    setting(flag('--worktrees', 'run tasks at once, each in a worktree of its own', { key: 'parallel_enabled' })),
  ),
  noWorktrees: setting(flag('--no-worktrees', 'one task after the other, whatever parallel_enabled says')),
  concurrency: setting(
    value('--concurrency <n>', 'tasks at a time', whole(), { shown: 1, key: 'parallel_concurrency' }),
  ),
  highRiskConcurrency: setting(
    value('--high-risk-concurrency <n>', 'tasks of high risk at a time', whole(), { shown: 1 }),
  ),
  baseBranch: setting(
    value('--base-branch <name>', 'the branch that tasks land on', someText, { shown: 'the one checked out' }),
  ),
  baseRef: setting(
    value('--base-ref <ref>', 'what tasks that wait for none begin from', someText, { shown: 'the tip of the base' }),
  ),
  integrationBranch: setting(
    value('--integration-branch <name>', 'the branch that tasks are integrated on', someText, {
      shown: 'millstone/integration',
      key: 'parallel_integration_branch',
    }),
  ),
  mergeStrategy: setting(
    choice('--merge-strategy <how>', 'how a task is integrated', MERGE_STRATEGIES, {
      shown: 'merge',
      key: 'parallel_merge_strategy',
    }),
  ),
  mergeMaxRetries: setting(
    value('--merge-max-retries <n>', 'landings that are tried again since the base moved', whole(), { shown: 2 }),
  ),
  sharedStateDir: only(
    ['task'],
    'others who start a task by hand hear of it there',
    setting(
      value('--shared-state-dir <path>', 'with --task: tell there that the task lives, and how it ended', someText),
    ),
  ),
  conflictRetries: setting(
    value('--conflict-retries <n>', 'times a conflicting or red task goes back to its author', whole(0), {
      shown: 2,
      key: 'parallel_conflict_retries',
    }),
  ),
  worktreeRoot: setting(
    value('--worktree-root <path>', 'where worktrees lie', someText, {
      shown: '.millstone/worktrees',
      key: 'parallel_worktree_root',
    }),
  ),
  worktreeCleanup: setting(
    choice('--worktree-cleanup <when>', 'when worktrees are removed', CLEANUPS, {
      shown: 'on_success',
      key: 'parallel_cleanup',
    }),
  ),
};
