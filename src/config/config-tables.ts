import * as z from 'zod';
import { COMPLEXITIES } from '../domain/model-rule.js';
import { ROLES } from '../domain/role.js';
import { risk } from '../domain/task.js';
import { key, named, section, share, text, texts, whole, word, yesNo } from './key.js';

/** Which tasks of a backlog count. Source: config.md 5. */
const FILTER = {
  labels: key(texts, [], 'Labels that a task must have, all of them.'),
  assignees: key(texts, [], 'People of whom one must have the task.'),
  statuses: key(texts, [], 'Statuses of which the task must have one.'),
  label: key(z.string(), '', 'Short for a list of one label.'),
  assignee: key(z.string(), '', 'Short for a list of one assignee.'),
  status: key(z.string(), '', 'Short for a list of one status.'),
  milestone: key(text, null, 'The milestone, by its title (GitHub).'),
  cycles: key(texts, [], 'Cycles, by name (Linear).'),
  projects: key(texts, [], 'Projects, by name (Linear, MCP).'),
  project: key(text, null, 'The key of the project (Jira, MCP).'),
};

const PLACE = {
  path: key(text, null, 'The file or folder, relative to the repository.'),
  mcp_server: key(text, null, 'The MCP server; unset: the key `mcp_server`.'),
  projects: key(texts, [], 'Projects.'),
  project: key(text, null, 'The project.'),
};

const GITHUB = {
  owner: key(text, null, 'The owner of the repository (GitHub).'),
  repo: key(text, null, 'The name of the repository (GitHub).'),
  token_env: key(text, null, 'The variable that holds the credential.'),
};

/** The places tasks can live in. */
export const TASKLIST_PROVIDERS = ['file', 'mcp', 'github', 'linear', 'jira'] as const;

/** Source: config.md 2.5, providers.md 2. */
export const tasklistOptions = section({
  ...PLACE,
  ...GITHUB,
  type: key(z.enum(TASKLIST_PROVIDERS).nullable(), null, 'Where tasks live, when `tasklist_provider` does not say it.'),
  labels: FILTER.labels,
  label: FILTER.label,
  statuses: FILTER.statuses,
  status: FILTER.status,
  assignees: FILTER.assignees,
  assignee: FILTER.assignee,
  filter: section(FILTER),
  team_id: key(text, null, 'The team (Linear).'),
  done_state_id: key(text, null, 'The state of done tasks (Linear).'),
  done_transition_id: key(text, null, 'The transition that completes a task (Jira).'),
  order: key(z.enum(['created-asc', 'updated-desc', 'number-asc']), 'created-asc', 'Which task comes first (GitHub).'),
});

export const designOptions = section(PLACE);
export const opportunityOptions = section({ ...PLACE, ...GITHUB });
export const tasklistFilter = section(FILTER);

/** The words of the configuration for roles, and the author's own. */
const ruleRole = z.enum(['builder', ...ROLES]).transform((name) => (name === 'builder' ? 'author' : name));

const rule = z.strictObject({
  role: ruleRole.optional(),
  complexity: z.enum(COMPLEXITIES).optional(),
  risk: risk.optional(),
  keywords: texts.optional(),
  cli: z.string().optional(),
  model: word,
});

/** Source: config.md 2.2. The rule of a high risk comes first: the first match wins. */
export const modelSelection = section({
  enabled: key(yesNo, false, 'Whether rules choose the model.', '--auto-model'),
  default_model: key(text, null, 'The model where no rule matches.'),
  rules: key(
    z.array(rule),
    [
      { risk: 'high', cli: 'claude', model: 'opus' },
      { complexity: 'simple', cli: 'claude', model: 'haiku' },
      { complexity: 'medium', cli: 'claude', model: 'sonnet' },
      { complexity: 'complex', cli: 'claude', model: 'opus' },
    ],
    'Conditions and the model they lead to; the first rule whose conditions all hold wins.',
  ),
});

/** Agents known from the configuration only. Source: config.md 2.8. */
export const agents = named({
  command: key(text, null, 'The program; the prompt goes to its stdin.'),
  args: key(texts, [], 'Arguments of every call.'),
  output: key(z.enum(['text', 'json']), 'text', 'What it prints.'),
  text_field: key(text, null, 'Where its JSON holds the reply, as a dotted path.'),
  session_field: key(text, null, 'Where its JSON holds the conversation, as a dotted path.'),
  model_args: key(texts, [], 'Arguments that choose `{model}`.'),
  resume_args: key(texts, [], 'Arguments that go on with `{session}`.'),
  read_only_args: key(texts, [], 'Arguments that forbid writing.'),
  install: key(text, null, 'How to get the program, for the message that it is missing.'),
});

const standIn = key(text, null, 'The agent that steps in.', '--fallback');

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
    require_full_eval: key(yesNo, high, 'Whether the gate before the commit runs everything.'),
    require_approval: key(yesNo, high, 'Whether a person is asked first.'),
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

const weight = (value: number) => key(share, value, 'The weight of this category.');

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
    z.array(z.strictObject({ stage: word, after: word, module: word })),
    [],
    'Stages of your own: `stage`, the stage it comes `after`, and the `module` it is in.',
  ),
});
