import { CONFIG_GROUPS, CONFIG_KEYS } from '../../../src/config/config-schema.js';
import { POLICY_KEYS } from '../../../src/config/policy-schema.js';
import { PROFILE_KEYS } from '../../../src/config/profile-schema.js';
import { PROJECT_KEYS } from '../../../src/config/project-schema.js';
import { keySection, retiredKeys } from './key-rows.js';

/** `docs/configuration.md`: the keys come from the schemas, so that the two cannot differ. */
export function configurationPage(): string {
  const groups = Object.entries(CONFIG_GROUPS).map(([title, keys]) => `### ${title}\n\n${keySection(keys, '')}`);
  return `${INTRO}
## config.toml

${groups.join('\n')}
## policy.toml

${keySection(POLICY_KEYS, '')}
## project.toml

${keySection(PROJECT_KEYS, '')}
## Profiles

\`profile = "docs"\` in config.toml names the file \`.millstone/profiles/docs.toml\`; without it the built-in profile
\`dev_implementation\` is in use.

${keySection(PROFILE_KEYS, '')}
## Keys of earlier versions

Accepted with one notice, without effect: ${[...retiredKeys(CONFIG_KEYS), ...retiredKeys(PROJECT_KEYS)].join(', ')}.
`;
}

/** Loads without a word; a test sees to it. */
export const EXAMPLE = `cli = "claude"
cli_reviewer = "codex"
max_cycles = 4
timeout = 1800
tasklist = "docs/tasks.md"

[risk_settings.high]
max_cycles = 6
`;

const INTRO = `<!-- Made by \`npm run docs\` from the schemas in src/config; a change by hand is lost. -->

# Configuration

Settings are TOML files in \`.millstone/\` of the repository. All of them may be missing.

| File | What |
|---|---|
| \`config.toml\` | how a run works |
| \`policy.toml\` | what a change may not do |
| \`project.toml\` | the commands with which the project is checked |
| \`profiles/<id>.toml\` | a mode of work of your own |

\`\`\`toml
${EXAMPLE}\`\`\`

**What counts.** A flag wins over the file, the file over the built-in default. A table that is written in part keeps its
other defaults. \`millstone --show-config\` prints every setting in effect with its origin (\`--json\` for programs).

**Mistakes.** A wrong value or a file that is no TOML: nothing is started, everything wrong is told at once with file,
line, key and a line that would be right, exit code 2. An unknown key: one warning that names the nearest one.

**Leniency.** A whole number in quotes is that number; a single text for a list is a list of one; an empty text for a
setting that may be missing counts as missing. \`true\` and \`false\` must not be quoted.

**Spellings.** Keys may stand at the root, in \`[millstone]\`, and tables of artifacts in \`[millstone.artifacts.*]\`, as
earlier versions documented it: \`[tasklist_filter]\`, \`[millstone.tasklist_filter]\` and
\`[millstone.artifacts.tasklist_filter]\` are the same table. None outranks another: the same key with two values is a
mistake.

**Safety.** A run never writes these files, and an agent that changes one of them during a run is stopped.

**The tasklist** is where \`--tasklist\` says, else \`tasklist\` or \`tasklist_provider_options.path\` (which have to
agree), else \`docs/tasklist.md\` with \`commit_tasklist\`, else \`.millstone/tasklist.md\`.

**The agent of a role** is that of its flag, else its key, else \`--cli\`, else \`cli\`. **The model** is \`--model\`, else a
rule of \`model_selection\` when that is on, else its \`default_model\`, else \`model_<role>\`, else \`model\`, else what the
agent takes by itself.

**The filter of tasks**: \`labels\` must all be there; of \`assignees\` and of \`statuses\` one is enough; an empty list
restricts nothing. \`label = "a"\` is short for \`labels = ["a"]\`, likewise \`assignee\` and \`status\`; where both stand, the
list counts. A \`filter\` in \`tasklist_provider_options\` replaces \`tasklist_filter\` as a whole.
`;
