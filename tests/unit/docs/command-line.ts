import { MODES } from '../../../src/cli/modes.js';
import { FLAGS, GROUPS } from '../../../src/cli/options/all.js';
import { type Flag, longName } from '../../../src/cli/options/flag.js';
import { PAIRS } from '../../../src/cli/refusals.js';
import type { Kind } from '../../../src/cli/request.js';
import { HALT_RULES } from '../../../src/domain/halt-rules.js';

/** `docs/cli.md`: flags, what excludes what and exit codes come from the program, so that the two cannot differ. */
export function commandLinePage(): string {
  const groups = GROUPS.map(({ title, flags }) => `### ${title.replace(/:$/, '')}\n\n${HEAD}${rowsOf(flags)}`);
  const pairs = PAIRS.map(([one, other, why]) => `| ${name(one)} and ${name(other)} | ${why} |\n`);
  return `${INTRO}
${groups.join('\n')}
\`--help\` and \`--version\` (also \`-h\`) print and end.

## What does not go together

One piece of work at a time: any two of ${Object.values(MODES)
    .flatMap(({ flag }) => (flag === null ? [] : [name(flag)]))
    .join(', ')}
exclude each other. A flag with an entry under *Only with* is refused with anything else. Also refused:

| Flags | Why |
|---|---|
${pairs.join('')}
## Exit codes

| Code | Meaning |
|---|---|
| 0 | done |
| 1 | halted; the working tree is kept as it is |
| 2 | wrong usage or configuration; nothing was started |
| 129, 130, 143 | ended by SIGHUP, SIGINT, SIGTERM |

\`--exit-codes extended\` gives each family of halts its own instead of 1:

| Code | Halt |
|---|---|
${families()}
And instead of 0: 11 when there was nothing to do, 12 when a run stopped at \`-n\` with tasks left.
${COMPLETION}`;
}

const HEAD = '| Flag | Default | Only with | Key | What |\n|---|---|---|---|---|\n';

const rowsOf = (flags: Readonly<Record<string, Flag>>): string => Object.values(flags).map(row).join('');

function row({ flags, says, shown, only, key, choices }: Flag): string {
  const what = choices === null ? says : `${says}: ${choices.join(', ')}`;
  const kinds = only === null ? '' : only.modes.map(called).join(', ');
  const cells = [`\`${flags}\``, shown === null ? '' : String(shown), kinds, key === null ? '' : `\`${key}\``, what];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}

const called = (kind: Kind): string => {
  const { flag } = MODES[kind];
  return flag === null ? 'the tasklist' : name(flag);
};
const name = (of: keyof typeof FLAGS): string => `\`${longName(FLAGS[of])}\``;

/** What each code of `--exit-codes extended` stands for; a family without its words fails the test. */
const FAMILIES: Readonly<Record<number, string>> = {
  20: 'something stands in the way of a start, or the repository is no longer where the run left it',
  21: 'another run works on this repository',
  22: 'a mechanical check: too many lines or files, sensitive files, secrets, dangerous lines, protected paths',
  23: 'a sanity check, or a STOP.md that is there',
  24: 'not approved: cycles used up, or going in circles',
  25: 'an agent failed, gave no readable reply, or broke a rule',
  26: 'the gate of an evaluation',
  27: 'the approved change could not be committed',
  28: 'a person is needed, or said no',
  29: 'the tasklist, or git',
  30: 'the state of the run cannot be read or kept',
  31: 'tasks at once: at least one did not land',
  32: 'a stage of your own stopped the run, failed, or is not the one the run began with',
};

function families(): string {
  const used = new Set(Object.values(HALT_RULES).map(({ family }) => family));
  // Its code is that of the signal.
  used.delete(HALT_RULES.cancelled.family);
  return [...used]
    .sort((a, b) => a - b)
    .map((family) => {
      const says = FAMILIES[family];
      if (says === undefined) throw new Error(`no words for the exit code ${family}`);
      return `| ${family} | ${says} |\n`;
    })
    .join('');
}

const INTRO = `<!-- Made by \`npm run docs\` from src/cli and src/domain; a change by hand is lost. -->

# Command line

\`\`\`
millstone                                  works through the tasklist
millstone --task "Add retry logic"         one task
millstone --continue                       goes on after a halt, Ctrl-C or a crash
\`\`\`

Values are given as \`--flag value\` or \`--flag=value\`; the last one counts; names cannot be shortened. A setting that is
typed wins over the settings files ([configuration.md](configuration.md)); the column *Key* names what it wins over. The
defaults here are the built-in ones.

## Flags
`;

const COMPLETION = `
## Completion

| Shell | Once |
|---|---|
| bash | \`millstone --completion bash > ~/.local/share/bash-completion/completions/millstone\`, or in \`~/.bashrc\`: \`eval "$(millstone --completion bash)"\` |
| zsh | \`millstone --completion zsh > "\${fpath[1]}/_millstone"\`, or in \`~/.zshrc\` after \`compinit\`: \`eval "$(millstone --completion zsh)"\` |
| fish | \`millstone --completion fish > ~/.config/fish/completions/millstone.fish\` |
`;
