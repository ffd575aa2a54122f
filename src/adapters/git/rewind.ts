import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { type Git, gitHalt } from './git.js';
import type { Located } from './locate.js';
import type { Looker } from './looker.js';
import type { Parking } from './parking.js';
import type { UserIndex } from './user-index.js';

export interface Rewinding {
  readonly git: Git;
  readonly looker: Looker;
  readonly located: Located;
  readonly userIndex: UserIndex;
  readonly parking: Parking;
}

const DOING = 'take commits back';

/**
 * Moves HEAD, and the branch it is on, back to a commit; null takes the first commit back as well. No file is
 * touched: what was committed is uncommitted again. Returns the ref that keeps the commits.
 */
export async function rewindTo(
  deps: Rewinding,
  to: CommitId | null,
  signal: AbortSignal,
): Promise<Result<string, Halt>> {
  const { git, looker, located, userIndex, parking } = deps;
  const seen = await looker.status(signal);
  if (!seen.ok) return seen;
  const head = seen.value.head as CommitId | null;
  if (head === null) return err(gitHalt(DOING, 'there is no commit'));
  const parked = await parking.commit(head, `head-${head.slice(0, 12)}`, signal);
  if (!parked.ok || head === to) return parked;
  const staged = await parking.index(head, 'before millstone took commits back', signal);
  if (!staged.ok) return staged;
  // The old value makes git refuse when somebody moved the branch in the meantime.
  const target = to === null ? ['-d', 'HEAD', head] : ['HEAD', to, head];
  const moved = await git({ doing: DOING, args: ['update-ref', '-m', 'millstone: take back', ...target] }, signal);
  if (!moved.ok) return moved;
  const aligned = await userIndex.align(head, to ?? located.emptyTree, signal);
  return aligned.ok ? ok(parked.value) : aligned;
}
