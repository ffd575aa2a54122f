import { describe, expect, test } from 'vitest';
import { loaded } from './texts.js';

const UNSET_ROLES = (word: string) =>
  Object.fromEntries(
    ['builder', 'reviewer', 'sanity', 'analyzer', 'release_eng', 'sre'].map((r) => [`${word}_${r}`, null]),
  );

const FILTER = {
  labels: [],
  assignees: [],
  statuses: [],
  label: '',
  assignee: '',
  status: '',
  milestone: null,
  cycles: [],
  projects: [],
  project: null,
};
const PLACE = { path: null, mcp_server: null, projects: [], project: null };
const GITHUB = { owner: null, repo: null, token_env: null };

describe('defaults', () => {
  test('CFG-S1, CFG-S6 without a file config.toml has every default', async () => {
    const { config, notices } = await loaded({});
    expect(config).toEqual({
      max_cycles: 3,
      loc_threshold: 1_000_000,
      tasklist: '.millstone/tasklist.md',
      roadmap: null,
      max_tasks: 5,
      prompts_dir: null,
      compact_threshold: 20,
      session_mode: 'new_each_task',
      retry_on_empty_response: true,
      min_response_length: 50,
      profile: 'dev_implementation',
      log_verbosity: 'normal',
      log_diff_mode: 'summary',
      cli: 'claude',
      ...UNSET_ROLES('cli'),
      model: null,
      ...UNSET_ROLES('model'),
      model_selection: {
        enabled: false,
        default_model: null,
        rules: [
          { risk: 'high', cli: 'claude', model: 'opus' },
          { complexity: 'simple', cli: 'claude', model: 'haiku' },
          { complexity: 'medium', cli: 'claude', model: 'sonnet' },
          { complexity: 'complex', cli: 'claude', model: 'opus' },
        ],
      },
      agents: {},
      fallback: {
        author: null,
        builder: null,
        reviewer: null,
        sanity: null,
        analyzer: null,
        release_eng: null,
        sre: null,
      },
      timeout: 3600,
      idle_timeout: 900,
      rate_limit_wait: 21600,
      commit_by: 'author',
      sanity: true,
      hook_timeout: 600,
      max_cost: null,
      max_tokens: null,
      max_minutes: null,
      max_cost_per_task: null,
      notify: null,
      retention_days: 0,
      eval_on_commit: false,
      auto_rollback: false,
      eval_on_task: 'none',
      eval_scripts: [],
      category_weights: { tests: 0.4, typing: 0.15, lint: 0.15, coverage: 0.2, security: 0.05, complexity: 0.05 },
      category_thresholds: { typing: 50, lint: 100, security: 10, complexity: 20 },
      eval_after_cycle: true,
      verify: true,
      review_designs: true,
      approve_opportunities: true,
      approve_designs: true,
      approve_plans: true,
      task_constraints: {
        max_loc: 200,
        require_tests: true,
        require_criteria: true,
        require_risk: true,
        require_context: true,
        max_split_attempts: 2,
      },
      risk_settings: {
        low: { max_cycles: 2, require_full_eval: false, require_approval: false },
        medium: { max_cycles: 3, require_full_eval: false, require_approval: false },
        high: { max_cycles: 5, require_full_eval: true, require_approval: true },
      },
      pipeline: { insert: [] },
      tasklist_provider: 'file',
      design_provider: 'file',
      opportunity_provider: 'file',
      mcp_server: null,
      tasklist_provider_options: {
        ...PLACE,
        ...GITHUB,
        type: null,
        labels: [],
        label: '',
        statuses: [],
        status: '',
        assignees: [],
        assignee: '',
        filter: FILTER,
        team_id: null,
        done_state_id: null,
        done_transition_id: null,
        order: 'created-asc',
      },
      design_provider_options: PLACE,
      opportunity_provider_options: { ...PLACE, ...GITHUB },
      tasklist_filter: FILTER,
      commit_tasklist: false,
      commit_designs: false,
      commit_opportunities: false,
      parallel_enabled: false,
      parallel_concurrency: 1,
      parallel_merge_strategy: 'merge',
      parallel_integration_branch: 'millstone/integration',
      parallel_worktree_root: '.millstone/worktrees',
      parallel_cleanup: 'on_success',
      parallel_heartbeat_interval: 30,
      parallel_heartbeat_ttl: 300,
      parallel_conflict_retries: 2,
      worktree_setup: null,
      worktree_links: [],
    });
    expect(notices).toEqual([]);
  });

  test('CFG-S22 PO-S36 [L6, L10] without a file policy.toml has every default', async () => {
    expect((await loaded({})).policy).toEqual({
      limits: {
        max_loc_per_task: 2000,
        loc_exclude: expect.arrayContaining(['package-lock.json', 'Cargo.lock', 'go.sum', 'uv.lock']),
        max_cycles: null,
        max_files_per_task: 0,
      },
      sensitive: {
        enabled: true,
        paths: [
          '.env',
          '.env.*',
          '!.env.example',
          '!.env.sample',
          '!.env.template',
          '*.pem',
          '*.key',
          'credentials.*',
          'secrets.*',
        ],
        require_approval: true,
      },
      secrets: { enabled: true },
      dangerous: {
        patterns: ['rm -rf', 'DROP TABLE', 'force push', 'git push --force', 'DELETE FROM.*WHERE 1', 'truncate table'],
        paths_ignore: expect.arrayContaining(['*.md', 'tests']),
        block: true,
      },
      protected: {
        paths: ['.git/**', '.millstone/config.toml', '.millstone/policy.toml', '.github/workflows/**'],
      },
      review: { block_on: ['critical'] },
      tasklist: { enforce_single_task: true },
      eval: { max_regression: 0.05, min_composite_score: 0, allow_no_tests: false },
      effects: { allow: null, remote_writes: 'allow', max_per_run: 50, allow_delete: false, approval: 'tty' },
    });
  });

  test('without a file project.toml has every default', async () => {
    expect((await loaded({})).project).toEqual({
      project: { name: null, language: 'auto' },
      tests: { command: null, coverage_command: null, smoke_command: null, timeout: 1800, junit: null },
      coverage: { path: null, format: null },
      lint: { command: null },
      typing: { command: null },
      security: { command: null },
      complexity: { command: null },
      sensitive_paths: { patterns: null },
      tasklist: {},
    });
  });
});
