import { type Host, thisHost } from './host.js';
import { perform } from './modes.js';
import { complain, parse } from './program.js';
import { readRequest } from './read-request.js';

/**
 * The program: arguments in, exit code out. The only place that catches what should not have happened, and says that
 * it is an internal error. `leave` ends the process at once, for a second signal.
 */
export async function entry(argv: readonly string[], leave: (exit: number) => void): Promise<number> {
  if (!isHere()) {
    process.stderr.write('Error: the current folder is gone\n  change to one that exists: cd ...\n');
    return 1;
  }
  const host = thisHost();
  try {
    let told = '';
    const printer = {
      out: host.out,
      err: (text: string): void => {
        told = text;
        host.err(text);
      },
    };
    const parsed = parse(argv, printer);
    if (parsed.kind === 'end')
      return parsed.exit === 0 ? 0 : refused(argv, host, told.replace(/^[\s\S]*error: /, '').trim());
    const request = readRequest(parsed.typed);
    if (request.kind === 'usage') {
      complain(host, request.message);
      return refused(argv, host, request.message);
    }
    return await perform(request, host, leave);
  } catch (error) {
    host.err(`${internalError(error)}\n`);
    return 1;
  }
}

/** Whether the folder that the program was started in still exists. */
function isHere(): boolean {
  try {
    process.cwd();
    return true;
  } catch {
    return false;
  }
}

/** A program that asked for JSON gets its summary also when it asked in a wrong way. */
function refused(argv: readonly string[], host: Host, why: string): 2 {
  const summary = { type: 'run-refused', exit: 2, problems: [{ what: why, fix: 'see millstone --help' }] };
  if (argv.includes('--json')) host.out(`${JSON.stringify(summary)}\n`);
  return 2;
}

/** What is said about a mistake of ours. */
export const internalError = (error: unknown): string =>
  `Internal error, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
