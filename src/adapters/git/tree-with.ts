import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import type { Result } from '../../domain/result.js';
import type { Transplanting } from './transplant.js';
import { writeTree } from './write-tree.js';

const TAB = 9;
const DOING = 'keep files apart from what is put back';

/** The tree `onto` with these files as the tree `from` has them. Each must be a file there. */
export async function treeWith(
  { git, looker }: Pick<Transplanting, 'git' | 'looker'>,
  [onto, from]: readonly [onto: TreeId, from: TreeId],
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<TreeId, Halt>> {
  const index = await looker.indexFor(onto, signal);
  if (!index.ok) return index;
  const listed = await git({ doing: DOING, args: ['ls-tree', '-r', '-z', '--full-tree', from] }, signal);
  if (!listed.ok) return listed;
  const args = ['update-index', '-z', '--index-info'];
  const stdin = entriesOf(listed.value.stdout, new Set(paths));
  const put = await git({ doing: DOING, args, index: index.value, stdin }, signal);
  return put.ok ? writeTree(git, index.value, signal) : put;
}

/** Those of a listing that name one of the paths, as they stand there: all of it may be too much for a command line. */
function entriesOf(listing: Buffer, paths: ReadonlySet<string>): Buffer {
  const found: Buffer[] = [];
  for (let from = 0, to = listing.indexOf(0); to >= 0; from = to + 1, to = listing.indexOf(0, from)) {
    const path = listing.subarray(listing.indexOf(TAB, from) + 1, to).toString('utf8');
    if (paths.has(path)) found.push(listing.subarray(from, to + 1));
  }
  return Buffer.concat(found);
}
