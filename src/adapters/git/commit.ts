import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { CommitAnswer, CommitOrder } from '../../ports/repository.js';
import type { Git, GitDone } from './git.js';
import { newestCommit } from './history.js';
import type { Located } from './locate.js';
import type { Looker } from './looker.js';
import type { UserIndex } from './user-index.js';

export interface Committing {
  readonly git: Git;
  readonly looker: Looker;
  readonly located: Located;
  readonly userIndex: UserIndex;
  /** Milliseconds for git and all hooks together; 0 means no limit. */
  readonly hookTimeoutMs: number;
}

const DOING = 'commit';
/** Hooks inherit it, and many programs fail on names beyond ASCII under plain C. git's words stay English. */
const UTF8 = { LC_ALL: 'C.UTF-8' };
const LOCKED = 'Another git is at work, or one died: end it, or remove the lock file it left.';

/**
 * Commits a tree with the repository's hooks, through an index of our own, and then brings the user's index in line
 * for the committed files only. A hook may change what is committed: the answer says which tree it became.
 */
export async function commitTree(
  { git, looker, located, userIndex, hookTimeoutMs }: Committing,
  order: CommitOrder,
  signal: AbortSignal,
): Promise<Result<CommitAnswer, Halt>> {
  const lock = join(located.gitDir, 'index.lock');
  // Afterwards it would be too late: the commit would stand, and the user's index could not follow it.
  if (existsSync(lock)) return err({ reason: 'commit', why: 'git', detail: `${lock} is there.\n${LOCKED}` });
  const index = await looker.indexFor(order.tree, signal);
  if (!index.ok) return index;
  // Fixed to what was found at the start: an agent may have told git meanwhile to look for hooks elsewhere.
  const args = ['-c', `core.hooksPath=${located.hooksDir}`, 'commit', '--quiet', '--cleanup=whitespace', '--file=-'];
  const env = UTF8;
  const call = { doing: DOING, args, env, index: index.value, stdin: order.message, totalMs: hookTimeoutMs, late };
  const tried = await git({ ...call, answers: [1, 128] }, signal);
  if (!tried.ok && tried.error.reason !== 'commit') return tried;
  if (tried.ok && tried.value.code !== 0) return refusalOf(tried.value);

  const commit = await newestCommit(git, signal, located);
  // When the time was up, it may have been a hook after the commit that did not end.
  if (!tried.ok && (!commit.ok || commit.value.tree !== order.tree)) return tried;
  if (!commit.ok) return commit;
  const { parents, ...facts } = commit.value;
  const aligned = await userIndex.align(parents[0] ?? located.emptyTree, facts.id, signal);
  return aligned.ok ? ok({ kind: 'committed', commit: facts satisfies CommitFacts }) : aligned;
}

/** Nothing else of a commit takes long. */
function late(ms: number, said: string): Halt {
  const what = `The hooks of the repository did not end within ${Math.round(ms / 1000)} s.`;
  const fix = 'Mend the hook, or raise hook_timeout in .millstone/config.toml.';
  return { reason: 'commit', why: 'git', detail: [what, fix, ...(said === '' ? [] : [said])].join('\n') };
}

/** git ends with 1 when a hook said no or there was nothing to do, and with 128 when it could not do its own part. */
function refusalOf({ code, stdout, stderr }: GitDone): Result<CommitAnswer, Halt> {
  const says = `${stdout.toString('utf8').trim()}\n${stderr.trim()}`.trim();
  if (code === 1) {
    const nothing = /^(nothing to commit|nothing added to commit|no changes added to commit)/m.test(
      stdout.toString('utf8'),
    );
    return nothing
      ? err({ reason: 'commit', why: 'nothing-committed', detail: says })
      : ok({ kind: 'refused', says: says || 'a hook ended with an exit code other than 0 and said nothing' });
  }
  const fix = fixFor(says);
  return err({ reason: 'commit', why: 'git', detail: fix === null ? says : `${says}\n${fix}` });
}

function fixFor(says: string): string | null {
  if (/tell me who you are|empty ident name|unable to auto-detect email|no (email|name) was given/i.test(says)) {
    return 'Tell git who commits: git config user.name "Your Name", git config user.email you@example.com.';
  }
  if (/failed to sign|signing failed|cannot run gpg|couldn't load public key|user\.signingkey/i.test(says)) {
    return 'Commits are to be signed and nobody can be asked here: unlock the key, or git config commit.gpgsign false.';
  }
  if (/\.lock'?: File exists|cannot lock ref/i.test(says)) {
    return LOCKED;
  }
  return null;
}
