import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId, TreeId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { History } from '../../ports/repository.js';
import { type Git, gitHalt } from './git.js';

const DOING = 'read the history';
const SHAPE = ['-z', '--encoding=UTF-8', '--no-show-signature', '--no-patch', '--format=%H%n%T%n%P%n%s'];

/**
 * The commits of HEAD since another one. That one's parents are excluded, not it: so it is listed exactly when HEAD
 * contains it, and one process answers both questions.
 */
export async function historySince(
  git: Git,
  since: CommitId | null,
  signal: AbortSignal,
): Promise<Result<History, Halt>> {
  const range = since === null ? ['HEAD'] : ['HEAD', '--not', `${since}^@`];
  const args = ['log', '--reverse', '--topo-order', ...SHAPE, ...range, '--'];
  const asked = await git({ doing: DOING, args, answers: since === null ? [128] : [] }, signal);
  if (!asked.ok) return asked;
  const { code, stdout, stderr } = asked.value;
  if (code !== 0) {
    // Still no commit at all.
    const unborn = stderr.includes('does not have any commits yet') || stderr.includes("bad revision 'HEAD'");
    return unborn ? ok({ descends: true, commits: [] }) : err(gitHalt(DOING, stderr.trim()));
  }
  const listed = readCommits(stdout);
  if (listed === null) return err(gitHalt(DOING, 'the list of commits broke off'));
  const commits = listed.filter(({ id }) => id !== since).map(({ parents: _, ...facts }) => facts);
  return ok({ descends: since === null || commits.length < listed.length, commits });
}

/** The commit of HEAD, or of another ref, with its parents. */
export async function newestCommit(git: Git, signal: AbortSignal, ref = 'HEAD'): Promise<Result<Commit, Halt>> {
  const asked = await git({ doing: DOING, args: ['log', '--max-count=1', ...SHAPE, ref, '--'] }, signal);
  if (!asked.ok) return asked;
  const [commit] = readCommits(asked.value.stdout) ?? [];
  return commit === undefined ? err(gitHalt(DOING, 'the commit cannot be read')) : ok(commit);
}

interface Commit extends CommitFacts {
  readonly parents: readonly string[];
}

function readCommits(output: Buffer): Commit[] | null {
  const commits: Commit[] = [];
  for (const record of output.toString('utf8').split('\0')) {
    if (record === '') continue;
    const [id = '', tree = '', parents, subject] = record.split('\n');
    if (parents === undefined || subject === undefined) return null;
    commits.push({ id: id as CommitId, tree: tree as TreeId, parents: parents.split(' ').filter(Boolean), subject });
  }
  return commits;
}
