import { CLEANUPS, MERGE_STRATEGIES } from '../domain/parallel.js';
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
import { key, retired, type ValuesOf, waiting } from './key.js';
import { amount, anyText, identifier, maybe, oneOf, text, textOr, texts, whole, word, yesNo } from './kind.js';
import { BUILT_IN_PROFILE } from './profile-schema.js';

/** Where the tasklist is when nobody says otherwise. */
export const TASKLIST = '.millstone/tasklist.md';

const cli = (role: string, flag: string) =>
  key(text, null, `The agent of the ${role}; unset: \`cli\`.`, flag, 'claude');
const model = (role: string) => key(text, null, `The model of the ${role}; unset: \`model\`.`, null, 'opus');

/** Source: config.md 2.1. */
const RUN = {
  max_cycles: key(whole(1), 3, 'Rounds of writing and review.', '--max-cycles'),
  loc_threshold: key(
    whole(0),
    1_000_000,
    'Changed lines a task may have; the lower of this and `limits.max_loc_per_task` in policy.toml counts.',
    '--loc-threshold',
  ),
  tasklist: key(word, TASKLIST, 'The tasklist, relative to the top level of the repository.', '--tasklist'),
  roadmap: key(text, null, 'A file of goals for `--cycle`.', '--roadmap', 'docs/roadmap.md'),
  max_tasks: key(whole(), 5, 'Tasks per run; below 1: none.', '--max-tasks'),
  compact_threshold: key(
    whole(),
    20,
    'Ticked tasks from which on the tasklist is compacted; below 1: never.',
    '--compact-threshold',
  ),
  prompts_dir: key(
    text,
    null,
    'A folder of prompt templates that replace the built-in ones, file by file.',
    '--prompts-dir',
    'prompts',
  ),
  session_mode: key(
    word,
    'new_each_task',
    'How long an agent keeps its conversation: `new_each_task` (`new`), `continue_within_run`, `continue_across_runs` (`continue`), or the id of one.',
    '--session',
  ),
  retry_on_empty_response: key(yesNo, true, 'Whether an empty reply is asked for once more, where that is harmless.'),
  min_response_length: key(
    whole(0),
    50,
    'Characters below which a free reply of a reader counts as empty; 0: only a blank one does.',
  ),
  profile: key(
    identifier,
    BUILT_IN_PROFILE,
    'The mode of work: the built-in one, or that of `.millstone/profiles/<profile>.toml`.',
  ),
  log_verbosity: key(
    oneOf(['minimal', 'normal', 'verbose']),
    'normal',
    'How much of the agents the run log tells: `minimal` nothing of their words, `verbose` also what they do meanwhile.',
    '--verbose',
  ),
  log_diff_mode: key(
    oneOf(['full', 'summary', 'none']),
    'summary',
    'How much of a diff the events of the run log keep: `summary` its beginning, with up to 200 kB of it in `runs/<run>.patch`; a longer one names the file that holds the whole.',
    '--full-diff',
  ),
};

/** Source: config.md 2.2 and 2.8. */
const AGENTS = {
  cli: key(textOr('claude'), 'claude', 'The agent of every role.', '--cli'),
  cli_builder: cli('author', '--cli-builder'),
  cli_reviewer: cli('reviewer', '--cli-reviewer'),
  cli_sanity: cli('sanity checks', '--cli-sanity'),
  cli_analyzer: cli('analysis', '--cli-analyzer'),
  cli_release_eng: cli('release', '--cli-release-eng'),
  cli_sre: cli('incident diagnosis', '--cli-sre'),
  model: key(text, null, 'The model of every role; unset: the agent decides.', '--model', 'opus'),
  model_builder: model('author'),
  model_reviewer: model('reviewer'),
  model_sanity: model('sanity checks'),
  model_analyzer: model('analysis'),
  model_release_eng: model('release'),
  model_sre: model('incident diagnosis'),
  model_selection: modelSelection,
  agents,
  fallback,
  timeout: key(whole(0), 3_600, 'Seconds of the longest agent call; 0: no limit.', '--timeout'),
  idle_timeout: key(whole(0), 900, 'Seconds of the longest silence of an agent; 0: no limit.', '--idle-timeout'),
  rate_limit_wait: key(
    whole(0),
    21_600,
    'Seconds of the longest wait for a rate limit; above it the run halts. 0: never waits.',
  ),
  commit_by: key(
    oneOf(['author', 'tool']),
    'author',
    '`author`: the author is asked to commit first; `tool`: millstone commits itself.',
  ),
  sanity: key(yesNo, true, "Whether the author's work is looked at before a review."),
  hook_timeout: key(whole(0), 600, "Seconds of the longest run of the repository's git hooks; 0: no limit."),
  max_cost: key(amount, null, 'US dollars that a run may cost, as the agents report them.', '--max-cost'),
  max_tokens: key(maybe(whole(1)), null, 'Tokens that a run may use.', '--max-tokens', 2_000_000),
  max_minutes: key(
    amount,
    null,
    'Minutes that a run may be at work; a call that is running then is ended.',
    '--max-minutes',
    90,
  ),
  max_cost_per_task: key(amount, null, 'US dollars that a task may cost.'),
  notify: key(
    text,
    null,
    'A command run at a halt, a gate and the end of a run; it gets the event as JSON on stdin.',
    null,
    './notify.sh',
  ),
  retention_days: key(
    whole(0),
    0,
    'Days after which what ended runs, evaluations and tasks have left is removed; 0: it is kept.',
    null,
    90,
  ),
};

/** Source: config.md 2.3. */
const EVALUATION = {
  eval_scripts: key(texts, [], 'Commands run after the tests of every evaluation.', null, ['npm run e2e']),
  category_weights: categoryWeights,
  category_thresholds: categoryThresholds,
  eval_on_task: key(
    anyText,
    'none',
    'What is evaluated before a commit: `none`, `smoke`, `full`, a path or a command.',
    '--eval-on-task',
    'smoke',
  ),
  eval_on_commit: key(yesNo, false, 'Evaluate after every commit; a regression halts.', '--eval-on-commit'),
  auto_rollback: key(
    yesNo,
    false,
    'With `eval_on_commit`: take back what made things worse, without asking.',
    '--auto-rollback',
  ),
  eval_after_cycle: key(yesNo, true, 'Evaluate at the start and the end of `--cycle`; what it broke halts.'),
  verify: key(yesNo, true, "Run the project's checks before a review and show the reviewer what came out."),
};

/** Source: config.md 2.4. */
const OUTER_LOOP = {
  review_designs: key(yesNo, true, 'Review designs once more before they are planned, where they changed since.'),
  approve_opportunities: key(yesNo, true, 'Stop for a person after the analysis.', '--no-approve'),
  approve_designs: key(yesNo, true, 'Stop for a person after the design.', '--no-approve'),
  approve_plans: key(yesNo, true, 'Stop for a person after the plan.', '--no-approve'),
  pipeline,
  task_constraints: taskConstraints,
  risk_settings: riskSettings,
};

/** Source: config.md 2.5. */
const ARTIFACTS = {
  ...waiting('remote trackers', {
    tasklist_provider: key(oneOf(TASKLIST_PROVIDERS), 'file', 'Where tasks live.'),
    design_provider: key(oneOf(['file', 'mcp']), 'file', 'Where designs live.'),
    opportunity_provider: key(oneOf(['file', 'mcp', 'github']), 'file', 'Where opportunities live.'),
    mcp_server: key(text, null, 'The MCP server of providers that name none.', null, 'tracker'),
    tasklist_filter: tasklistFilter,
  }),
  tasklist_provider_options: tasklistOptions,
  design_provider_options: designOptions,
  opportunity_provider_options: opportunityOptions,
  commit_tasklist: key(yesNo, false, 'Keep the tasklist in the repository, at `docs/tasklist.md`.'),
  commit_designs: key(yesNo, false, 'Keep designs in the repository, at `designs/`.'),
  commit_opportunities: key(yesNo, false, 'Keep opportunities in the repository, at `opportunities.md`.'),
};

/** Source: config.md 2.6. */
const PARALLEL = {
  parallel_enabled: key(yesNo, false, 'Run tasks at once, each in a worktree.', '--worktrees'),
  parallel_concurrency: key(whole(), 1, 'Tasks at a time; below 1: one.', '--concurrency'),
  parallel_merge_strategy: key(oneOf(MERGE_STRATEGIES), 'merge', 'How a task is integrated.', '--merge-strategy'),
  parallel_integration_branch: key(
    word,
    'millstone/integration',
    'The branch tasks are integrated on.',
    '--integration-branch',
  ),
  parallel_worktree_root: key(word, '.millstone/worktrees', 'Where worktrees lie.', '--worktree-root'),
  parallel_cleanup: key(oneOf(CLEANUPS), 'on_success', 'When worktrees are removed.', '--worktree-cleanup'),
  parallel_conflict_retries: key(
    whole(0),
    2,
    'Times a task that conflicts or makes something red goes back to its author; 0: none.',
    '--conflict-retries',
  ),
  worktree_setup: key(
    maybe(anyText),
    null,
    'A command run in every new worktree; empty: none; unset: the install command of the package manager.',
    null,
    'npm ci',
  ),
  worktree_links: key(texts, [], 'Untracked files linked into every worktree.', null, ['.env']),
  parallel_heartbeat_interval: key(whole(1), 30, 'Seconds between signs of life of a run, parallel or not.'),
  parallel_heartbeat_ttl: key(whole(1), 300, 'Seconds of silence after which a run of another host counts as dead.'),
  parallel_lock_git: retired(null),
  parallel_lock_state: retired(null),
  parallel_lock_tasklist: retired(null),
};

/** Every key of `.millstone/config.toml`, by subject. Source: config.md 2. */
export const CONFIG_GROUPS = {
  'Runs and limits': RUN,
  'Agents and models': AGENTS,
  'Checks and evaluations': EVALUATION,
  'Outer loop and risk': OUTER_LOOP,
  'Tasks, designs, opportunities': ARTIFACTS,
  'Parallel runs': PARALLEL,
} as const;

/** Every key of `.millstone/config.toml`. */
export const CONFIG_KEYS = { ...RUN, ...AGENTS, ...EVALUATION, ...OUTER_LOOP, ...ARTIFACTS, ...PARALLEL } as const;

export type ConfigValues = ValuesOf<typeof CONFIG_KEYS>;
