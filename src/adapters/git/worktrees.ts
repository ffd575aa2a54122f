import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import type { WorktreePlace } from '../../domain/parallel-records.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { inTurn } from '../in-turn.js';
import { type Git, gitHalt } from './git.js';
import { attempt } from './scratch.js';

const DOING = 'make a worktree';
/** Under it stands for every branch that is millstone's own where it began: others are never touched (D5). */
const OWNED = 'refs/millstone/owned/';
const BRANCHES = 'refs/heads/';
/** How git says that a ref is not to be made. Source: refs/files-backend.c. */
const EXISTS = 'reference already exists';
/** Of what is tidied up whatever is wanted by then. */
const ALWAYS = new AbortController().signal;

/**
 * For what millstone does in working trees of its own: hooks are for what a person does, and submodules there are filled
 * by themselves.
 */
export const OWN_TREE = ['-c', 'core.hooksPath=/dev/null', '-c', 'submodule.recurse=false'];

/** Whose a branch is. */
export type Owner = 'nobody' | 'millstone' | 'others';

/** Makes and removes worktrees with a branch of millstone's own each. */
export interface Worktrees {
  ownerOf(branch: string, signal: AbortSignal): Promise<Result<Owner, Halt>>;
  /** The commit of a branch; null when there is none of that name. */
  tipOf(branch: string, signal: AbortSignal): Promise<Result<CommitId | null, Halt>>;
  /** Nothing may lie at the path. False, and nothing is made, where there is a branch of that name already. */
  add(place: WorktreePlace, at: CommitId, signal: AbortSignal): Promise<Result<boolean, Halt>>;
  /** Removes the files unless git finds something that is not committed, or anything else in the way; false then. */
  removeClean(path: string, signal: AbortSignal): Promise<Result<boolean, Halt>>;
  /** Removes the files whatever they are; the branch stays. */
  removeFiles(path: string, signal: AbortSignal): Promise<Result<void, Halt>>;
  /**
   * Waits until no worktree is being made or removed: git looks at all of them to do so, and also to list them, and takes
   * one that is half there for damaged.
   */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Removes a branch of millstone's own. What it holds must be kept elsewhere. */
  removeBranch(branch: string, signal: AbortSignal): Promise<Result<void, Halt>>;
  /** Removes it as long as it is at this commit; false where it is not. */
  removeBranchAt(branch: string, at: CommitId, signal: AbortSignal): Promise<Result<boolean, Halt>>;
}

/** `git` runs in any working tree of the repository. */
export function makeWorktrees(git: Git): Worktrees {
  const alone = inTurn();
  const remove = (path: string, signal: AbortSignal) => {
    const args = ['worktree', 'remove', '--force', '--force', path];
    return alone(() => git({ doing: 'remove a worktree', args }, signal));
  };
  const removeRefs = (branch: string, at: string, answers: readonly number[], signal: AbortSignal) => {
    const stdin = `delete ${BRANCHES}${branch}\0${at}\0delete ${OWNED}${branch}\0\0`;
    return git({ doing: 'remove a branch', args: ['update-ref', '-z', '--stdin'], stdin, answers }, signal);
  };
  return {
    alone,
    async ownerOf(branch, signal) {
      const refs = [`${BRANCHES}${branch}`, `${OWNED}${branch}`];
      const args = ['for-each-ref', '--format=%(refname)', ...refs];
      const asked = await git({ doing: DOING, args }, signal);
      if (!asked.ok) return asked;
      const found = asked.value.stdout.toString('utf8').split('\n');
      const [there, ours] = refs.map((ref) => found.includes(ref));
      return ok(there !== true ? 'nobody' : ours === true ? 'millstone' : 'others');
    },
    async tipOf(branch, signal) {
      const args = ['rev-parse', '--verify', '--quiet', `${BRANCHES}${branch}`];
      const asked = await git({ doing: 'look for a branch', args, answers: [1] }, signal);
      if (!asked.ok) return asked;
      return ok(asked.value.code === 0 ? (asked.value.stdout.toString('latin1').trim() as CommitId) : null);
    },
    async add({ path, branch }, at, signal) {
      // Whose it is comes first, so that a branch which a crash leaves behind is known as ours.
      const stdin = `update ${OWNED}${branch}\0${at}\0\0create ${BRANCHES}${branch}\0${at}\0`;
      const refs = { doing: DOING, args: ['update-ref', '-z', '--stdin'], stdin, answers: [128] };
      const made = await git(refs, signal);
      if (!made.ok) return made;
      const says = made.value.stderr.trim();
      if (made.value.code !== 0) return says.includes(EXISTS) ? ok(false) : err(gitHalt(DOING, says));
      const above = attempt(DOING, () => mkdirSync(dirname(path), { recursive: true }));
      if (!above.ok) return above;
      // Its files come afterwards: while some are being written, others may be made.
      const add = ['worktree', 'add', '--quiet', '--no-checkout', '--', path, branch];
      const added = await alone(() => git({ doing: DOING, args: [...OWN_TREE, ...add] }, signal));
      if (!added.ok) return added;
      const files = ['reset', '--quiet', '--hard', '--no-recurse-submodules'];
      const filled = await git({ doing: DOING, args: ['-C', path, ...OWN_TREE, ...files] }, signal);
      if (filled.ok) return ok(true);
      await remove(path, ALWAYS);
      return filled;
    },
    async removeClean(path, signal) {
      // A person may have told git to leave out of its status what it does not track.
      const args = ['-c', 'status.showUntrackedFiles=all', 'worktree', 'remove', path];
      const removed = await alone(() => git({ doing: 'remove a worktree', args, answers: [1, 128, 255] }, signal));
      return removed.ok ? ok(removed.value.code === 0) : removed;
    },
    async removeFiles(path, signal) {
      if (existsSync(path)) {
        const removed = await remove(path, signal);
        return removed.ok ? done : removed;
      }
      const pruned = await alone(() => git({ doing: 'remove a worktree', args: ['worktree', 'prune'] }, signal));
      return pruned.ok ? done : pruned;
    },
    async removeBranch(branch, signal) {
      const gone = await removeRefs(branch, '', [], signal);
      return gone.ok ? done : gone;
    },
    async removeBranchAt(branch, at, signal) {
      const gone = await removeRefs(branch, at, [128], signal);
      return gone.ok ? ok(gone.value.code === 0) : gone;
    },
  };
}
