import type { Baseline } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { WantedTree } from '../../ports/repository.js';
import { IGNORE_FILE } from './own-line.js';
import type { Parking } from './parking.js';
import { START } from './start.js';
import { type Transplanting, transplant } from './transplant.js';
import { writeTree } from './write-tree.js';

const DOING = 'work out what belongs to the task';

/**
 * The tree a commit of the task should have: the start's commit plus what the task changed. After a clean start that
 * is what there is now.
 */
export async function wantedTree(
  deps: Transplanting & { readonly parking: Parking },
  baseline: Baseline,
  now: TreeId,
  signal: AbortSignal,
): Promise<Result<WantedTree, Halt>> {
  const tree = await transplant(deps, [baseline.headTree, baseline.tree, now], signal);
  if (!tree.ok) return err(withStart(tree.error, deps.parking.ref(START)));
  const line = deps.looker.withholds(now) ? await withFile(deps, tree.value, now, signal) : ok(null);
  return line.ok ? ok({ tree: tree.value, withIgnoreLine: line.value }) : line;
}

/** Where two changes cannot be told apart, the earlier one may have been overwritten. */
const withStart = (halt: Halt, ref: string): Halt =>
  halt.reason === 'commit'
    ? { ...halt, detail: `${halt.detail}\nThe files as they were before the task are kept in ${ref}.` }
    : halt;

/**
 * The tree with `.gitignore` as it lies there, our line included. Null where that is no other tree, and where the
 * file was dirty before the task, since nobody is to commit that.
 */
async function withFile(
  deps: Transplanting,
  tree: TreeId,
  now: TreeId,
  signal: AbortSignal,
): Promise<Result<TreeId | null, Halt>> {
  const { git, looker } = deps;
  if (tree !== now) {
    const args = ['diff-tree', '--quiet', tree, now, '--', IGNORE_FILE];
    const compared = await git({ doing: DOING, args, answers: [1] }, signal);
    if (!compared.ok) return compared;
    if (compared.value.code === 1) return ok(null);
  }
  const index = await looker.indexFor(tree, signal);
  if (!index.ok) return index;
  const added = await git({ doing: DOING, args: ['add', '--', IGNORE_FILE], index: index.value }, signal);
  if (!added.ok) return added;
  const line = await writeTree(git, index.value, signal);
  return line.ok ? ok(line.value === tree ? null : line.value) : line;
}
