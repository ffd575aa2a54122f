import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Git } from './git.js';

/**
 * Whether a branch has all that a commit and those before it bring: the commits themselves, or the same changes under other
 * ids, as after a pick. A merge counts only as itself: what was resolved in it is nowhere else. `branch` is a short name.
 */
export async function isContained(
  git: Git,
  branch: string,
  commit: CommitId,
  signal: AbortSignal,
): Promise<Result<boolean, Halt>> {
  const range = `refs/heads/${branch}...${commit}`;
  const args = ['rev-list', '--cherry-pick', '--right-only', '--max-count=1', range, '--'];
  const asked = await git({ doing: 'look for what has landed', args, answers: [128] }, signal);
  return asked.ok ? ok(asked.value.code === 0 && asked.value.stdout.length === 0) : asked;
}
