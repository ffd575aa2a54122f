import * as z from 'zod';
import { COMPLEXITIES } from '../domain/model-rule.js';
import { ROLES } from '../domain/role.js';
import { risk } from '../domain/task.js';
import { key, named, section, waiting } from './key.js';
import { anyText, maybe, oneOf, share, tables, text, texts, whole, yesNo } from './kind.js';

/** Which tasks of a backlog count. Source: config.md 5. */
const FILTER = {
  labels: key(texts, [], 'Labels that a task must have, all of them.', null, ['sprint-1']),
  assignees: key(texts, [], 'People of whom one must have the task.', null, ['alice', 'bob']),
  statuses: key(texts, [], 'Statuses of which the task must have one.', null, ['Todo']),
  label: key(anyText, '', 'Short for a list of one label.', null, 'sprint-1'),
  assignee: key(anyText, '', 'Short for a list of one assignee.', null, 'alice'),
  status: key(anyText, '', 'Short for a list of one status.', null, 'Todo'),
  milestone: key(text, null, 'The milestone, by its title (GitHub).', null, 'v1.2'),
  cycles: key(texts, [], 'Cycles, by name (Linear).', null, ['Cycle 12']),
  projects: key(texts, [], 'Projects, by name (Linear, MCP).', null, ['Backend']),
  project: key(text, null, 'The key of the project (Jira, MCP).', null, 'PROJ'),
};

const path = (example: string) =>
  key(text, null, 'The file or folder, relative to the top level of the repository.', null, example);

const REMOTE = {
  mcp_server: key(text, null, 'The MCP server; unset: the key `mcp_server`.', null, 'tracker'),
  projects: FILTER.projects,
  project: FILTER.project,
};

const GITHUB = {
  owner: key(text, null, 'The owner of the repository (GitHub).', null, 'acme'),
  repo: key(text, null, 'The name of the repository (GitHub).', null, 'shop'),
  token_env: key(text, null, 'The environment variable that holds the credential.', null, 'GITHUB_TOKEN'),
};

/** The places tasks can live in. */
export const TASKLIST_PROVIDERS = ['file', 'mcp', 'github', 'linear', 'jira'] as const;

/** Source: config.md 2.5, providers.md 2. */
export const tasklistOptions = section({
  path: path('docs/tasks.md'),
  ...waiting('remote trackers', {
    ...REMOTE,
    ...GITHUB,
    type: key(
      maybe(oneOf(TASKLIST_PROVIDERS)),
      null,
      'Where tasks live, when `tasklist_provider` does not say it.',
      null,
      'github',
    ),
    labels: FILTER.labels,
    label: FILTER.label,
    statuses: FILTER.statuses,
    status: FILTER.status,
    assignees: FILTER.assignees,
    assignee: FILTER.assignee,
    filter: section(FILTER),
    team_id: key(text, null, 'The team (Linear).', null, 'ENG'),
    done_state_id: key(text, null, 'The state of done tasks (Linear).', null, 'state-id'),
    done_transition_id: key(text, null, 'The transition that completes a task (Jira).', null, '31'),
    order: key(oneOf(['created-asc', 'updated-desc', 'number-asc']), 'created-asc', 'Which task comes first (GitHub).'),
  }),
});

export const designOptions = section({ path: path('designs'), ...waiting('remote trackers', REMOTE) });
export const opportunityOptions = section({
  path: path('opportunities.md'),
  ...waiting('remote trackers', { ...REMOTE, ...GITHUB }),
});
export const tasklistFilter = section(FILTER);

/** The words of the configuration for roles, and the author's own. */
const ruleRole = z.enum(['builder', ...ROLES]).transform((name) => (name === 'builder' ? 'author' : name));
const some = z.string().min(1);

const rule = z.strictObject({
  role: ruleRole.optional(),
  complexity: z.enum(COMPLEXITIES).optional(),
  risk: risk.optional(),
  keywords: texts.schema.optional(),
  cli: z.string().optional(),
  model: some,
});

/** Source: config.md 2.2. The rule of a high risk comes first: the first match wins. */
export const modelSelection = section({
  enabled: key(yesNo, false, 'Whether rules choose the model.', '--auto-model'),
  default_model: key(text, null, 'The model where no rule matches.', null, 'sonnet'),
  rules: key(
    tables(rule, 'a list of tables with `model` and conditions'),
    [
      { risk: 'high', cli: 'claude', model: 'opus' },
      { complexity: 'simple', cli: 'claude', model: 'haiku' },
      { complexity: 'medium', cli: 'claude', model: 'sonnet' },
      { complexity: 'complex', cli: 'claude', model: 'opus' },
    ],
    'Conditions (`role`, `complexity`, `risk`, `keywords`, `cli`) and the `model` they lead to; the first rule whose conditions all hold wins.',
  ),
});

/** Agents known from the configuration only. Source: config.md 2.8. */
export const agents = named({
  command: key(text, null, 'The program; the prompt goes to its stdin.', null, 'my-agent'),
  args: key(texts, [], 'Arguments of every call.', null, ['--quiet']),
  output: key(oneOf(['text', 'json']), 'text', 'What it prints.'),
  text_field: key(text, null, 'Where its JSON holds the reply, as a dotted path.', null, 'result.text'),
  session_field: key(text, null, 'Where its JSON holds the conversation, as a dotted path.', null, 'session.id'),
  model_args: key(texts, [], 'Arguments that choose `{model}`.', null, ['--model', '{model}']),
  resume_args: key(texts, [], 'Arguments that go on with `{session}`.', null, ['--resume', '{session}']),
  read_only_args: key(texts, [], 'Arguments that forbid writing.', null, ['--read-only']),
  install: key(text, null, 'How to get the program, for the message that it is missing.', null, 'npm i -g my-agent'),
});

const standIn = key(text, null, 'The agent that steps in when that of the role is limited.', '--fallback', 'codex');

/** By role, in the words of `cli_<role>`; `author` is the builder. Source: config.md 2.8. */
export const fallback = section({
  author: standIn,
  builder: standIn,
  reviewer: standIn,
  sanity: standIn,
  analyzer: standIn,
  release_eng: standIn,
  sre: standIn,
});

const level = (cycles: number, high: boolean) =>
  section({
    max_cycles: key(whole(1), cycles, 'Rounds of writing and review.'),
    require_full_eval: key(yesNo, high, 'Whether `eval_on_task`, when it is on, means `full`.'),
    require_approval: key(yesNo, high, 'Whether a person is asked before the task begins.'),
  });

/** Source: config.md 2.4. */
export const riskSettings = section({ low: level(2, false), medium: level(3, false), high: level(5, true) });

/** What a planned task must have. Source: config.md 2.4. */
export const taskConstraints = section({
  max_loc: key(whole(1), 200, 'Lines that it may be estimated at.'),
  require_tests: key(yesNo, true, 'Whether it must name its tests.'),
  require_criteria: key(yesNo, true, 'Whether it must say when it is done.'),
  require_risk: key(yesNo, true, 'Whether it must state its risk.'),
  require_context: key(yesNo, true, 'Whether it must name its context.'),
  max_split_attempts: key(whole(0), 2, 'Rounds of splitting tasks that are too large.'),
});

const weight = (value: number) => key(share, value, 'The weight of this category in the composite score.');

/** Weights of the composite score. Source: config.md 2.3. */
export const categoryWeights = section({
  tests: weight(0.4),
  typing: weight(0.15),
  lint: weight(0.15),
  coverage: weight(0.2),
  security: weight(0.05),
  complexity: weight(0.05),
});

const worst = (count: number) => key(whole(1), count, 'The number of findings at which the category scores nothing.');

/** Source: config.md 2.3. */
export const categoryThresholds = section({
  typing: worst(50),
  lint: worst(100),
  security: worst(10),
  complexity: worst(20),
});

/** Source: pipeline.md 2. */
export const pipeline = section({
  insert: key(
    tables(
      z.strictObject({ stage: some, after: some, module: some }),
      'a list of tables with `stage`, `after` and `module`',
    ),
    [],
    'Stages of your own: `stage`, the stage it comes `after`, and the `module` it is in.',
    null,
    [{ stage: 'audit', after: 'design', module: './audit.mjs' }],
  ),
});
