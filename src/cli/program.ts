import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { packageVersion } from './package-root.js';

/** What the command line came to: the options as typed, or an end with an exit code (help, version, a mistake). */
export type Parsed =
  | { readonly kind: 'options'; readonly options: Readonly<Record<string, unknown>> }
  | { readonly kind: 'end'; readonly exit: number };

/** Where help and complaints go. */
export interface Printer {
  out(text: string): void;
  err(text: string): void;
}

const whole =
  (least: number) =>
  (value: string): number => {
    if (!/^-?\d+$/.test(value)) throw new InvalidArgumentError('a whole number is expected.');
    const number = Number(value);
    if (number < least) throw new InvalidArgumentError(`it must be at least ${least}.`);
    return number;
  };

const some = (value: string): string => {
  if (value.trim() === '') throw new InvalidArgumentError('it must not be empty.');
  return value;
};

const EXAMPLES = `
Examples:
  millstone --task "Add retry logic to the API client"
  millstone --task "Rename the config loader" --cli claude --cli-reviewer demo --max-cycles 6
  millstone --task "Try it out" --cli demo          no account, no network

Exit codes: 0 done; 1 halted, the tree is kept as it is; 2 usage or configuration; 129, 130, 143 on a signal.
Settings: .millstone/config.toml and .millstone/policy.toml; a flag wins over them.`;

function declare(): Command {
  const program = new Command('millstone')
    .description('One agent writes, another judges; only what was approved is committed.')
    .version(`millstone ${packageVersion()}`, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false)
    .addHelpText('after', EXAMPLES);
  program
    .optionsGroup('Work:')
    .addOption(new Option('--task <text>', 'do this one task').argParser(some))
    .addOption(
      new Option('--repo-dir <path>', 'the repository to work on')
        .default(undefined, 'the current folder')
        .argParser(some),
    )
    .addOption(new Option('--allow-dirty', 'start with uncommitted changes; they stay out of the commit'))
    .addOption(new Option('--yes-high-risk', 'answer the question about a high-risk task with yes'))
    .addOption(new Option('--clear-stop', 'file .millstone/STOP.md away and start'));
  program
    .optionsGroup('Limits:')
    .addOption(
      new Option('--max-cycles <n>', 'rounds of writing and review').default(undefined, '3').argParser(whole(1)),
    )
    .addOption(
      new Option('--loc-threshold <n>', 'changed lines a task may have; the lower of this and policy.toml counts')
        .default(undefined, '1000000')
        .argParser(whole(0)),
    )
    .addOption(
      new Option('--timeout <seconds>', 'longest call of an agent; 0 is none')
        .default(undefined, '3600')
        .argParser(whole(0)),
    )
    .addOption(
      new Option('--idle-timeout <seconds>', 'longest silence of an agent; 0 is none')
        .default(undefined, '900')
        .argParser(whole(0)),
    )
    .addOption(new Option('--no-tasklist-edits', 'halt when the tasklist is edited'));
  program
    .optionsGroup('Agents:')
    .addOption(
      new Option('--cli <name>', 'the agent of every role: claude or demo')
        .default(undefined, 'claude')
        .argParser(some),
    )
    .addOption(new Option('--cli-builder <name>', 'the agent that writes').argParser(some))
    .addOption(new Option('--cli-reviewer <name>', 'the agent that judges').argParser(some))
    .addOption(new Option('--cli-sanity <name>', 'the agent of the sanity checks').argParser(some))
    .addOption(new Option('--model <name>', 'the model of every role').argParser(some))
    .addOption(
      new Option('--prompts-dir <path>', 'prompt templates that replace the built-in ones, file by file').argParser(
        some,
      ),
    )
    .addOption(
      new Option('--tasklist <path>', 'the tasklist').default(undefined, '.millstone/tasklist.md').argParser(some),
    );
  program
    .optionsGroup('Output:')
    .addOption(new Option('-v, --verbose', "show the agents' words"))
    .addOption(new Option('--quiet', 'show only the result, halts and errors'))
    .addOption(new Option('--json', 'events as JSON lines on stdout; words for people go to stderr'))
    .addOption(
      new Option('--exit-codes <kind>', 'extended gives each family of halts a code of its own')
        .choices(['standard', 'extended'])
        .default(undefined, 'standard'),
    );
  return program;
}

/** Reads the command line. Does no work; a mistake is printed on stderr as usage and reason, exit code 2. */
export function parse(argv: readonly string[], printer: Printer): Parsed {
  const program = declare();
  program.exitOverride().configureOutput({
    writeOut: (text) => printer.out(text),
    writeErr: (text) => printer.out(text),
    outputError: (text) => complain(printer, text.replace(/^error: /, '').trim()),
  });
  try {
    program.parse([...argv], { from: 'user' });
    return { kind: 'options', options: program.opts() };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'end', exit: error.exitCode === 0 ? 0 : 2 };
  }
}

/** Says on stderr what is wrong with the command line. */
export function complain(printer: Printer, reason: string): void {
  printer.err(`usage: millstone --task TEXT [options]; see millstone --help\nmillstone: error: ${reason}\n`);
}
