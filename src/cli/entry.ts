import { complain, parse } from './program.js';
import { requestOf } from './request.js';
import { typedOf } from './typed.js';

/**
 * The program: arguments in, exit code out. The only place that catches what should not have happened, and says that
 * it is an internal error.
 */
export async function entry(argv: readonly string[]): Promise<number> {
  const printer = {
    out: (text: string): void => void process.stdout.write(text),
    err: (text: string): void => void process.stderr.write(text),
  };
  try {
    const parsed = parse(argv, printer);
    if (parsed.kind === 'end') return parsed.exit;
    const request = requestOf(typedOf(parsed.options));
    if (request.kind === 'usage') {
      complain(printer, request.message);
      return 2;
    }
    const { taskCommand } = await import('./commands/task.js');
    return await taskCommand(request);
  } catch (error) {
    printer.err(
      `Internal error, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 1;
  }
}
