import type { Emit } from '../../domain/event.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import type { ReturnedRecord, WorktreePlace } from '../../domain/parallel-records.js';
import type { Result } from '../../domain/result.js';
import type { Task } from '../../domain/task.js';
import type { Paths } from '../../policy/parallel-plan.js';
import type { Evaluator } from '../../ports/evaluator.js';
import type { Landing } from '../../ports/landing.js';
import type { TaskStore } from '../../ports/tasks.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from '../task/deps.js';
import type { WorklistDeps } from '../worklist/deps.js';
import type { Board } from './board.js';

/** A place where one task is worked on. */
export interface Worker {
  readonly place: WorktreePlace;
  readonly deps: TaskDeps;
  readonly emit: Emit;
  /** Puts the files of a commit into it, for its author to go on from; HEAD and index stay. May be done again. */
  put(files: CommitId): Promise<Result<void, Halt>>;
}

/** What becomes of a task's place when the run is over with it. */
export type Fate = 'landed' | 'lost';

/** Hides where and how a task is worked on beside others. */
export interface Workers {
  /**
   * Makes a place for a task that begins from a commit, or finds the one in which it was worked on before the run was taken
   * up: then it goes on there as far as its files are known. Setting it up may fail as the task's own failure.
   */
  open(task: Task, from: CommitId, ctx: RunContext): Promise<Result<Worker, Halt>>;
  /** The tip of the branch of a task that has a place; null when there is none any more. */
  tip(task: Task): Promise<Result<CommitId | null, Halt>>;
  emitOf(task: Task): Emit;
  /** Where its work lies, its path relative to the repository; null when nothing is there. */
  placeOf(task: Task): WorktreePlace | null;
  /** Keeps what a task has made and lets it begin anew in its place, from what it is given. */
  giveBack(task: Task, record: ReturnedRecord): Promise<Result<void, Halt>>;
  /** Removes what nobody needs any more. Nothing that did not land is lost by it. Never given up on a signal. */
  close(task: Task, fate: Fate): Promise<Result<void, Halt>>;
}

/** What tasks that run at once need beside what each of them does. */
export interface ParallelDeps extends WorklistDeps {
  readonly workers: Workers;
  readonly landing: Landing;
  /** What runs the project's checks where tasks are integrated. */
  readonly evaluator: Evaluator;
  /** The list in that checkout, where git tracks it; null when it is ticked where the run was started. */
  readonly integrated: TaskStore | null;
  readonly paths: Paths;
  /** Whether a run that is taken up takes further tasks of the list as well, as many as a new one would. */
  readonly takesMore: boolean;
  /** Told where all tasks stand, whenever that has changed. */
  readonly show: (board: Board) => void;
  /** What tasks that wait for none begin from, where that was typed. */
  readonly baseRef: CommitId | null;
}
