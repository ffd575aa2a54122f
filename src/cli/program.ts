import { Command, CommanderError } from 'commander';
import { FLAGS, type FlagName, GROUPS, OFF, type Typed } from './options/all.js';
import { optionOf } from './options/flag.js';
import { packageVersion } from './package-root.js';

/** What the command line came to: the flags as typed, or an end with an exit code (help, version, a mistake). */
export type Parsed = { readonly kind: 'typed'; readonly typed: Typed } | { readonly kind: 'end'; readonly exit: 0 | 2 };

/** Where help and complaints go. */
export interface Printer {
  out(text: string): void;
  err(text: string): void;
}

const EXAMPLES = `
Examples:
  millstone                                      works through the tasklist
  millstone -n 1                                 only the next one
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

/** The program as commander knows it. */
export function declare(): Command {
  const program = new Command('millstone')
    .description('One agent writes, another judges; only what was approved is committed.')
    .usage('[what to do] [options]')
    .version(`millstone ${packageVersion()}`, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES);
  for (const { title, flags } of GROUPS) {
    program.optionsGroup(title);
    for (const flag of Object.values(flags)) program.addOption(optionOf(flag));
  }
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
  const heard = new Set<string>();
  for (const [off, on] of Object.entries(OFF))
    for (const name of [off, on]) program.on(`option:${nameOf(name)}`, () => heard.add(name));
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'end', exit: error.exitCode === 0 ? 0 : 2 };
  }
  const [stray] = program.args;
  if (stray === undefined) return { kind: 'typed', typed: typedOf(program, heard) };
  complain(printer, `"${stray}" belongs to no flag; a task is given as --task "..."`);
  return { kind: 'end', exit: 2 };
}

/** What was really typed: no defaults. `heard` are flags that the last word for or against them may have hidden. Where a reader lets an empty text through, it counts as nothing. */
function typedOf(program: Command, heard: ReadonlySet<string>): Typed {
  const typed = Object.entries(FLAGS).flatMap(([name, flag]): [string, unknown][] => {
    if (heard.has(name)) return [[name, true]];
    const option = optionOf(flag);
    const attribute = option.attributeName();
    if (program.getOptionValueSource(attribute) !== 'cli') return [];
    const value: unknown = program.getOptionValue(attribute);
    // commander makes `--no-x` the false of `x`, which `--x` may share.
    if (option.negate) return value === false ? [[name, true]] : [];
    const nothing = value === false || (typeof value === 'string' && value.trim() === '');
    return nothing ? [] : [[name, value]];
  });
  return Object.fromEntries(typed) as Typed;
}

const nameOf = (name: string): string => optionOf(FLAGS[name as FlagName]).name();

/** Says on stderr what is wrong with the command line. */
export function complain(printer: Printer, reason: string): void {
  const told = reason.trim().replace(/\s*\n\s*/g, ' ');
  printer.err(`usage: millstone [what to do] [options]; see millstone --help\nmillstone: error: ${told}\n`);
}
