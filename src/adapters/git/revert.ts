import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId, TreeId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { TakingBack } from '../../domain/taking-back.js';
import type { RevertOrder } from '../../ports/repository.js';
import { gitHalt } from './git.js';
import { historySince } from './history.js';
import type { RepositoryParts } from './parts.js';
import { planTakingBack } from './take-back.js';
import { transplant } from './transplant.js';

const DOING = 'take the commits of the task back';

/**
 * Makes the commit that takes earlier ones back, without moving anything to it yet, and works out what is left of the
 * files. As with `git revert`, no hook is asked about it: what it leads to was there before.
 */
export async function planRevert(
  parts: RepositoryParts,
  { commits, base, message }: RevertOrder,
  signal: AbortSignal,
): Promise<Result<TakingBack, Halt>> {
  const { git } = parts;
  const history = await historySince(git, base, signal);
  if (!history.ok) return history;
  const since = history.value.commits;
  const head = since.at(-1);
  const own = new Set(commits.map(({ id }) => id));
  const here = since.filter(({ id }) => own.has(id));
  if (!history.value.descends || head === undefined || here.length < own.size)
    return err(gitHalt(DOING, 'they are no longer part of the branch'));
  const tree = await without(parts, since, own, base, signal);
  if (!tree.ok) return tree;
  const args = ['commit-tree', '--no-gpg-sign', tree.value, '-p', head.id, '-F', '-'];
  const made = await git({ doing: DOING, args, stdin: message }, signal);
  if (!made.ok) return made;
  return planTakingBack(parts, head.id, made.value.stdout.toString('latin1').trim() as CommitId, signal);
}

/** The tree of HEAD without the change of some of its commits. */
async function without(
  parts: RepositoryParts,
  since: readonly CommitFacts[],
  own: ReadonlySet<CommitId>,
  base: CommitId | null,
  signal: AbortSignal,
): Promise<Result<TreeId, Halt>> {
  const before = await parts.looker.treeOf(base, signal);
  if (!before.ok || since.every(({ id }) => own.has(id))) return before;
  let tree = since.at(-1)?.tree ?? before.value;
  for (const [at, commit] of [...since.entries()].reverse()) {
    if (!own.has(commit.id)) continue;
    const next = await transplant(parts, [tree, commit.tree, since[at - 1]?.tree ?? before.value], signal);
    if (!next.ok) return next;
    tree = next.value;
  }
  return ok(tree);
}
