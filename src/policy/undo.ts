import { branchName, type CommitFacts, committing, theirCommits, unclearCommits } from '../domain/change.js';
import type { Checkpoint } from '../domain/checkpoint.js';
import type { Problem } from '../domain/halt.js';
import { runTitle } from '../domain/tasks-so-far.js';

/** The key under which a run's journal says that its commits are being taken back. */
export const UNDO = 'undo';

/** How the repository is found when the last run is to be taken back. */
export interface UndoFound {
  readonly branch: string | null;
  /** A merge, rebase or the like that is under way, in git's word for it. */
  readonly operation: string | null;
  /** Commits of HEAD since the one before the run's first, oldest first; empty when HEAD does not hold that one. */
  readonly since: readonly CommitFacts[];
  /** Full names of branches, remote ones included, and tags that hold the run's first commit; the present branch not. */
  readonly elsewhere: readonly string[];
}

export type Undo =
  | { readonly kind: 'go' }
  /** There is nothing to take back, and why. */
  | { readonly kind: 'nothing'; readonly why: 'no-run' | 'no-commits' | 'undone' }
  | { readonly kind: 'refuse'; readonly problem: Problem };

/** What can be told from the journal alone; null when the repository has to be asked. */
export function undoable(past: Checkpoint | null): Exclude<Undo, { kind: 'go' }> | null {
  if (past === null) return { kind: 'nothing', why: 'no-run' };
  if (past.undone) return { kind: 'nothing', why: 'undone' };
  const { life } = past;
  if (life.kind !== 'closed') {
    const what = `the last run ("${runTitle(past)}") is not finished`;
    return refuse(what, 'go on with `millstone --continue`, or give it up first with `millstone --continue --abort`');
  }
  const commits = commitsOf(past);
  if (commits.length === 0) return { kind: 'nothing', why: 'no-commits' };
  if (life.line.how === 'by-hand') {
    const what = `the last run ("${runTitle(past)}") was finished by hand: its commits are not millstone's to take back`;
    return refuse(what, revert(commits));
  }
  const unclear = unclearOf(past, commits);
  if (unclear.length > 0) {
    const [first] = unclear;
    const more = unclear.length === 1 ? '' : ` and ${unclear.length - 1} more`;
    const what = `${short(first)} "${first?.subject}"${more} came in as the run was killed, or later: nobody can tell whether it is the run's or yours`;
    return refuse(what, `look at \`git log\`, and ${revert(commits)}`);
  }
  return null;
}

/** Those of a run's commits that may be a person's. */
function unclearOf({ steps }: Checkpoint, commits: readonly CommitFacts[]): readonly CommitFacts[] {
  const unclear = [...steps.values()].flatMap((value) => {
    const read = unclearCommits.safeParse(value);
    return read.success ? read.data.unclear : [];
  });
  return commits.filter(({ id }) => unclear.some((one) => one.id === id));
}

/**
 * Whether the commits of a finished run can be taken back by moving the branch: only while they are the newest ones
 * here and nowhere else, so that nobody has built on them.
 */
export function undo(commits: readonly CommitFacts[], found: UndoFound): Undo {
  if (found.operation !== null) {
    return refuse(`a ${found.operation} is under way`, 'finish it, or call it off, then do this again');
  }
  const ours = new Set(commits.map(({ id }) => id));
  const here = found.since.filter(({ id }) => ours.has(id));
  if (here.length < commits.length) return away(commits, here.length, found);
  const others = found.since.filter(({ id }) => !ours.has(id));
  if (others.length > 0) {
    const [first] = others;
    const more = others.length === 1 ? '' : ` and ${others.length - 1} more`;
    return refuse(`other commits follow those of the run: ${short(first)} "${first?.subject}"${more}`, revert(commits));
  }
  if (found.elsewhere.length > 0) {
    const names = found.elsewhere.map(refName);
    const remote = found.elsewhere.some((ref) => ref.startsWith('refs/remotes/'));
    const what = `${names.join(', ')} ${names.length === 1 ? 'holds' : 'hold'} the commits as well`;
    return refuse(remote ? `${what}: they have been pushed` : what, revert(commits));
  }
  return { kind: 'go' };
}

/** The commits that a run made and recorded, in the order it recorded them; those of others among them are left out. */
export function commitsOf({ steps, life }: Checkpoint): readonly CommitFacts[] {
  const found = new Map<string, CommitFacts>();
  for (const value of steps.values()) {
    const read = committing.safeParse(value);
    for (const commit of read.success ? read.data.commits : []) found.set(commit.id, commit);
  }
  for (const commit of life.kind === 'closed' ? life.line.commits : []) found.set(commit.id, commit);
  for (const value of steps.values()) {
    const read = theirCommits.safeParse(value);
    for (const { id } of read.success ? read.data.theirs : []) found.delete(id);
  }
  return [...found.values()];
}

function away(commits: readonly CommitFacts[], here: number, { branch, elsewhere }: UndoFound): Undo {
  const of = branchName(branch);
  if (here > 0) {
    const missing = `only ${here} of the ${commits.length} commits of the run are part of ${of}`;
    return refuse(missing, 'look at `git log`, and take back by hand what you do not want');
  }
  const branches = elsewhere.filter((ref) => ref.startsWith('refs/heads/')).map(branchName);
  const [first] = branches;
  if (first !== undefined)
    return refuse(`the commits of the run are on ${branches.join(', ')}, not on ${of}`, `git switch ${first}`);
  const what = `the commits of the run are no longer part of ${of}`;
  return refuse(what, 'there is nothing to take back; `git reflog` and `millstone --recover` show what is kept');
}

const refuse = (what: string, fix: string): { readonly kind: 'refuse'; readonly problem: Problem } => ({
  kind: 'refuse',
  problem: { what, fix },
});

const short = (commit: CommitFacts | undefined): string => commit?.id.slice(0, 12) ?? '';
const refName = (ref: string): string => ref.replace(/^refs\/(?:heads|remotes|tags)\//, '');

/** The way that leaves history as it is. */
function revert(commits: readonly CommitFacts[]): string {
  const [first, last] = [commits[0], commits.at(-1)];
  const range = commits.length === 1 ? short(first) : `${short(first)}^..${short(last)}`;
  return `undo them by new commits instead: git revert ${range}`;
}
