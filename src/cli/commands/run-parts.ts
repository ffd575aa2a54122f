import type { TaskDeps } from '../../loops/task/deps.js';
import type { Found } from '../wire.js';
import type { WatchedRun } from './frame.js';

/** What a run was put together of. */
export interface RunParts {
  readonly run: WatchedRun;
  readonly found: Found;
  readonly deps: TaskDeps;
}
