import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId, TreeId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { History } from '../../ports/repository.js';
import { type Git, gitHalt } from './git.js';
import { type Commit, type Folders, looseCommit, looseHead, looseRef } from './loose.js';

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
  folders: Folders | null = null,
): Promise<Result<History, Halt>> {
  const known = since === null || folders === null ? null : recent(folders, since);
  if (known !== null) return ok({ descends: true, commits: known });
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

/** So many commits of one task are looked up one by one. */
const RECENT = 20;

/** Commits one behind the other that git has written since another one; null when there is anything else to be seen. */
function recent(folders: Folders, since: CommitId): CommitFacts[] | null {
  const commits: CommitFacts[] = [];
  for (let id = looseHead(folders); id !== null; ) {
    if (id === since) return commits.reverse();
    const commit = commits.length < RECENT ? looseCommit(folders, id) : null;
    const [parent = null, ...more] = commit?.parents ?? [];
    if (commit === null || more.length > 0) return null;
    commits.push({ id: commit.id, tree: commit.tree, subject: commit.subject });
    id = parent;
  }
  return null;
}

/** The commit of HEAD, or of a branch by its full name, with its parents. */
export async function newestCommit(
  git: Git,
  signal: AbortSignal,
  folders: Folders | null = null,
  ref = 'HEAD',
): Promise<Result<Commit, Halt>> {
  const id = folders === null ? null : ref === 'HEAD' ? looseHead(folders) : looseRef(folders, ref);
  const known = folders === null || id === null ? null : looseCommit(folders, id);
  if (known !== null) return ok(known);
  const asked = await git({ doing: DOING, args: ['log', '--max-count=1', ...SHAPE, ref, '--'] }, signal);
  if (!asked.ok) return asked;
  const [commit] = readCommits(asked.value.stdout) ?? [];
  return commit === undefined ? err(gitHalt(DOING, 'the commit cannot be read')) : ok(commit);
}

function readCommits(output: Buffer): Commit[] | null {
  const commits: Commit[] = [];
  for (const record of output.toString('utf8').split('\0')) {
    if (record === '') continue;
    const [id = '', tree = '', parents, subject] = record.split('\n');
    if (parents === undefined || subject === undefined) return null;
    commits.push({
      id: id as CommitId,
      tree: tree as TreeId,
      parents: parents.split(' ').filter(Boolean) as CommitId[],
      subject,
    });
  }
  return commits;
}
