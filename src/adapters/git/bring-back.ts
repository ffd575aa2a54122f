import type { Halt } from '../../domain/halt.js';
import type { CommitId, TreeId } from '../../domain/ids.js';
import type { Parked } from '../../domain/parked.js';
import { err, ok, type Result } from '../../domain/result.js';
import { gitHalt } from './git.js';
import { differing, noSubmodule, nothingInTheWay } from './in-the-way.js';
import { indexTree } from './index-tree.js';
import type { RepositoryParts } from './parts.js';
import { transplant } from './transplant.js';
import { putFilesBack } from './worktree-files.js';

const DOING = 'bring back what was parked';

/** What came of it. */
export interface BroughtBack {
  /** Files that changed; none when all of it was there already. */
  readonly files: readonly string[];
  /** The ref that keeps what was uncommitted until now; null when nothing was. */
  readonly parked: string | null;
  /** Whether what was staged is staged again; null when nothing was. */
  readonly staged: boolean | null;
}

/**
 * Brings what is parked back into the working tree, uncommitted: the difference between it and the last commit it
 * shares with HEAD, on top of what is there now. Nothing there is overwritten: lines that both changed are a halt that
 * names the files, and what is uncommitted is parked before anything is written. Branch and commits stay.
 */
export async function bringBack(
  parts: RepositoryParts,
  parked: Parked,
  signal: AbortSignal,
): Promise<Result<BroughtBack, Halt>> {
  const { git, looker, parking, ownLine, top } = parts;
  const now = await looker.look(signal);
  if (!now.ok) return now;
  const { head, tree } = now.value;
  const base = await sharedTree(parts, head, parked.commit, signal);
  if (!base.ok) return base;
  const kept = await looker.treeOf(parked.commit, signal);
  if (!kept.ok) return kept;
  const wanted = await transplant(parts, [tree, base.value, kept.value], signal);
  if (!wanted.ok) return wanted;
  const differ = await differing(git, tree, wanted.value, signal);
  if (!differ.ok) return differ;
  const inside = noSubmodule(differ.value, `nothing was touched; take out of it what you want: git show ${parked.ref}`);
  if (!inside.ok) return inside;
  const free = nothingInTheWay(top, differ.value.added);
  if (!free.ok) return free;

  const headTree = await looker.treeOf(head, signal);
  if (!headTree.ok) return headTree;
  const index = await indexTree(parts, signal);
  if (!index.ok) return index;
  const dirty = tree !== headTree.value || index.value !== headTree.value;
  const name = `before-recover-${tree.slice(0, 12)}`;
  const keep = dirty && differ.value.names.length > 0;
  const before = keep ? await parking.files(now.value, name, 'before others were brought back', signal) : ok(null);
  if (!before.ok) return before;

  const line = looker.withholds(tree);
  const files = await putFilesBack({ git, looker, top }, tree, wanted.value, signal);
  if (!files.ok) return files;
  if (line) {
    const written = ownLine.writeAgain();
    if (!written.ok) return written;
  }
  const staged = await stageAgain(parts, parked, head, { index: index.value, headTree: headTree.value }, signal);
  if (!staged.ok) return staged;
  const after = await looker.look(signal);
  if (!after.ok) return after;
  if (after.value.tree !== wanted.value)
    return err(gitHalt(DOING, `the files differ from what is kept in ${parked.ref}`));
  return ok({ files: files.value, parked: before.value, staged: staged.value });
}

/** The tree of the newest commit that two of them share; the empty tree where they share none. */
async function sharedTree(
  { git, looker, located }: RepositoryParts,
  head: CommitId | null,
  parked: CommitId,
  signal: AbortSignal,
): Promise<Result<TreeId, Halt>> {
  if (head === null) return ok(located.emptyTree);
  const asked = await git({ doing: DOING, args: ['merge-base', head, parked], answers: [1] }, signal);
  if (!asked.ok) return asked;
  const shared = asked.value.stdout.toString('latin1').trim();
  return looker.treeOf(shared === '' ? null : (shared as CommitId), signal);
}

/** Only where nothing is staged now, and on the commit it was staged on: an index is never mixed. */
async function stageAgain(
  { git, looker, userIndex }: RepositoryParts,
  { commit, staged }: Parked,
  head: CommitId | null,
  now: { readonly index: TreeId; readonly headTree: TreeId },
  signal: AbortSignal,
): Promise<Result<boolean | null, Halt>> {
  if (staged === null) return ok(null);
  const asked = await git({ doing: DOING, args: ['rev-parse', '--verify', `${commit}^`] }, signal);
  if (!asked.ok) return asked;
  if (asked.value.stdout.toString('latin1').trim() !== head || now.index !== now.headTree) return ok(false);
  const tree = await looker.treeOf(staged, signal);
  if (!tree.ok) return tree;
  const aligned = await userIndex.align(now.headTree, tree.value, signal);
  return aligned.ok ? ok(true) : aligned;
}
