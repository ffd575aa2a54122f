import type { Git } from '../../adapters/git/git.js';
import type { Halt, Problem } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import type { ParallelSettings } from '../../domain/parallel.js';
import { err, ok, type Result } from '../../domain/result.js';

/** What tasks land on, and what those begin from that wait for none. */
export interface Base {
  /** Its short name. */
  readonly branch: string;
  readonly at: CommitId;
  /** What was typed in place of its tip; null for the tip. */
  readonly ref: CommitId | null;
}

/** Finds the branch that tasks land on. `current` is the full name of the one checked out; null for a detached HEAD. */
export async function baseBranch(
  git: Git,
  { baseBranch: typed, baseRef }: ParallelSettings,
  current: string | null,
  signal: AbortSignal,
): Promise<Result<Base, Halt>> {
  const branch = typed?.replace(/^refs\/heads\//, '') ?? current?.replace(/^refs\/heads\//, '') ?? null;
  if (branch === null)
    return refuse('HEAD is detached, so that tasks have no branch to land on', 'name one with --base-branch');
  const commitOf = async (name: string): Promise<Result<CommitId | null, Halt>> => {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
    const asked = await git({ doing: 'find the base branch', args, answers: [1, 128] }, signal);
    if (!asked.ok) return asked;
    const id = asked.value.code === 0 ? asked.value.stdout.toString('latin1').trim().split('\n').at(-1) : undefined;
    return ok((id ?? null) as CommitId | null);
  };
  const at = await commitOf(`refs/heads/${branch}`);
  if (!at.ok) return at;
  if (at.value === null)
    return refuse(`there is no branch ${branch} with a commit to begin from`, 'make it, or name another --base-branch');
  const ref = baseRef === null ? ok(null) : await commitOf(baseRef);
  if (!ref.ok) return ref;
  if (baseRef !== null && ref.value === null)
    return refuse(`--base-ref ${baseRef} is no commit here`, 'name a commit, branch or tag');
  return ok({ branch, at: at.value, ref: ref.value });
}

/** The same for a chain, whose plans, ticks and evaluations lie in the checkout it was started in: tasks land there. */
export async function checkedOutBase(
  git: Git,
  settings: ParallelSettings,
  current: string | null,
  signal: AbortSignal,
): Promise<Result<Base, Halt>> {
  const base = await baseBranch(git, settings, current, signal);
  if (!base.ok || current === `refs/heads/${base.value.branch}`) return base;
  const where = current === null ? 'HEAD is detached' : `${current.replace(/^refs\/heads\//, '')} is checked out`;
  const { branch } = base.value;
  return refuse(
    `tasks would land on ${branch}, but ${where}, where the stages before them work`,
    `check out ${branch}`,
  );
}

const refuse = (what: string, fix: string): Result<never, Halt> => err(preflight({ what, fix }));

/** A halt before anything is begun. */
export const preflight = (problem: Problem): Halt => ({ reason: 'preflight', problems: [problem] });
