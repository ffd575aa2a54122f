import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { startOrGoOn } from './start-run.js';

/** `millstone`: the tasks of the tasklist, one after the other; `--compact`: a shorter tasklist. Returns the exit code. */
export const worklistCommand = (
  request: RequestOf<'worklist' | 'compact'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  startOrGoOn({ is: (work) => work.kind === 'worklist', by: () => ({ kind: 'worklist' }) }, request, host, leave);
