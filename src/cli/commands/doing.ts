import type { PastRun } from '../../adapters/state/past-runs.js';
import type { Doing } from '../../domain/lock-holder.js';
import type { Request } from '../request.js';

/** Work of several steps, after each of which it can stop. */
const LISTED: readonly Request['kind'][] = [
  'worklist',
  'continue',
  'reject',
  'analyze',
  'design',
  'plan',
  'deliver',
  'cycle',
];

/** What the holder of the lock will do, for those who want it to stop or look on; `past` is the run that it takes up. */
export function doingOf(
  request: Pick<Request, 'kind'> & { readonly abort?: boolean },
  past: Pick<PastRun, 'checkpoint'> | null,
): Doing {
  const { kind, abort = false } = request;
  if (abort) return 'other';
  if (past !== null) {
    const { plan, flags } = past.checkpoint;
    return plan.mode === 'task' ? 'task' : flags.compact === true ? 'compaction' : 'tasks';
  }
  if (kind === 'task') return 'task';
  if (kind === 'compact') return 'compaction';
  // Without a run to go on with, --continue begins the tasklist.
  return LISTED.includes(kind) ? 'tasks' : 'other';
}
