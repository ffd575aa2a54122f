import type { CommitId } from './ids.js';

/** Everything that was saved before a destructive step lies under this name (S8). */
export const PARKED = 'refs/millstone/parked/';

/** Something that was kept before it was undone, or because it was about to lie nowhere else. */
export interface Parked {
  readonly ref: string;
  /** The run that kept it, as the ref names it. */
  readonly run: string;
  readonly commit: CommitId;
  /** ISO time of the commit. */
  readonly at: string;
  /** First line of the commit's message. Of what millstone made itself, it tells when: `Files as they were ...`. */
  readonly subject: string;
  /** Whether millstone made the commit, to hold files that were in no commit. */
  readonly own: boolean;
  /** Files in which it differs from the last commit that it shares with HEAD: those that it can bring back. */
  readonly files: readonly string[];
  /** What was staged besides; null when that was nothing. */
  readonly staged: CommitId | null;
}
