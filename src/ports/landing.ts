import type { CommitFacts } from '../domain/change.js';
import type { Halt } from '../domain/halt.js';
import type { CommitId, TaskId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';

/** What a finished task brings: the commits between where it began and the tip of its branch. */
export interface Brought {
  readonly task: TaskId;
  readonly title: string;
  readonly fork: CommitId;
  readonly head: CommitId;
}

/** What became of bringing it together with what is integrated already. */
export type Integrated =
  | { readonly kind: 'clean'; readonly commit: CommitFacts }
  /**
   * Both sides changed the same lines of these files. Nothing of the task is integrated; a commit, kept under a ref, holds
   * the files of both with the conflicts marked.
   */
  | { readonly kind: 'conflict'; readonly files: readonly string[]; readonly mixed: CommitId };

/** Submodules whose commit was moved with the base branch, by their paths. */
export interface ModulesFollowed {
  /** They are where they were, since they hold something of a person's. */
  readonly left: readonly string[];
  /** No remote is known to have their commit. */
  readonly unpushed: readonly string[];
}

/** What became of moving the base branch. */
export type Landed =
  /** `modules` tells of the submodules in the checkout of the base; absent where it is checked out nowhere. */
  | { readonly kind: 'landed'; readonly modules?: ModulesFollowed }
  /** Somebody else moved it meanwhile. */
  | { readonly kind: 'moved' }
  /** It is checked out, and changes there that are not committed are in the way, or git is busy with something there. */
  | {
      readonly kind: 'in-the-way';
      readonly top: string;
      /** Files that are not committed, something like a rebase that is under way, or the lock of a git at work. */
      readonly what: 'files' | 'operation' | 'lock';
      readonly paths: readonly string[];
      readonly says: string;
    };

/** Brings finished tasks together in a checkout of its own, and moves the base branch. One call at a time. */
export interface Landing {
  /** The short name of the branch that tasks land on. */
  readonly base: string;
  /** Its tip. */
  tip(signal: AbortSignal): Promise<Result<CommitFacts, Halt>>;
  /** Makes the checkout hold this commit and nothing else that git does not ignore. */
  reset(to: CommitId, signal: AbortSignal): Promise<Result<void, Halt>>;
  /** Told that a check has run in the checkout, which may have left anything there. */
  used(): void;
  /** Adds a task to what the checkout holds, which is `before`. */
  integrate(brought: Brought, before: CommitId, signal: AbortSignal): Promise<Result<Integrated, Halt>>;
  /** Keeps a commit under a parked ref that bears the name of the task. */
  keep(commit: CommitId, task: TaskId, signal: AbortSignal): Promise<Result<unknown, Halt>>;
  /** Subjects of the commits that one has beyond another, newest first, merges of tasks among them. */
  since(fork: CommitId, until: CommitId, signal: AbortSignal): Promise<Result<readonly string[], Halt>>;
  /** Commits a file of the checkout as it lies there; null when it is as it was. */
  commitFile(path: string, message: string, signal: AbortSignal): Promise<Result<CommitFacts | null, Halt>>;
  /** Moves the base branch from one commit to a later one, and with it the checkout it may be in. */
  land(from: CommitId, to: CommitId, signal: AbortSignal): Promise<Result<Landed, Halt>>;
  /** Whether something may still be in the way in the checkout of the base: these files, or git at work there. */
  isBlocked(paths: readonly string[], signal: AbortSignal): Promise<Result<boolean, Halt>>;
  /** Whether the base branch holds a commit. */
  holds(commit: CommitId, signal: AbortSignal): Promise<Result<boolean, Halt>>;
}
