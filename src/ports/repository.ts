import type { Baseline, Change, CommitFacts, FileChange, Sighting } from '../domain/change.js';
import type { Halt } from '../domain/halt.js';
import type { CommitId, TreeId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { TakingBack } from '../domain/taking-back.js';

/** What must be known before a task may begin. */
export interface StartFacts {
  readonly head: CommitId | null;
  readonly branch: string | null;
  /** Paths with uncommitted changes, millstone's own ignore line left out; sorted. */
  readonly dirty: readonly string[];
  /** Submodules with uncommitted changes inside, and files there, as many as a message can name. */
  readonly inside: readonly { readonly path: string; readonly files: readonly string[] }[];
  /** A merge, rebase, cherry-pick, revert or bisect that is under way, in git's word for it. */
  readonly operation: 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect' | null;
}

/** Called for every added, or every removed, line of a text file; the line comes without its newline and cut at 64 KiB. */
export type VisitLine = (path: string, line: string) => void;

/** The commits since a commit, oldest first. */
export interface History {
  /** Whether HEAD still contains the commit asked about. */
  readonly descends: boolean;
  readonly commits: readonly CommitFacts[];
}

/** A commit that millstone makes itself, with the repository's hooks. */
export interface CommitOrder {
  readonly tree: TreeId;
  readonly message: string;
}
export type CommitAnswer =
  | { readonly kind: 'committed'; readonly commit: CommitFacts }
  /** A hook said no; its words. */
  | { readonly kind: 'refused'; readonly says: string };

/** Commits of HEAD, oldest first, that a new one shall take back; `base` is the one before the first. */
export interface RevertOrder {
  readonly commits: readonly CommitFacts[];
  readonly base: CommitId | null;
  readonly message: string;
}

/** What had to be undone, and the ref under `refs/millstone/parked/<run>/` that keeps it. */
export interface Restored {
  readonly files: readonly string[];
  readonly parked: string;
}

/** The tree a commit of this task should have. */
export interface WantedTree {
  readonly tree: TreeId;
  /** The same with millstone's own ignore line: an author who stages everything commits that too. */
  readonly withIgnoreLine: TreeId | null;
}

/**
 * The repository a task works on. Looking never writes to the user's index or to untracked files; every git
 * failure is a halt, never an empty answer.
 */
export interface Repository {
  start(signal: AbortSignal): Promise<Result<StartFacts, Halt>>;
  /** How things stand as the task begins; later looks are compared with it. */
  baseline(signal: AbortSignal): Promise<Result<Baseline, Halt>>;
  /** `expectsChange` makes a look faster that finds one, and dearer one that does not. */
  look(signal: AbortSignal, expectsChange?: boolean): Promise<Result<Sighting, Halt>>;
  /**
   * The difference of two trees, each added line shown to `visit` and each removed one to `removed`. The patch is cut at
   * `patchLimit` bytes.
   */
  change(
    from: TreeId,
    to: TreeId,
    visit: VisitLine,
    signal: AbortSignal,
    removed?: VisitLine,
  ): Promise<Result<Change, Halt>>;
  /** Names of the files in which two trees differ. */
  differing(from: TreeId, to: TreeId, signal: AbortSignal): Promise<Result<readonly FileChange[], Halt>>;
  history(since: CommitId | null, signal: AbortSignal): Promise<Result<History, Halt>>;
  /** The start's commit plus what the task changed; a halt when the task edited lines that were dirty before. */
  wanted(baseline: Baseline, now: TreeId, signal: AbortSignal): Promise<Result<WantedTree, Halt>>;
  commit(order: CommitOrder, signal: AbortSignal): Promise<Result<CommitAnswer, Halt>>;
  /** Moves the branch back to an ancestor, files untouched; the commits are parked first. Returns the ref. */
  rewind(to: CommitId | null, signal: AbortSignal): Promise<Result<string, Halt>>;
  /** Puts tree, index, HEAD and branch back to what was seen; what is there now is parked first. */
  restore(to: Sighting, signal: AbortSignal): Promise<Result<Restored, Halt>>;
  /**
   * Works out how a new commit takes the change of earlier ones back, and parks what is there now. Commits of others
   * among them stay as they are; lines that both changed are a halt. Nothing is touched yet.
   */
  planRevert(order: RevertOrder, signal: AbortSignal): Promise<Result<TakingBack, Halt>>;
  /** Does it, or what a process that died has left of it. */
  takeBack(plan: TakingBack, signal: AbortSignal): Promise<Result<void, Halt>>;
  /** Keeps a commit under a parked ref, so that nothing a person had can be collected. Returns the ref. */
  park(commit: CommitId, name: string, signal: AbortSignal): Promise<Result<string, Halt>>;
}
