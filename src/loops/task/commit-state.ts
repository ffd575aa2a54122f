import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Repository, WantedTree } from '../../ports/repository.js';
import { uncancelled } from '../context.js';
import type { Started } from './work.js';

/**
 * How the commits made so far compare with what was approved.
 * `none`: nothing is committed. `partial`: what is committed was approved, but something is missing.
 * `whole`: exactly what was approved. `other`: something else is in there; it must not stay.
 */
export type CommitState =
  | { readonly kind: 'none' | 'whole' }
  | { readonly kind: 'partial'; readonly missing: readonly string[] }
  | { readonly kind: 'other'; readonly files: readonly string[] };

/** Whether a tree is what the task should commit, with or without millstone's own ignore line. */
export const isWanted = (tree: TreeId, wanted: WantedTree): boolean =>
  tree === wanted.tree || tree === wanted.withIgnoreLine;

/** Compares the tree of HEAD with the approved one. `approved` is the working tree that the reviewer saw. */
export async function commitState(
  repository: Repository,
  started: Started,
  wanted: WantedTree,
  head: TreeId,
): Promise<Result<CommitState, Halt>> {
  if (isWanted(head, wanted)) return ok({ kind: 'whole' });
  const start = started.baseline.headTree;
  if (head === start) return ok({ kind: 'none' });
  const missing = await repository.differing(head, wanted.tree, uncancelled);
  if (!missing.ok) return missing;
  const committed = await repository.differing(start, head, uncancelled);
  if (!committed.ok) return committed;
  // What is committed and yet not as approved was changed after the approval, or belongs to somebody else.
  const touched = new Set(committed.value.map((file) => file.path));
  const files = missing.value.map((file) => file.path);
  const foreign = files.filter((path) => touched.has(path));
  return ok(foreign.length === 0 ? { kind: 'partial', missing: files } : { kind: 'other', files: foreign });
}

/**
 * Whether the working tree holds something else than what was approved. Once the author has committed millstone's own
 * ignore line, a look sees that line as part of the tree; it is no drift.
 */
export const drifted = (approved: Sighting, now: Sighting, wanted: WantedTree): boolean =>
  approved.tree !== now.tree && now.tree !== wanted.withIgnoreLine;
