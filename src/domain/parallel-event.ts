import type { CommitFacts } from './change.js';
import type { LostTask } from './halt.js';
import type { TaskId } from './ids.js';

/** What may be learned of tasks that are worked on at once, beside what each of them tells. */
export type ParallelEvent =
  /** A task of a run of many got a checkout of its own, relative to the repository. */
  | { readonly type: 'worktree-made'; readonly task: TaskId; readonly path: string; readonly branch: string }
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
  | { readonly type: 'task-lost'; readonly lost: LostTask };
