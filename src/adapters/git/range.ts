import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Git } from './git.js';
import type { Located } from './locate.js';

/** Two states to compare; the later one is the working tree where `to` is null. */
export interface Range {
  readonly from: TreeId;
  readonly to: TreeId | null;
}

const DOING = 'find what is to be compared';

/**
 * What words name in git, as `git diff` reads them: `A..B`, `A...B` (since they parted), a commit (up to the working
 * tree), a missing side being HEAD. Null when git knows nothing of that name.
 */
export async function rangeOf(git: Git, words: string, signal: AbortSignal): Promise<Result<Range | null, Halt>> {
  const [, left = words, dots = '', right = ''] = /^(.*?)(\.{2,3})(.*)$/.exec(words) ?? [];
  const start = dots === '...' ? await parting(git, left || 'HEAD', right || 'HEAD', signal) : ok(left || 'HEAD');
  if (!start.ok || start.value === null) return start as Result<null, Halt>;
  const from = await treeOf(git, start.value, signal);
  const to = dots === '' ? ok(null) : await treeOf(git, right || 'HEAD', signal);
  if (!from.ok) return from;
  if (!to.ok) return to;
  return ok(from.value === null || (dots !== '' && to.value === null) ? null : { from: from.value, to: to.value });
}

/** What is not committed yet. */
export const uncommitted = ({ at, emptyTree }: Located): Range => ({ from: at?.tree ?? emptyTree, to: null });

async function treeOf(git: Git, rev: string, signal: AbortSignal): Promise<Result<TreeId | null, Halt>> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${rev}^{tree}`];
  return firstLine(await git({ doing: DOING, args, answers: [1, 128] }, signal)) as Result<TreeId | null, Halt>;
}

async function parting(git: Git, a: string, b: string, signal: AbortSignal): Promise<Result<string | null, Halt>> {
  const args = ['merge-base', '--end-of-options', a, b];
  return firstLine(await git({ doing: DOING, args, answers: [1, 128, 129] }, signal));
}

function firstLine(asked: Awaited<ReturnType<Git>>): Result<string | null, Halt> {
  if (!asked.ok) return asked;
  const { code, stdout } = asked.value;
  return ok(code === 0 ? (stdout.toString('utf8').split('\n')[0] ?? null) : null);
}
