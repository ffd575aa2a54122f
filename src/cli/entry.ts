import { thisHost } from './host.js';
import { complain, parse } from './program.js';
import { requestOf } from './request.js';
import { typedOf } from './typed.js';

/**
 * The program: arguments in, exit code out. The only place that catches what should not have happened, and says that
 * it is an internal error. `leave` ends the process at once, for a second signal.
 */
export async function entry(argv: readonly string[], leave: (exit: number) => void): Promise<number> {
  const host = thisHost();
  try {
    const parsed = parse(argv, host);
    if (parsed.kind === 'end') return parsed.exit;
    const request = requestOf(typedOf(parsed.options));
    if (request.kind === 'usage') {
      complain(host, request.message);
      return 2;
    }
    const { taskCommand } = await import('./commands/task.js');
    return await taskCommand(request, host, leave);
  } catch (error) {
    host.err(`${internalError(error)}\n`);
    return 1;
  }
}

/** What is said about a mistake of ours. */
export const internalError = (error: unknown): string =>
  `Internal error, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
