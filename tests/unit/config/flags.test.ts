import { expect, test } from 'vitest';
import { CONFIG_KEYS } from '../../../src/config/config-schema.js';
import type { Keys } from '../../../src/config/key.js';

/** Flags of the command line by the key they are for. Source: cli.md 2. */
const FLAGS = {
  max_cycles: '--max-cycles',
  loc_threshold: '--loc-threshold',
  tasklist: '--tasklist',
  roadmap: '--roadmap',
  max_tasks: '--max-tasks',
  prompts_dir: '--prompts-dir',
  compact_threshold: '--compact-threshold',
  session_mode: '--session',
  log_verbosity: '--verbose',
  log_diff_mode: '--full-diff',
  cli: '--cli',
  cli_builder: '--cli-builder',
  cli_reviewer: '--cli-reviewer',
  cli_sanity: '--cli-sanity',
  cli_analyzer: '--cli-analyzer',
  cli_release_eng: '--cli-release-eng',
  cli_sre: '--cli-sre',
  model: '--model',
  'model_selection.enabled': '--auto-model',
  'fallback.author': '--fallback',
  'fallback.builder': '--fallback',
  'fallback.reviewer': '--fallback',
  'fallback.sanity': '--fallback',
  'fallback.analyzer': '--fallback',
  'fallback.release_eng': '--fallback',
  'fallback.sre': '--fallback',
  timeout: '--timeout',
  idle_timeout: '--idle-timeout',
  max_cost: '--max-cost',
  max_tokens: '--max-tokens',
  max_minutes: '--max-minutes',
  eval_on_commit: '--eval-on-commit',
  auto_rollback: '--auto-rollback',
  eval_on_task: '--eval-on-task',
  approve_opportunities: '--no-approve',
  approve_designs: '--no-approve',
  approve_plans: '--no-approve',
  parallel_enabled: '--worktrees',
  parallel_concurrency: '--concurrency',
  parallel_merge_strategy: '--merge-strategy',
  parallel_integration_branch: '--integration-branch',
  parallel_worktree_root: '--worktree-root',
  parallel_cleanup: '--worktree-cleanup',
  parallel_conflict_retries: '--conflict-retries',
};

const flagsOf = (keys: Keys, at: string): (readonly [string, string])[] =>
  Object.entries(keys).flatMap(([name, entry]) => {
    if (entry.kind === 'section') return flagsOf(entry.keys, `${at}${name}.`);
    return entry.kind === 'key' && entry.flag !== null ? [[`${at}${name}`, entry.flag] as const] : [];
  });

test('the keys that a flag stands for name it', () => {
  expect(Object.fromEntries(flagsOf(CONFIG_KEYS, ''))).toEqual(FLAGS);
});
