import { Command, CommanderError, Option } from 'commander';
import { anyText, someText, whole } from './option-values.js';
import { packageVersion } from './package-root.js';
import type { Options } from './typed.js';

/** What the command line came to: the options as typed, or an end with an exit code (help, version, a mistake). */
export type Parsed =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'end'; readonly exit: 0 | 2 };

/** Where help and complaints go. */
export interface Printer {
  out(text: string): void;
  err(text: string): void;
}

const EXAMPLES = `
Examples:
  millstone --task "Add retry logic to the API client"
  millstone --task "Rename the config loader" --model opus --max-cycles 6
  millstone --task "Try it out" --cli demo       no account, no network
  millstone --continue                           after a halt, Ctrl-C or a crash

Exit codes: 0 done; 1 halted, the working tree is kept as it is; 2 usage or
configuration; 129, 130, 143 on a signal.
--continue agrees with what the run halted for, in exactly this change; settings
typed with it win over those of the run.
Settings: .millstone/config.toml and .millstone/policy.toml; a flag wins over
them. The defaults shown here are the built-in ones.`;

/** A flag with a value. The default is only told here; `config/resolve.ts` applies it below the settings files. */
const option = (
  flags: string,
  what: string,
  read: (value: string) => string | number,
  fallback: string | number | null = null,
): Option => new Option(flags, fallback === null ? what : `${what} (default: ${fallback})`).argParser(read);

function declare(): Command {
  const program = new Command('millstone')
    .description('One agent writes, another judges; only what was approved is committed.')
    .usage('(--task TEXT | --continue) [options]')
    .version(`millstone ${packageVersion()}`, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES);
  program
    .optionsGroup('Work:')
    .addOption(option('--task <text>', 'do this one task', anyText))
    .addOption(new Option('--continue', 'go on with the run that halted, was stopped or died'))
    .addOption(new Option('--abort', 'with --continue: give that run up; files stay, a copy is kept'))
    .addOption(option('--repo-dir <path>', 'the repository to work on', someText, 'the current folder'))
    .addOption(new Option('--allow-dirty', 'start with uncommitted changes; they stay out of the commit'))
    .addOption(new Option('--yes-high-risk', 'answer the question about a high-risk task with yes'))
    .addOption(new Option('--clear-stop', 'file .millstone/STOP.md away and start'));
  program
    .optionsGroup('Limits:')
    .addOption(option('--max-cycles <n>', 'rounds of writing and review', whole(1), 3))
    .addOption(
      option(
        '--loc-threshold <n>',
        'changed lines a task may have; the lower of this and policy.toml counts',
        whole(0),
        1_000_000,
      ),
    )
    .addOption(option('--timeout <seconds>', 'longest call of an agent; 0 is none', whole(0), 3_600))
    .addOption(option('--idle-timeout <seconds>', 'longest silence of an agent; 0 is none', whole(0), 900))
    .addOption(new Option('--no-tasklist-edits', 'halt when the tasklist is edited'));
  program
    .optionsGroup('Agents:')
    .addOption(option('--cli <name>', 'the agent of every role: claude or demo', someText, 'claude'))
    .addOption(option('--cli-builder <name>', 'the agent that writes', someText))
    .addOption(option('--cli-reviewer <name>', 'the agent that judges', someText))
    .addOption(option('--cli-sanity <name>', 'the agent of the sanity checks', someText))
    .addOption(option('--model <name>', 'the model of every role', someText))
    .addOption(option('--prompts-dir <path>', 'prompts that replace the built-in ones, file by file', anyText))
    .addOption(option('--tasklist <path>', 'the tasklist', someText, '.millstone/tasklist.md'));
  program
    .optionsGroup('Output:')
    .addOption(new Option('-v, --verbose', "show the agents' words"))
    .addOption(new Option('--quiet', 'show only the result, halts and errors'))
    .addOption(new Option('--json', 'events as JSON lines on stdout; words for people go to stderr'))
    .addOption(
      new Option('--exit-codes <kind>', 'extended: each family of halts has its own').choices(['standard', 'extended']),
    );
  return program;
}

/** Reads the command line. Does no work; a mistake is printed on stderr as usage and reason, exit code 2. */
export function parse(argv: readonly string[], printer: Printer): Parsed {
  const program = declare();
  program
    .exitOverride()
    .allowExcessArguments()
    .configureOutput({
      writeOut: (text) => printer.out(text),
      writeErr: (text) => printer.err(text),
      outputError: (text) => complain(printer, text.replace(/^error: /, '')),
    });
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'end', exit: error.exitCode === 0 ? 0 : 2 };
  }
  const [stray] = program.args;
  if (stray === undefined) return { kind: 'options', options: program.opts<Options>() };
  complain(printer, `"${stray}" belongs to no flag; a task is given as --task "..."`);
  return { kind: 'end', exit: 2 };
}

/** Says on stderr what is wrong with the command line. */
export function complain(printer: Printer, reason: string): void {
  const told = reason.trim().replace(/\s*\n\s*/g, ' ');
  printer.err(
    `usage: millstone (--task TEXT | --continue) [options]; see millstone --help\nmillstone: error: ${told}\n`,
  );
}
