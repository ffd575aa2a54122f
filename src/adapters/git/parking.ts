import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId, RunId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { type Git, gitHalt } from './git.js';

/** Keeps what is about to be undone under `refs/millstone/parked/<run>/`, where no collection of garbage takes it. */
export interface Parking {
  /** Keeps a commit. A name that is taken by another one gets the commit's id behind it. Returns the ref. */
  commit(id: CommitId, name: string, signal: AbortSignal): Promise<Result<string, Halt>>;
  /** Keeps a tree, and the commit it was made on, as one commit of our own, called "Files as they were ...". Returns the ref. */
  files(seen: Sighting, name: string, were: string, signal: AbortSignal): Promise<Result<string, Halt>>;
  /** The ref that a name gets. */
  ref(name: string): string;
}

const DOING = 'park what is about to be undone';
/** Parking must work where nobody has told git a name, and must not ask for a signature. */
const IDENTITY = {
  GIT_AUTHOR_NAME: 'millstone',
  GIT_AUTHOR_EMAIL: 'millstone@localhost',
  GIT_COMMITTER_NAME: 'millstone',
  GIT_COMMITTER_EMAIL: 'millstone@localhost',
};

export function makeParking(git: Git, run: RunId): Parking {
  const refOf = (name: string): string => `refs/millstone/parked/${refWord(run)}/${refWord(name)}`;
  const commit: Parking['commit'] = async (id, name, signal) => {
    const wanted = refOf(name);
    for (const ref of [wanted, `${wanted}-${id.slice(0, 12)}`]) {
      const found = await git({ doing: DOING, args: ['rev-parse', '--verify', '--quiet', ref], answers: [1] }, signal);
      if (!found.ok) return found;
      const value = found.value.stdout.toString('latin1').trim();
      if (value === id) return ok(ref);
      if (value !== '') continue;
      // The empty old value: only if the ref still does not exist.
      const made = await git({ doing: DOING, args: ['update-ref', '--no-deref', ref, id, ''], env: IDENTITY }, signal);
      return made.ok ? ok(ref) : made;
    }
    return err(gitHalt(DOING, `${wanted} exists and keeps something else`));
  };

  return {
    commit,
    ref: refOf,
    async files({ head, tree }, name, were, signal) {
      const parent = head === null ? [] : ['-p', head];
      const args = ['commit-tree', '--no-gpg-sign', tree, ...parent, '-F', '-'];
      const stdin = `Files as they were ${were}\n`;
      const made = await git({ doing: DOING, args, stdin, env: IDENTITY }, signal);
      if (!made.ok) return made;
      return commit(made.value.stdout.toString('latin1').trim() as CommitId, name, signal);
    },
  };
}

/** Only what may stand in any part of a ref's name. */
const refWord = (text: string): string => text.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+/, '') || 'unnamed';
