import type { Outlet, Outlets } from '../report/printer.js';
import type { Host } from './host.js';
import type { Screen } from './request.js';

/** Where a person reads: with `--json` all of it on stderr. */
export function outletsOf({ verbosity, json }: Screen, host: Host): Outlets {
  const err = outlet(host.err, host.errTerminal.coloured, process.stderr);
  return { out: json ? err : outlet(host.out, host.outTerminal.coloured, process.stdout), err, verbosity };
}

const outlet = (write: Outlet['write'], coloured: boolean, stream: { readonly columns?: number }): Outlet => ({
  write,
  coloured,
  // Asked for each line, since a window may change. A terminal that tells 0 does not know.
  columns: () => stream.columns || null,
});
