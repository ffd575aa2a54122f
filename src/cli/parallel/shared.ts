import type { Located } from '../../adapters/git/locate.js';
import type { TaskDeps } from '../../loops/task/deps.js';
import type { Steering } from '../../ports/steering.js';
import type { TaskList } from '../../ports/task-list.js';
import type { WatchedRun } from '../commands/frame.js';
import type { Found } from '../wire.js';
import type { Checkouts } from './checkouts.js';

/** What every place of a run of many shares. */
export interface Shared {
  readonly run: WatchedRun;
  readonly found: Found;
  /** The parts of the run where it was started. */
  readonly deps: TaskDeps;
  readonly list: TaskList;
  /** The short name of the branch that tasks land on. */
  readonly base: string;
  readonly checkouts: Checkouts;
  readonly steering: () => Steering;
  /** When everything of the process was gone in which the run died; null when it did not, or it cannot be told. */
  readonly died: Date | null;
  /** Where files of the run lie that belong to one worktree. */
  readonly filesAt: (located: Located) => { readonly tmp: string };
}
