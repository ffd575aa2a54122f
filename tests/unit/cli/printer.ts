import { parse } from '../../../src/cli/program.js';
import { readRequest, type Usage } from '../../../src/cli/read-request.js';
import type { Request } from '../../../src/cli/request.js';

/** What a command line came to, and what was printed meanwhile. */
export interface Read {
  readonly request: Request | Usage | { readonly kind: 'end'; readonly exit: number };
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
  return { request: parsed.kind === 'end' ? parsed : readRequest(parsed.typed), ...printed };
}
