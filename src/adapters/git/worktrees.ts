import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import type { WorktreePlace } from '../../domain/parallel-records.js';
import { done, ok, type Result } from '../../domain/result.js';
import { inTurn } from '../in-turn.js';
import type { Git } from './git.js';

const DOING = 'make a worktree';
/** Under it stands for every branch that is millstone's own where it began: others are never touched (D5). */
const OWNED = 'refs/millstone/owned/';
const BRANCHES = 'refs/heads/';

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
  /** The branch must be nobody's, and nothing may lie at the path. */
  add(place: WorktreePlace, at: CommitId, signal: AbortSignal): Promise<Result<void, Halt>>;
  /** Removes the files whatever they are; the branch stays. */
  removeFiles(path: string, signal: AbortSignal): Promise<Result<void, Halt>>;
  /**
   * Waits until no worktree is being made or removed: git looks at all of them to do so, and also to list them, and takes
   * one that is half there for damaged.
   */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Removes a branch of millstone's own. What it holds must be kept elsewhere. */
  removeBranch(branch: string, signal: AbortSignal): Promise<Result<void, Halt>>;
}

/** `git` runs in any working tree of the repository. */
export function makeWorktrees(git: Git): Worktrees {
  const alone = inTurn();
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
    async add({ path, branch }, at, signal) {
      // First, so that a branch which a crash leaves behind is known as ours.
      const owned = await git({ doing: DOING, args: ['update-ref', `${OWNED}${branch}`, at] }, signal);
      if (!owned.ok) return owned;
      await mkdir(dirname(path), { recursive: true });
      const add = ['worktree', 'add', '--quiet', '--no-track', '-b', branch, path, at];
      const added = await alone(() => git({ doing: DOING, args: [...OWN_TREE, ...add] }, signal));
      return added.ok ? done : added;
    },
    async removeFiles(path, signal) {
      if (existsSync(path)) {
        const args = ['worktree', 'remove', '--force', '--force', path];
        const removed = await alone(() => git({ doing: 'remove a worktree', args }, signal));
        if (removed.ok) return done;
        return removed;
      }
      const pruned = await alone(() => git({ doing: 'remove a worktree', args: ['worktree', 'prune'] }, signal));
      return pruned.ok ? done : pruned;
    },
    async removeBranch(branch, signal) {
      const stdin = `delete ${BRANCHES}${branch}\0\0delete ${OWNED}${branch}\0\0`;
      const gone = await git({ doing: 'remove a branch', args: ['update-ref', '-z', '--stdin'], stdin }, signal);
      return gone.ok ? done : gone;
    },
  };
}
