import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Located } from '../../adapters/git/locate.js';
import { headBranch, looseContains, looseRef } from '../../adapters/git/loose.js';
import type { Halt } from '../../domain/halt.js';
import type { WorktreePlace } from '../../domain/parallel-records.js';
import { ok, type Result } from '../../domain/result.js';
import { uncancelled } from '../../loops/context.js';
import type { Clearing } from './clearing.js';

/**
 * Removes a worktree of this run with its branch where plainly nothing is lost by it: it is on its branch, the base holds
 * that, git finds nothing that is not committed, and the branch is where it was when all is done. False where any of that
 * cannot be seen at once: what is still there has to be looked at more closely, and kept.
 */
export async function removeLanded(
  { base, checkouts: { worktrees } }: Pick<Clearing, 'base' | 'checkouts'>,
  { path, branch }: WorktreePlace,
  located: Located,
): Promise<Result<boolean, Halt>> {
  const ref = `refs/heads/${branch}`;
  const tip = headBranch(located) === ref ? looseRef(located, ref) : null;
  // What lies in submodules is another repository's.
  if (tip === null || existsSync(join(path, '.gitmodules'))) return ok(false);
  if (!looseContains(located, `refs/heads/${base}`, tip)) return ok(false);
  const removed = await worktrees.removeClean(path, uncancelled);
  return removed.ok && removed.value ? worktrees.removeBranchAt(branch, tip, uncancelled) : removed;
}
