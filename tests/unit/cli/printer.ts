import { parse } from '../../../src/cli/program.js';
import { type Request, requestOf } from '../../../src/cli/request.js';
import { typedOf } from '../../../src/cli/typed.js';

/** What a command line came to, and what was printed meanwhile. */
export interface Read {
  readonly request: Request | { readonly kind: 'end'; readonly exit: number };
  readonly out: string;
  readonly err: string;
}

/** Reads a command line as the program does; no work is done. */
export function read(...argv: readonly string[]): Read {
  const printed = { out: '', err: '' };
  const parsed = parse(argv, {
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
  });
  return { request: parsed.kind === 'end' ? parsed : requestOf(typedOf(parsed.options)), ...printed };
}
