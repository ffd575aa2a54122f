import type { CommitId } from './ids.js';

/** When HEAD came to be at its commits, as far as git has noted it. */
export interface HeadMoves {
  /** The last time that it moved, exactly; null where git notes nothing. */
  readonly last: Date | null;
  /** When it first came to be at a commit, in whole seconds. */
  readonly first: ReadonlyMap<CommitId, Date>;
}

/** Where git notes nothing. */
export const NO_MOVES: HeadMoves = { last: null, first: new Map() };
