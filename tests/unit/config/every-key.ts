const PLACE = 'mcp_server = "s"\nprojects = ["a"]\nproject = "b"\n';
const GITHUB = 'owner = "o"\nrepo = "r"\ntoken_env = "T"\n';
const LABELS = 'labels = ["a"]\nassignees = ["b"]\nstatuses = ["c"]\nlabel = "d"\nassignee = "e"\nstatus = "f"\n';
const FILTER = `${LABELS}milestone = "m"\ncycles = ["n"]\nprojects = ["o"]\nproject = "p"\n`;
const ROLES = ['builder', 'reviewer', 'sanity', 'analyzer', 'release_eng', 'sre'];
const perRole = (prefix: string): string => ROLES.map((role) => `${prefix}${role} = "x"\n`).join('');

/** Every key of config.toml with a value that is not its default; the two of the tasklist have to agree. */
export const EVERY_CONFIG_KEY = `
max_cycles = 4
loc_threshold = 10
tasklist = "t.md"
roadmap = "r.md"
max_tasks = 0
prompts_dir = "p"
compact_threshold = -1
session_mode = "continue"
retry_on_empty_response = false
min_response_length = 0
profile = "own"
log_verbosity = "verbose"
log_diff_mode = "none"
cli = "codex"
${perRole('cli_')}
model = "m"
${perRole('model_')}
timeout = 0
idle_timeout = 0
rate_limit_wait = 0
commit_by = "tool"
sanity = false
hook_timeout = 1
max_cost = 1.5
max_tokens = 1000
max_minutes = 0.5
max_cost_per_task = 2
notify = "n"
retention_days = 30
eval_on_commit = true
auto_rollback = true
eval_on_task = "full"
eval_scripts = ["a", "b"]
eval_after_cycle = false
verify = false
review_designs = false
approve_opportunities = false
approve_designs = false
approve_plans = false
tasklist_provider = "jira"
design_provider = "mcp"
opportunity_provider = "github"
mcp_server = "m"
commit_tasklist = true
commit_designs = true
commit_opportunities = true
parallel_enabled = true
parallel_concurrency = 4
parallel_merge_strategy = "cherry-pick"
parallel_integration_branch = "i"
parallel_worktree_root = "w"
parallel_cleanup = "never"
parallel_heartbeat_interval = 5
parallel_heartbeat_ttl = 6
parallel_conflict_retries = 0
worktree_setup = ""
worktree_links = [".env"]
category_weights = { tests = 1, typing = 0, lint = 0, coverage = 0, security = 0, complexity = 0 }
category_thresholds = { typing = 1, lint = 2, security = 3, complexity = 4 }
[model_selection]
enabled = true
default_model = "d"
rules = [{ role = "author", complexity = "simple", risk = "low", keywords = ["k"], cli = "c", model = "m" }]
[agents.mine]
command = "c"
args = ["a"]
output = "json"
text_field = "t"
session_field = "s"
model_args = ["{model}"]
resume_args = ["{session}"]
read_only_args = ["o"]
install = "i"
[fallback]
author = "x"
${perRole('')}
[task_constraints]
max_loc = 1
require_tests = false
require_criteria = false
require_risk = false
require_context = false
max_split_attempts = 0
[risk_settings]
low = { max_cycles = 1, require_full_eval = true, require_approval = true }
medium = { max_cycles = 1, require_full_eval = true, require_approval = true }
high = { max_cycles = 1, require_full_eval = false, require_approval = false }
[pipeline]
insert = [{ stage = "s", after = "design", module = "./s.mjs" }]
[tasklist_provider_options]
path = "t.md"
${PLACE}${GITHUB}${LABELS}
type = "jira"
team_id = "t"
done_state_id = "d"
done_transition_id = "e"
order = "number-asc"
[tasklist_provider_options.filter]
${FILTER}
[design_provider_options]
path = "p"
${PLACE}
[opportunity_provider_options]
path = "q"
${PLACE}${GITHUB}
[tasklist_filter]
${FILTER}`;

/** The same of policy.toml. */
export const EVERY_POLICY_KEY = `
limits = { max_loc_per_task = 1, loc_exclude = ["a"], max_cycles = 2, max_files_per_task = 3 }
sensitive = { enabled = false, paths = ["a"], require_approval = false }
secrets = { enabled = false }
dangerous = { patterns = ["a"], paths_ignore = ["b"], block = false }
protected = { paths = ["a"] }
review = { block_on = ["high", "nit"] }
tasklist = { enforce_single_task = false }
eval = { max_regression = 0.1, min_composite_score = 0.5, allow_no_tests = true }
effects = { allow = [], remote_writes = "ask", max_per_run = 1, allow_delete = true, approval = "file" }
`;

/** The same of project.toml. */
export const EVERY_PROJECT_KEY = `
project = { name = "n", language = "go" }
tests = { command = "a", coverage_command = "b", smoke_command = "c", timeout = 1, junit = "d" }
coverage = { path = "a", format = "lcov" }
lint = { command = "a" }
typing = { command = "a" }
security = { command = "a" }
complexity = { command = "a" }
sensitive_paths = { patterns = ["a"] }
`;
