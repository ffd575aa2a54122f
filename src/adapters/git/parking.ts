import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId, RunId, TreeId } from '../../domain/ids.js';
import { PARKED } from '../../domain/parked.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { gitHalt } from './git.js';
import { type Indexed, indexTree } from './index-tree.js';

/** Keeps what is about to be undone under `refs/millstone/parked/<run>/`, where no collection of garbage takes it. */
export interface Parking {
  /** Keeps a commit. A name that is taken by another one gets the commit's id behind it. Returns the ref. */
  commit(id: CommitId, name: string, signal: AbortSignal): Promise<Result<string, Halt>>;
  /**
   * Keeps files and index as one commit of our own, "Files as they were ...", on the commit they were made on.
   * What was staged, if anything was, is a further parent that the message names. Returns the ref.
   */
  files(seen: Sighting, name: string, were: string, signal: AbortSignal): Promise<Result<string, Halt>>;
  /** Keeps what was staged on a commit, for files that stay as they are; nothing when nothing was. */
  index(head: CommitId | null, were: string, signal: AbortSignal): Promise<Result<void, Halt>>;
  /** The ref that a name gets. */
  ref(name: string): string;
}

/** Names in the message of parked files the commit that holds what was staged with them. */
export const INDEX_TRAILER = 'Millstone-Index';

/** Whose address the commits bear that millstone makes to keep something. */
export const PARKER = 'millstone@localhost';

const DOING = 'park what is about to be undone';
/** Parking must work where nobody has told git a name, and must not ask for a signature. */
const IDENTITY = {
  GIT_AUTHOR_NAME: 'millstone',
  GIT_AUTHOR_EMAIL: PARKER,
  GIT_COMMITTER_NAME: 'millstone',
  GIT_COMMITTER_EMAIL: PARKER,
};

export function makeParking(deps: Indexed, run: RunId): Parking {
  const { git, located } = deps;
  const refOf = (name: string): string => `${PARKED}${refWord(run)}/${refWord(name)}`;
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

  const store = async (
    tree: TreeId,
    parents: readonly CommitId[],
    message: string,
    signal: AbortSignal,
  ): Promise<Result<CommitId, Halt>> => {
    const on = parents.flatMap((id) => ['-p', id]);
    const args = ['commit-tree', '--no-gpg-sign', tree, ...on, '-F', '-'];
    const made = await git({ doing: DOING, args, stdin: `${message}\n`, env: IDENTITY }, signal);
    return made.ok ? ok(made.value.stdout.toString('latin1').trim() as CommitId) : made;
  };
  /** The commit of what is staged; null when nothing is. */
  const staged = async (
    head: CommitId | null,
    were: string,
    signal: AbortSignal,
  ): Promise<Result<CommitId | null, Halt>> => {
    const tree = await indexTree(deps, signal);
    if (!tree.ok) return tree;
    const at = await treeOf(head, signal);
    if (!at.ok) return at;
    if (tree.value === at.value) return ok(null);
    return store(tree.value, head === null ? [] : [head], `Index as it was ${were}`, signal);
  };
  const treeOf = async (head: CommitId | null, signal: AbortSignal): Promise<Result<string, Halt>> => {
    if (head === null) return ok(located.emptyTree);
    if (head === located.at?.head) return ok(located.at.tree);
    const asked = await git({ doing: DOING, args: ['rev-parse', '--verify', `${head}^{tree}`] }, signal);
    return asked.ok ? ok(asked.value.stdout.toString('latin1').trim()) : asked;
  };

  return {
    commit,
    ref: refOf,
    async files({ head, tree }, name, were, signal) {
      const index = await staged(head, were, signal);
      if (!index.ok) return index;
      const parents = [head, index.value].filter((id) => id !== null);
      const also = index.value === null ? '' : `\n\n${INDEX_TRAILER}: ${index.value}`;
      const made = await store(tree, parents, `Files as they were ${were}${also}`, signal);
      return made.ok ? commit(made.value, name, signal) : made;
    },
    async index(head, were, signal) {
      const index = await staged(head, were, signal);
      if (!index.ok) return index;
      if (index.value === null) return done;
      const kept = await commit(index.value, `index-${index.value.slice(0, 12)}`, signal);
      return kept.ok ? done : kept;
    },
  };
}

/** Only what may stand in any part of a ref's name. */
const refWord = (text: string): string => text.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+/, '') || 'unnamed';
