import type { Halt } from '../../domain/halt.js';
import type { CommitId, TreeId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { TakingBack } from '../../domain/taking-back.js';
import { gitHalt } from './git.js';
import { differing, noSubmodule, nothingInTheWay } from './in-the-way.js';
import { indexTree } from './index-tree.js';
import type { RepositoryParts } from './parts.js';
import { transplant } from './transplant.js';
import { putFilesBack } from './worktree-files.js';

const DOING = 'take the commits of the run back';

/**
 * Works out what is left without the commits between `to` and HEAD, and parks what is there now. What is uncommitted
 * stays, on top of what was before the commits; lines that both changed are a halt that names the files.
 */
export async function planTakingBack(
  parts: RepositoryParts,
  from: CommitId,
  to: CommitId | null,
  signal: AbortSignal,
): Promise<Result<TakingBack, Halt>> {
  const { git, looker, parking, top } = parts;
  const now = await looker.look(signal);
  if (!now.ok) return now;
  const { tree } = now.value;
  const [made, before] = [await looker.treeOf(from, signal), await looker.treeOf(to, signal)];
  if (!made.ok) return made;
  if (!before.ok) return before;
  const files = await transplant(parts, [tree, made.value, before.value], signal);
  if (!files.ok) return files;
  const differ = await differing(git, tree, files.value, signal);
  if (!differ.ok) return differ;
  const inside = noSubmodule(
    differ.value,
    `nothing was touched; undo them by new commits: git revert ${range(to, from)}`,
  );
  if (!inside.ok) return inside;
  const free = nothingInTheWay(top, differ.value.added);
  if (!free.ok) return free;
  const index = await indexTree(parts, signal);
  if (!index.ok) return index;
  const staged = await transplant(parts, [index.value, made.value, before.value], signal);
  if (!staged.ok) return staged;
  const name = `undone-${from.slice(0, 12)}`;
  const parked = await parking.files(now.value, name, 'before the run was taken back', signal);
  if (!parked.ok) return parked;
  return ok({ from, to, tree, files: files.value, index: index.value, staged: staged.value, parked: parked.value });
}

/** The commits as `git revert` takes them; the very first has none before it. */
const range = (to: CommitId | null, from: CommitId): string =>
  to === null ? from.slice(0, 12) : `${to.slice(0, 12)}..${from.slice(0, 12)}`;

/** Does it, or what a process that died has left of it: branch, files, index, in this order. */
export async function takeBack(
  parts: RepositoryParts,
  plan: TakingBack,
  signal: AbortSignal,
): Promise<Result<void, Halt>> {
  const { git, looker, ownLine, userIndex, top } = parts;
  const line = ownLine.stands();
  const now = await looker.look(signal);
  if (!now.ok) return now;
  if (now.value.head !== plan.to) {
    // The old value makes git refuse when somebody moved the branch in the meantime.
    const target = plan.to === null ? ['-d', 'HEAD', plan.from] : ['HEAD', plan.to, plan.from];
    const moved = await git({ doing: DOING, args: ['update-ref', '-m', 'millstone: undo', ...target] }, signal);
    if (!moved.ok) return moved;
  }
  if (now.value.tree !== plan.files) {
    const known = await onlyOurs(parts, now.value.tree, plan, signal);
    if (!known.ok) return known;
    const files = await putFilesBack({ git, looker, top }, plan.tree, plan.files, signal);
    if (!files.ok) return files;
  }
  const index = await indexTree(parts, signal);
  if (!index.ok) return index;
  // Somebody may have staged something since a process died; that is theirs.
  if (index.value === plan.index) {
    const aligned = await userIndex.align(plan.index, plan.staged, signal);
    if (!aligned.ok) return aligned;
  }
  // The run's commits may have held millstone's own ignore line.
  const written = line ? ownLine.writeAgain() : done;
  if (!written.ok) return written;
  const after = await looker.look(signal);
  if (!after.ok) return after;
  if (after.value.head === plan.to && after.value.tree === plan.files) return done;
  return err(gitHalt(DOING, `it still differs from what was there before; everything is kept in ${plan.parked}`));
}

/** After a crash some files may be back and others not; a file that is neither was edited since. */
async function onlyOurs(
  { git }: RepositoryParts,
  now: TreeId,
  { tree, files, parked }: TakingBack,
  signal: AbortSignal,
): Promise<Result<void, Halt>> {
  if (now === tree) return done;
  const [left, whole] = [await differing(git, now, files, signal), await differing(git, tree, files, signal)];
  if (!left.ok) return left;
  if (!whole.ok) return whole;
  const began = await differing(git, tree, now, signal);
  if (!began.ok) return began;
  const ours = new Set(whole.value.names);
  const strange = [...new Set([...left.value.names, ...began.value.names])].filter((name) => !ours.has(name));
  // A file that is neither as before nor as after.
  const between = left.value.names.filter((name) => began.value.names.includes(name));
  const edited = [...new Set([...strange, ...between])].map((name) => Buffer.from(name, 'latin1').toString('utf8'));
  if (edited.length === 0) return done;
  const what = `an undo was interrupted, and ${edited.join(', ')} was edited since`;
  const fix = `bring it to where you want it by hand; everything from before is kept in ${parked}`;
  return err({ reason: 'preflight', problems: [{ what, fix }] });
}
