import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { Restored } from '../../ports/repository.js';
import { gitHalt } from './git.js';
import { forgetOperation, operationIn } from './operation.js';
import type { OwnLine } from './own-line.js';
import type { Rewinding } from './rewind.js';
import { attempt } from './scratch.js';
import { putFilesBack } from './worktree-files.js';

const DOING = 'put the repository back';
export interface Restoring extends Rewinding {
  readonly ownLine: OwnLine;
}

/**
 * Puts files, HEAD, branch and the user's index back to what was seen, after everything there is now has been parked
 * as one commit. Looks once more at the end: what cannot be put back is a halt, never a silent difference.
 *
 * Not reached: ignored files, branches that were made meanwhile, and the inside of submodules (see `modules.ts`).
 */
export async function restoreTo(deps: Restoring, to: Sighting, signal: AbortSignal): Promise<Result<Restored, Halt>> {
  const { git, looker, located, userIndex, ownLine, parking } = deps;
  // Asked before anything is put back, since that file may be among it.
  const line = looker.withholds(to.tree);
  const now = await looker.look(signal);
  if (!now.ok) return now;
  const name = `worktree-${now.value.tree.slice(0, 12)}`;
  const parked = await parking.files(now.value, name, 'before millstone put them back', signal);
  if (!parked.ok) return parked;

  const pointed = await pointBack(deps, now.value, to, signal);
  if (!pointed.ok) return pointed;
  const files = await putFilesBack({ git, looker, top: located.top }, now.value.tree, to.tree, signal);
  if (!files.ok) return files;

  const written = line ? ownLine.writeAgain() : done;
  if (!written.ok) return written;

  const around = looker.aroundOf(to);
  const [headNow, headThen] = [now.value.head ?? located.emptyTree, to.head ?? located.emptyTree];
  const indexed = around === null ? await userIndex.align(headNow, headThen, signal) : userIndex.putBack(around.user);
  if (!indexed.ok) return indexed;
  if (around !== null && around.operation === null && operationIn(located.gitDir) !== null) {
    const forgotten = attempt(DOING, () => forgetOperation(located.gitDir));
    if (!forgotten.ok) return forgotten;
  }

  const after = await looker.look(signal);
  if (!after.ok) return after;
  const { head, branch, tree } = after.value;
  if (head !== to.head || branch !== to.branch || tree !== to.tree) {
    return err(gitHalt(DOING, `it still differs from what was there before; everything is kept in ${parked.value}`));
  }
  return ok({ files: files.value, parked: parked.value });
}

/** HEAD and branch. */
async function pointBack(
  deps: Rewinding,
  now: Sighting,
  to: Sighting,
  signal: AbortSignal,
): Promise<Result<void, Halt>> {
  const { git, parking } = deps;
  if (now.branch === to.branch) {
    if (now.head === to.head) return done;
    return move(to.branch ?? 'HEAD', now.head);
  }
  if (to.branch === null) return move('HEAD', null);

  const asked = await git(
    { doing: DOING, args: ['rev-parse', '--verify', '--quiet', to.branch], answers: [1] },
    signal,
  );
  if (!asked.ok) return asked;
  const tip = (asked.value.stdout.toString('latin1').trim() || null) as CommitId | null;
  if (tip !== null && tip !== to.head) {
    const kept = await parking.commit(tip, `head-${tip.slice(0, 12)}`, signal);
    if (!kept.ok) return kept;
  }
  const attached = await git(
    { doing: DOING, args: ['symbolic-ref', '-m', 'millstone: back', 'HEAD', to.branch] },
    signal,
  );
  if (!attached.ok) return attached;
  return tip === to.head ? done : move(to.branch, tip);

  /** Gives a ref the wanted commit, or takes it away where there was none. */
  async function move(ref: string, was: CommitId | null): Promise<Result<void, Halt>> {
    const old = was === null ? [] : [was];
    const target = to.head === null ? ['-d', ref, ...old] : ['--no-deref', ref, to.head, ...old];
    const moved = await git({ doing: DOING, args: ['update-ref', '-m', 'millstone: back', ...target] }, signal);
    return moved.ok ? done : moved;
  }
}
