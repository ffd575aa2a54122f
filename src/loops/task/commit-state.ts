import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Repository, WantedTree } from '../../ports/repository.js';
import { uncancelled } from '../context.js';

/**
 * How what was committed compares with what was approved.
 * `none`: nothing is committed. `partial`: what is committed was approved, but something is missing.
 * `whole`: exactly what was approved. `other`: something else is in there.
 */
export type CommitState =
  | { readonly kind: 'none' | 'whole' }
  | { readonly kind: 'partial'; readonly missing: readonly string[] }
  | { readonly kind: 'other'; readonly files: readonly string[] };

/** Whether a tree is what the task should commit, with or without millstone's own ignore line. */
export const isWanted = (tree: TreeId, wanted: WantedTree): boolean =>
  tree === wanted.tree || tree === wanted.withIgnoreLine;

/** Judges what was committed between two trees, `head` being the later one. */
export async function commitState(
  repository: Repository,
  wanted: WantedTree,
  from: TreeId,
  head: TreeId,
): Promise<Result<CommitState, Halt>> {
  if (isWanted(head, wanted)) return ok({ kind: 'whole' });
  if (head === from) return ok({ kind: 'none' });
  const missing = await pathsBetween(repository, head, wanted.tree);
  if (!missing.ok) return missing;
  const committed = await pathsBetween(repository, from, head);
  if (!committed.ok) return committed;
  // What is committed and yet not as approved was changed after the approval, or belongs to somebody else.
  const touched = new Set(committed.value);
  const foreign = missing.value.filter((path) => touched.has(path));
  return ok(foreign.length === 0 ? { kind: 'partial', missing: missing.value } : { kind: 'other', files: foreign });
}

/** Both names of a rename: the two directions of one and the same rename must meet. */
async function pathsBetween(
  repository: Repository,
  from: TreeId,
  to: TreeId,
): Promise<Result<readonly string[], Halt>> {
  const files = await repository.differing(from, to, uncancelled);
  if (!files.ok) return files;
  return ok(files.value.flatMap((file) => (file.from === null ? [file.path] : [file.path, file.from])));
}
