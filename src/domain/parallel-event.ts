import type { CommitFacts } from './change.js';
import type { LostTask } from './halt.js';
import type { TaskId } from './ids.js';
import type { Outcome } from './outcome.js';
import type { WorktreePlace } from './parallel-records.js';

/** Why an open task of a run of many has not begun. */
export interface WaitingTask {
  readonly task: TaskId;
  /** Others have to land first; another one is about the same file; too many of high risk, or at all, are at work. */
  readonly why: 'task' | 'file' | 'high-risk' | 'slot';
  /** Those that have to land first. */
  readonly for: readonly TaskId[];
  /** The file that both are about; null where it is about none. */
  readonly path: string | null;
}

/** How a task of a run of many stands at its end. */
export interface TaskFate {
  readonly task: TaskId;
  readonly title: string;
  /** Why it came to nothing; or it is finished and waits to land, was in hand, or was not begun, and goes on with the run. */
  readonly state: 'landed' | 'finished' | 'interrupted' | 'not_begun' | Outcome;
  /** How often its author began with it; 0 when it was not begun. */
  readonly attempts: number;
  /** Milliseconds from its beginning in this process; null when it did not begin in it. */
  readonly ms: number | null;
  /** The last one it landed with. */
  readonly commit: string | null;
  /** Why it did not land; null where the state says it. */
  readonly says: string | null;
  /** Where its work lies, relative to the repository; null when nothing of it is there any more. */
  readonly place: WorktreePlace | null;
}

/** What may be learned of tasks that are worked on at once, beside what each of them tells. */
export type ParallelEvent =
  /** A task of a run of many got a checkout of its own, relative to the repository. */
  | { readonly type: 'worktree-made'; readonly task: TaskId; readonly path: string; readonly branch: string }
  /** What has not begun, and why, in the order of the list: told whenever that has changed. */
  | { readonly type: 'tasks-waiting'; readonly waiting: readonly WaitingTask[] }
  /** These were brought together, and the project's checks begin to look at them. */
  | { readonly type: 'landing-begun'; readonly tasks: readonly TaskId[] }
  /** Its work is approved and waits to land, behind so many others. */
  | { readonly type: 'task-queued'; readonly task: TaskId; readonly ahead: number }
  /** Finished tasks were brought together and checked; `red` is what failed that did not before. */
  | { readonly type: 'integrated'; readonly tasks: readonly TaskId[]; readonly red: readonly string[] }
  | {
      readonly type: 'landed';
      readonly task: TaskId;
      readonly title: string;
      readonly base: string;
      readonly commits: readonly CommitFacts[];
    }
  /** Changes in the checkout of the base branch that are not committed are in the way. */
  | {
      readonly type: 'landing-waits';
      readonly task: TaskId;
      readonly base: string;
      readonly paths: readonly string[];
      readonly says: string;
    }
  /** It goes back to its author, for the nth time: it conflicts in these files, or these checks are red with it. */
  | {
      readonly type: 'task-returned';
      readonly task: TaskId;
      readonly nth: number;
      readonly of: number;
      readonly why: 'conflict' | 'red';
      readonly names: readonly string[];
    }
  /** It came to nothing; the other tasks go on. */
  | { readonly type: 'task-lost'; readonly lost: LostTask }
  /** At the end of a run of many, or of its round: every task of it, in the order of the list. */
  | { readonly type: 'tasks-summed'; readonly tasks: readonly TaskFate[] };
