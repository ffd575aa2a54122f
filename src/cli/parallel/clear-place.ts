import { existsSync } from 'node:fs';
import { isContained } from '../../adapters/git/contained.js';
import type { Located } from '../../adapters/git/locate.js';
import type { Housed } from '../../adapters/git/parts.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { keepWorktree } from '../../adapters/worktree/keep-worktree.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import type { WorktreePlace } from '../../domain/parallel-records.js';
import { done, ok, type Result } from '../../domain/result.js';
import { uncancelled } from '../../loops/context.js';
import type { Clearing } from './clearing.js';
import { removeLanded } from './remove-landed.js';

/**
 * Removes a worktree of millstone's own with its branch, if there is one of that name. What it holds and nothing else does
 * is parked first, whichever run it is of (D2, D12). Returns whether nothing is in the way there any more.
 */
export async function clearPlace(
  shared: Clearing,
  { path, branch }: WorktreePlace,
  name: string,
  signal: AbortSignal,
  known: Located | null = null,
): Promise<Result<boolean, Halt>> {
  const { base, checkouts } = shared;
  const { worktrees } = checkouts;
  const gone = known === null ? ok(false) : await removeLanded(shared, { path, branch }, known);
  if (!gone.ok || gone.value) return gone;
  const owner = await worktrees.ownerOf(branch, signal);
  if (!owner.ok) return owner;
  if (owner.value !== 'millstone') return ok(owner.value === 'nobody' && !existsSync(path));
  const there = existsSync(path);
  const located =
    there && known === null ? await checkouts.find(path, uncancelled) : there && known !== null ? ok(known) : null;
  let onBranch = false;
  if (located?.ok === true) {
    const housed = housedAt(shared, located.value);
    const landed = (commit: CommitId) => isContained(checkouts.git, base, commit, uncancelled);
    const kept = await keepWorktree(housed, { name, landed }, uncancelled);
    if (!kept.ok) return kept;
    onBranch = kept.value === `refs/heads/${branch}`;
  }
  const kept = onBranch ? done : await keepBranch(shared, branch, name);
  if (!kept.ok) return kept;
  const removed = await checkouts.removeFiles(path, uncancelled);
  if (!removed.ok) return removed;
  const free = await worktrees.removeBranch(branch, uncancelled);
  return free.ok ? ok(true) : free;
}

/** How git is run in a worktree that is to be kept. */
export function housedAt({ run, filesAt }: Pick<Clearing, 'run' | 'filesAt'>, located: Located): Housed {
  const { tmp } = filesAt(located);
  const place = { located, tmpDir: tmp, runId: run.reporting.run };
  return { ...place, run: makeSpawn({ guard: null, mark: null }), env: run.env };
}

/** Parks the tip of a task's branch, unless it has landed: its worktree may be gone, or on another branch by now. */
export async function keepBranch(
  { checkouts, base, deps }: Pick<Clearing, 'checkouts' | 'base' | 'deps'>,
  branch: string,
  name: string,
): Promise<Result<unknown, Halt>> {
  const tip = await checkouts.worktrees.tipOf(branch, uncancelled);
  if (!tip.ok || tip.value === null) return tip;
  const landed = await isContained(checkouts.git, base, tip.value, uncancelled);
  return !landed.ok || landed.value ? landed : deps.repository.park(tip.value, name, uncancelled);
}
