import { stringify } from 'smol-toml';
import { CHECK_KINDS, type CheckKind } from '../domain/project-check.js';
import { CONFIG_KEYS, TASKLIST } from './config-schema.js';
import type { Key } from './key.js';
import { PROJECT_KEYS } from './project-schema.js';

/** What a new `config.toml` says. */
export interface FirstConfig {
  readonly cli: string;
}

/** Commands of checks that a new `project.toml` says; what is missing is left to be found out. */
export type FirstCommands = { readonly [K in CheckKind]?: string };

/** Keys that are not in force in a new file, but that many will want to change; with an example where they have no default. */
const OFFERED = [
  ['cli_reviewer', 'codex'],
  ['model', 'opus'],
  ['max_cycles', null],
  ['max_tasks', null],
  ['commit_by', null],
  ['verify', null],
  ['sanity', null],
  ['max_cost', 5],
  ['timeout', null],
] as const;

/** A `config.toml` for a new user: what is in force, and commented out what they may look for first. */
export function configText({ cli }: FirstConfig): string {
  return [
    '# Settings of millstone for this repository. Flags of the command line win over them.',
    '# A key that is not written, or stands behind a "#", has its default.',
    '',
    `# ${CONFIG_KEYS.cli.says}`,
    entry('cli', cli),
    '',
    '# Where the tasks are.',
    entry('tasklist_provider', 'file'),
    entry('tasklist', TASKLIST),
    ...OFFERED.flatMap(([name, example]) => {
      const { says, default: standard }: Key = CONFIG_KEYS[name];
      return ['', `# ${says}`, `# ${entry(name, example ?? standard)}`];
    }),
    '',
    '# Limits of a task, sensitive and protected files: .millstone/policy.toml',
    '# Checks that run before every review: .millstone/project.toml',
    '',
  ].join('\n');
}

/** A `project.toml` with the checks that were found. */
export function projectText(commands: FirstCommands): string {
  return [
    '# The checks of this project. millstone runs them before every review and shows the reviewer what they say.',
    '# A command is run by the shell in the top folder; one that is not written is found out from the files there,',
    '# and "true" is a check that always passes.',
    '',
    '[project]',
    `# ${PROJECT_KEYS.project.keys.name.says}`,
    '# name = "My project"',
    ...CHECK_KINDS.flatMap((kind) => ['', `[${kind}]`, ...checkEntry(kind, commands[kind])]),
    '',
  ].join('\n');
}

function checkEntry(kind: CheckKind, found: string | undefined): readonly string[] {
  const { says } = PROJECT_KEYS[kind].keys.command;
  const command = [`# ${says}`, found === undefined ? '# command = ""' : entry('command', found)];
  if (kind !== 'tests') return command;
  const { says: limit, default: seconds } = PROJECT_KEYS.tests.keys.timeout;
  return [...command, `# ${limit}`, `# ${entry('timeout', seconds)}`];
}

/** The first tasklist. Its example is a comment: nothing is begun that nobody asked for. */
export const TASKLIST_TEXT = `# Tasklist

<!-- A line that begins with "- [ ]" is a task. What is indented below it belongs to it:

- [ ] **Retry failed requests**: repeat a request up to three times when the network fails
  - criteria: a request that fails twice and then works returns its answer
  - risk: low
-->
`;

const entry = (name: string, value: unknown): string => stringify({ [name]: value }).trim();
