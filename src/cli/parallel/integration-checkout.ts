import { existsSync } from 'node:fs';
import type { Git } from '../../adapters/git/git.js';
import type { Located } from '../../adapters/git/locate.js';
import type { Worktrees } from '../../adapters/git/worktrees.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import type { WorktreePlace } from '../../domain/parallel-records.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Settings } from '../../domain/settings.js';
import { uncancelled } from '../../loops/context.js';
import { preflight } from './base-branch.js';
import { type Checkouts, inUse } from './checkouts.js';
import { clearPlace } from './clear-place.js';
import type { Clearing } from './clearing.js';

/** What is kept of such a checkout is parked under it. */
const NAME = 'integration';

/** Where finished tasks are brought together. */
export const integrationPlace = ({ pathOf }: Checkouts, { parallel }: Settings): WorktreePlace => ({
  path: pathOf(NAME),
  branch: parallel.integrationBranch,
});

/** A branch that is not millstone's own is never integrated on. */
export async function refuseForeign(
  { ownerOf }: Pick<Worktrees, 'ownerOf'>,
  branch: string,
  signal: AbortSignal,
): Promise<Result<void, Halt>> {
  const owner = await ownerOf(branch, signal);
  if (!owner.ok || owner.value !== 'others') return owner.ok ? done : owner;
  const fix = 'name another one with --integration-branch; it must not exist yet';
  return err(preflight({ what: `the branch ${branch} is not millstone's to integrate on`, fix }));
}

/** Makes it at a commit. One that a crash left is made anew; what a person may have put there meanwhile is parked. */
async function makeIntegration(
  clearing: Clearing,
  place: WorktreePlace,
  at: CommitId,
  signal: AbortSignal,
): Promise<Result<Located, Halt>> {
  const { checkouts } = clearing;
  const make = async (): ReturnType<Checkouts['make']> => {
    const made = await checkouts.make(place, at, null, signal);
    if (!made.ok) await clearPlace(clearing, place, NAME, uncancelled);
    return made;
  };
  // Mostly nobody was there before: then git need not be asked whose the branch is.
  const first = existsSync(place.path) ? ok(null) : await make();
  if (!first.ok || first.value !== null) return first as Result<Located, Halt>;
  const free = await refuseForeign(checkouts.worktrees, place.branch, signal);
  if (!free.ok) return free;
  const cleared = await clearPlace(clearing, place, NAME, signal);
  if (!cleared.ok) return cleared;
  const second = await make();
  return second.ok && second.value === null ? err(inUse(place.branch)) : (second as Result<Located, Halt>);
}

/** What it holds has landed, or is on the branch of its task. */
async function removeIntegration(checkouts: Checkouts, { path, branch }: WorktreePlace): Promise<Result<void, Halt>> {
  const removed = await checkouts.removeFiles(path, uncancelled);
  return removed.ok ? checkouts.worktrees.removeBranch(branch, uncancelled) : removed;
}

/** Such a checkout that is made when somebody asks for it. */
export interface LaterIntegration {
  /** Makes it, if that has not begun yet. */
  made(): Promise<Result<Located, Halt>>;
  /** git in it, which waits until it is there, and fails as making it did. */
  readonly git: Git;
  remove(): Promise<Result<void, Halt>>;
}

/** The places of tasks come first: it takes a finished one to need that in which it is brought together. */
export function laterIntegration(
  clearing: Clearing,
  place: WorktreePlace,
  at: CommitId,
  signal: AbortSignal,
): LaterIntegration {
  const { checkouts } = clearing;
  let making: Promise<Result<Located, Halt>> | null = null;
  const made: LaterIntegration['made'] = () => {
    making ??= makeIntegration(clearing, place, at, signal);
    return making;
  };
  const inside = checkouts.gitAt(place.path);
  return {
    made,
    async git(call, until) {
      const there = await made();
      return there.ok ? inside(call, until) : there;
    },
    async remove() {
      // One that a crash left goes also when nothing was brought together any more.
      if (making === null) {
        const cleared = await clearPlace(clearing, place, NAME, uncancelled);
        return cleared.ok ? done : cleared;
      }
      return (await making).ok ? removeIntegration(checkouts, place) : done;
    },
  };
}
