import type { Halt } from '../../domain/halt.js';
import { done, ok, type Result } from '../../domain/result.js';
import type { Git } from './git.js';
import type { Located } from './locate.js';
import { makeScratch } from './scratch.js';
import { makeUserIndex } from './user-index.js';

const DOING = 'bring the index in line';

/**
 * Brings the user's index in line with a commit that millstone had just made when it was killed. Only where the index
 * still says of those files what it said before: what somebody staged since is theirs.
 */
export async function mendIndex(
  git: Git,
  located: Located,
  before: string | null,
  head: string,
  signal: AbortSignal,
): Promise<Result<void, Halt>> {
  const from = before ?? located.emptyTree;
  const listed = async (...args: readonly string[]): Promise<Result<ReadonlySet<string>, Halt>> => {
    const asked = await git({ doing: DOING, args: [...args] }, signal);
    return asked.ok ? ok(new Set(asked.value.stdout.toString('latin1').split('\0').filter(Boolean))) : asked;
  };
  const committed = await listed('diff-tree', '-r', '--name-only', '--no-renames', '-z', from, head);
  if (!committed.ok) return committed;
  const staged = await listed('diff-index', '--cached', '--name-only', '--no-renames', '-z', from, '--');
  if (!staged.ok) return staged;
  if ([...committed.value].some((name) => staged.value.has(name))) return done;
  // Nothing is copied there: aligning works on the user's index itself.
  return makeUserIndex(git, located, makeScratch(located.gitDir)).align(from, head, signal);
}
