import * as z from 'zod';
import {
  agents,
  categoryThresholds,
  categoryWeights,
  designOptions,
  fallback,
  modelSelection,
  opportunityOptions,
  pipeline,
  riskSettings,
  TASKLIST_PROVIDERS,
  taskConstraints,
  tasklistFilter,
  tasklistOptions,
} from './config-tables.js';
import { amount, key, retired, text, textOr, texts, type ValuesOf, whole, word, yesNo } from './key.js';

/** Where the tasklist is when nobody says otherwise. */
export const TASKLIST = '.millstone/tasklist.md';

const eachRole = <T>(make: (role: string) => T) => ({
  builder: make('author'),
  reviewer: make('reviewer'),
  sanity: make('sanity checks'),
  analyzer: make('analysis'),
  release_eng: make('release'),
  sre: make('incident'),
});
const cli = eachRole(
  (role) => (name: string) => key(text, null, `The agent of the ${role} role; unset: \`cli\`.`, name),
);
const model = eachRole((role) => key(text, null, `The model of the ${role} role; unset: \`model\`.`));

/** Every key of `.millstone/config.toml`. Source: config.md 2. */
export const CONFIG_KEYS = {
  max_cycles: key(whole(1), 3, 'Rounds of writing and review.', '--max-cycles'),
  loc_threshold: key(
    whole(0),
    1_000_000,
    'Changed lines a task may have; the lower of this and the policy counts.',
    '--loc-threshold',
  ),
  tasklist: key(word, TASKLIST, 'The tasklist, relative to the repository.', '--tasklist'),
  roadmap: key(text, null, 'A file of goals for `--cycle`.', '--roadmap'),
  max_tasks: key(whole(), 5, 'Tasks per run.', '--max-tasks'),
  prompts_dir: key(text, null, 'Prompt templates that replace the built-in ones, file by file.', '--prompts-dir'),
  compact_threshold: key(whole(), 20, 'Checked tasks from which on the tasklist is compacted.', '--compact-threshold'),
  session_mode: key(word, 'new_each_task', 'How long an agent keeps its conversation.', '--session'),
  retry_on_empty_response: key(yesNo, true, 'Whether an empty reply is asked for once more, where that is harmless.'),
  min_response_length: key(whole(0), 50, 'Characters below which a free reply of a reader counts as empty.'),
  profile: key(z.enum(['dev_implementation']), 'dev_implementation', 'The mode of work.'),
  log_verbosity: key(
    z.enum(['minimal', 'normal', 'verbose']),
    'normal',
    'How much of the agents the run log keeps.',
    '--verbose',
  ),
  log_diff_mode: key(
    z.enum(['full', 'summary', 'none']),
    'summary',
    'How much of a diff the run log keeps.',
    '--full-diff',
  ),

  cli: key(textOr('claude'), 'claude', 'The agent of every role.', '--cli'),
  cli_builder: cli.builder('--cli-builder'),
  cli_reviewer: cli.reviewer('--cli-reviewer'),
  cli_sanity: cli.sanity('--cli-sanity'),
  cli_analyzer: cli.analyzer('--cli-analyzer'),
  cli_release_eng: cli.release_eng('--cli-release-eng'),
  cli_sre: cli.sre('--cli-sre'),
  model: key(text, null, 'The model of every role; unset: the tool decides.', '--model'),
  model_builder: model.builder,
  model_reviewer: model.reviewer,
  model_sanity: model.sanity,
  model_analyzer: model.analyzer,
  model_release_eng: model.release_eng,
  model_sre: model.sre,
  model_selection: modelSelection,
  agents,
  fallback,
  timeout: key(whole(0), 3_600, 'Seconds of the longest agent call; 0 is none.', '--timeout'),
  idle_timeout: key(whole(0), 900, 'Seconds of the longest silence of an agent; 0 is none.', '--idle-timeout'),
  rate_limit_wait: key(whole(0), 21_600, 'Seconds of the longest wait for a limit; 0 never waits.'),

  commit_by: key(
    z.enum(['author', 'tool']),
    'author',
    'Who commits: the author is asked first, or millstone does it itself.',
  ),
  sanity: key(yesNo, true, "Whether the author's work is looked at before a review."),
  hook_timeout: key(whole(0), 600, "Seconds of the longest run of the repository's git hooks."),
  max_cost: key(amount, null, 'US dollars of a run.', '--max-cost'),
  max_tokens: key(amount, null, 'Tokens of a run.', '--max-tokens'),
  max_minutes: key(amount, null, 'Minutes of a run.', '--max-minutes'),
  max_cost_per_task: key(amount, null, 'US dollars of a task.'),
  notify: key(text, null, 'A command that is run at a halt, a gate and the end.'),
  retention_days: key(whole(0), 0, 'Days after which records may be removed; 0 keeps them.'),

  eval_on_commit: key(yesNo, false, 'Evaluate after every commit.', '--eval-on-commit'),
  auto_rollback: key(yesNo, false, 'Take back a commit that made things worse.', '--auto-rollback'),
  eval_on_task: key(z.string(), 'none', 'The evaluation before a commit.', '--eval-on-task'),
  eval_scripts: key(texts, [], 'Commands of every evaluation.'),
  category_weights: categoryWeights,
  category_thresholds: categoryThresholds,
  eval_after_cycle: key(yesNo, true, 'Evaluate at the start and the end of a cycle.'),
  verify: key(yesNo, true, "Run the project's checks before a review."),

  review_designs: key(yesNo, true, 'Review designs.'),
  approve_opportunities: key(yesNo, true, 'Stop for a person after the analysis.', '--no-approve'),
  approve_designs: key(yesNo, true, 'Stop for a person after the design.', '--no-approve'),
  approve_plans: key(yesNo, true, 'Stop for a person after the plan.', '--no-approve'),
  task_constraints: taskConstraints,
  risk_settings: riskSettings,
  pipeline,

  tasklist_provider: key(z.enum(TASKLIST_PROVIDERS), 'file', 'Where tasks live.'),
  design_provider: key(z.enum(['file', 'mcp']), 'file', 'Where designs live.'),
  opportunity_provider: key(z.enum(['file', 'mcp', 'github']), 'file', 'Where opportunities live.'),
  mcp_server: key(text, null, 'The MCP server of providers that name none.'),
  tasklist_filter: tasklistFilter,
  tasklist_provider_options: tasklistOptions,
  design_provider_options: designOptions,
  opportunity_provider_options: opportunityOptions,
  commit_tasklist: key(yesNo, false, 'Keep the tasklist in the repository, at `docs/tasklist.md`.'),
  commit_designs: key(yesNo, false, 'Keep designs in the repository, at `designs/`.'),
  commit_opportunities: key(yesNo, false, 'Keep opportunities in the repository, at `opportunities.md`.'),

  parallel_enabled: key(yesNo, false, 'Run tasks in parallel.', '--worktrees'),
  parallel_concurrency: key(whole(), 1, 'Tasks at a time.', '--concurrency'),
  parallel_merge_strategy: key(
    z.enum(['merge', 'cherry-pick']),
    'merge',
    'How a task is integrated.',
    '--merge-strategy',
  ),
  parallel_integration_branch: key(
    word,
    'millstone/integration',
    'The branch tasks are integrated on.',
    '--integration-branch',
  ),
  parallel_worktree_root: key(word, '.millstone/worktrees', 'Where worktrees lie.', '--worktree-root'),
  parallel_cleanup: key(
    z.enum(['always', 'on_success', 'never']),
    'on_success',
    'When worktrees are removed.',
    '--worktree-cleanup',
  ),
  parallel_heartbeat_interval: key(whole(1), 30, 'Seconds between signs of life of a run.'),
  parallel_heartbeat_ttl: key(whole(1), 300, 'Seconds after which a run of another host counts as dead.'),
  parallel_lock_git: retired(null),
  parallel_lock_state: retired(null),
  parallel_lock_tasklist: retired(null),
  parallel_conflict_retries: key(whole(0), 2, 'Cycles of a conflicting task.', '--conflict-retries'),
  worktree_setup: key(z.string().nullable(), null, 'A command run in every new worktree.'),
  worktree_links: key(texts, [], 'Paths linked into every worktree.'),
} as const;

export type ConfigValues = ValuesOf<typeof CONFIG_KEYS>;
