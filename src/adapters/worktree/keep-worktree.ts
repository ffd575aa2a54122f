import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { makeModules } from '../git/modules.js';
import { type Housed, repositoryParts } from '../git/parts.js';

/** How a worktree is kept before it is removed. */
export interface Keeping {
  /** Under which its commits and files are parked. */
  readonly name: string;
  /** Whether a commit is a part of where tasks land. */
  readonly landed: (commit: CommitId) => Promise<Result<boolean, Halt>>;
}

/**
 * Parks what a worktree holds and nothing else does: commits that did not land, and files that are not committed. Returns
 * the full name of the branch it is on; null for none.
 */
export async function keepWorktree(
  housed: Housed,
  { name, landed }: Keeping,
  signal: AbortSignal,
): Promise<Result<string | null, Halt>> {
  const parts = repositoryParts(housed);
  const { looker, parking } = parts;
  const seen = await looker.look(signal);
  if (!seen.ok) return seen;
  const { head, tree, branch } = seen.value;
  const inBase = head === null ? ok(true) : await landed(head);
  if (!inBase.ok) return inBase;
  if (head !== null && !inBase.value) {
    const kept = await parking.commit(head, name, signal);
    if (!kept.ok) return kept;
  }
  const modules = makeModules(housed, parts);
  const inside = await modules.look(signal);
  if (!inside.ok) return inside;
  const commitsInside = await modules.keepCommits(name, signal);
  if (!commitsInside.ok) return commitsInside;
  const filesInside = await modules.park(inside.value, `${name}-files`, 'in its worktree', signal);
  if (!filesInside.ok) return filesInside;
  const headTree = await looker.treeOf(head, signal);
  if (!headTree.ok) return headTree;
  if (headTree.value === tree) return ok(branch);
  const kept = await parking.files(seen.value, `${name}-files`, 'in its worktree', signal);
  return kept.ok ? ok(branch) : kept;
}
