import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Landed } from '../../ports/landing.js';
import { followModules } from './follow-modules.js';
import { type Git, gitHalt } from './git.js';
import type { Located } from './locate.js';
import { headBranch, looseRef } from './loose.js';
import { operationIn } from './operation.js';
import { checkoutsOf } from './worktree-tops.js';
import type { Worktrees } from './worktrees.js';

const DOING = 'move the base branch';

interface Moving {
  readonly git: Git;
  /** The checkout that the run was started in, where the branch is most of the time. */
  readonly home: Pick<Located, 'top' | 'gitDir' | 'commonDir'>;
  readonly gitAt: (top: string) => Git;
  /** The full name of the base branch. */
  readonly ref: string;
  readonly alone: Worktrees['alone'];
}

/**
 * Moves a branch forward, and only from where it was seen last. Where it is checked out, git itself moves it along with
 * the files there, so that changes that are not committed are never overwritten (S3).
 */
export async function moveBase(
  moving: Moving,
  from: CommitId,
  to: CommitId,
  signal: AbortSignal,
): Promise<Result<Landed, Halt>> {
  const { git, home, gitAt, ref } = moving;
  const found = await topOf(moving, signal);
  if (!found.ok) return found;
  const top = found.value;
  if (top === null) {
    const args = ['update-ref', '-m', 'millstone: landed', ref, to, from];
    const moved = await git({ doing: DOING, args, answers: [1, 128] }, signal);
    if (!moved.ok) return moved;
    if (moved.value.code === 0) return ok({ kind: 'landed' });
    const says = moved.value.stderr.trim();
    return / but expected |unable to resolve/.test(says) ? ok({ kind: 'moved' }) : err(gitHalt(DOING, says));
  }
  const there = gitAt(top);
  const known = top === home.top ? looseRef(home, ref) : null;
  const args = ['rev-parse', '--absolute-git-dir', ref];
  const state = known === null ? await there({ doing: DOING, args }, signal) : null;
  if (state?.ok === false) return state;
  const told = state?.value.stdout.toString('utf8').trim().split('\n');
  const [gitDir = '', tip = ''] = told ?? [home.gitDir, known ?? ''];
  if (tip !== from) return ok({ kind: 'moved' });
  const operation = operationIn(gitDir);
  if (operation !== null)
    return ok({ kind: 'in-the-way', top, what: 'operation', paths: [], says: `a ${operation} is under way` });
  const merge = ['merge', '--quiet', '--ff-only', '--no-overwrite-ignore', '--no-edit', '--no-verify-signatures', to];
  // A merge touches the index it refreshes, which is a person's own; so it may take git's lock.
  const env = { GIT_OPTIONAL_LOCKS: '1' };
  const merged = await there({ doing: DOING, args: merge, env, answers: [1, 128] }, signal);
  if (!merged.ok) return merged;
  if (merged.value.code === 0)
    return ok({ kind: 'landed', modules: await followModules(gitAt, { top, from, to }, signal) });
  const says = merged.value.stderr.trim();
  if (/Not possible to fast-forward/.test(says)) return ok({ kind: 'moved' });
  const paths = pathsIn(says);
  if (paths.length > 0)
    return ok({ kind: 'in-the-way', top, what: 'files', paths, says: 'changes there are not committed' });
  if (/index\.lock/.test(says))
    return ok({ kind: 'in-the-way', top, what: 'lock', paths: [], says: 'git is at work there' });
  return err(gitHalt(DOING, says));
}

/** Whether what was in the way of a move may still be: one of these files, or git at work in the checkout. */
export async function isBlocked(
  moving: Moving,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<boolean, Halt>> {
  const found = await topOf(moving, signal);
  if (!found.ok) return found;
  const top = found.value;
  if (top === null) return ok(false);
  const there = moving.gitAt(top);
  const asked = await there({ doing: DOING, args: ['rev-parse', '--absolute-git-dir'] }, signal);
  if (!asked.ok) return asked;
  const gitDir = asked.value.stdout.toString('utf8').trim();
  if (operationIn(gitDir) !== null || existsSync(join(gitDir, 'index.lock'))) return ok(true);
  if (paths.length === 0) return ok(false);
  const literal = paths.map((path) => `:(literal)${path}`);
  const args = ['status', '--porcelain', '--untracked-files=all', '--ignored=matching', '--', ...literal];
  const listed = await there({ doing: DOING, args }, signal);
  return listed.ok ? ok(listed.value.stdout.length > 0) : listed;
}

/** The top level in which the branch is checked out; null for none. */
async function topOf({ git, home, ref, alone }: Moving, signal: AbortSignal): Promise<Result<string | null, Halt>> {
  if (headBranch(home) === ref) return ok(home.top);
  const tops = await alone(() => checkoutsOf(git, ref, signal));
  return tops.ok ? ok(tops.value[0] ?? null) : tops;
}

/** The files that git names when it refuses to overwrite them. Source: unpack-trees.c. */
function pathsIn(says: string): readonly string[] {
  if (!/would be (?:overwritten|removed|lost)|not uptodate/.test(says)) return [];
  return says.split('\n').flatMap((line) => (line.startsWith('\t') ? [line.trim()] : []));
}
