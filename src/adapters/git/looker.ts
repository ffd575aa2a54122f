import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId, TreeId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { readStatus, type Status } from '../../formats/status.js';
import { type Git, gitHalt } from './git.js';
import type { Located } from './locate.js';
import { looseCommit } from './loose.js';
import { type Operation, operationIn } from './operation.js';
import { ALL_BUT_IGNORE_FILE, IGNORE_FILE, type OwnLine, type Withheld } from './own-line.js';
import { attempt, copyIndex, type Scratch } from './scratch.js';
import { sparseAdd } from './sparse-add.js';
import type { SavedIndex, UserIndex } from './user-index.js';
import { writeTree } from './write-tree.js';

/**
 * Looks at the working tree through indexes of its own. Each starts as a copy of the user's, whose memory of file
 * times makes looking cheap, and stands for one tree ever after.
 */
export interface Looker {
  /** What git status tells, without naming the tree. */
  status(signal: AbortSignal): Promise<Result<Status, Halt>>;
  look(signal: AbortSignal, expectsChange?: boolean): Promise<Result<Sighting, Halt>>;
  /** The tree of a commit; the empty tree for null. */
  treeOf(commit: CommitId | null, signal: AbortSignal): Promise<Result<TreeId, Halt>>;
  /** A copy of an index that holds this tree, made by git when none is at hand. */
  indexFor(tree: TreeId, signal: AbortSignal): Promise<Result<string, Halt>>;
  /** Whether our own ignore line stood in the working tree, but not in this tree. */
  withholds(tree: TreeId): boolean;
  /** What else was found at a look of this process. */
  aroundOf(seen: Sighting): Around | null;
}

export interface Around {
  readonly user: SavedIndex;
  readonly operation: Operation;
}

interface Current {
  readonly file: string;
  readonly tree: TreeId;
  readonly head: string | null;
  readonly user: SavedIndex;
  readonly withheld: Withheld | null;
}

/** Dirt inside a submodule belongs to that repository, which is looked at by itself; only its commit is part of this tree. */
const STATUS = ['status', '--porcelain=v2', '--branch', '-z', '--untracked-files=all', '--ignore-submodules=dirty'];
const STATUS_ARGS = [...STATUS, '--no-renames', '--no-ahead-behind'];
const LOOKING = 'look at the working tree';
/** So many trees are remembered with their indexes; a reader's call needs one, a task's start another. */
const KEPT = 8;

export interface Looking {
  readonly git: Git;
  readonly located: Located;
  readonly userIndex: UserIndex;
  readonly ownLine: OwnLine;
  readonly scratch: Scratch;
}

export function makeLooker({ git, located, userIndex, ownLine, scratch }: Looking): Looker {
  let current: Current | null = null;
  let hiddenAtFirst: ReadonlySet<string> | null = null;
  const indexes = new Map<TreeId, string>();
  const around = new Map<string, Around>();
  const withholding = new Map<TreeId, boolean>();
  const trees = new Map<string, TreeId>(located.at === null ? [] : [[located.at.head, located.at.tree]]);

  const copyOf = (file: string): Result<string, Halt> =>
    attempt(LOOKING, () => {
      const copy = scratch.file('index');
      copyIndex(file, copy);
      return copy;
    });

  const observe = async (signal: AbortSignal) => {
    const user = userIndex.save();
    if (!user.ok) return user;
    hiddenAtFirst ??= new Set(user.value.facts?.hidden.map((name) => name.toString('latin1')));
    const file = current === null ? copyOf(user.value.file) : ok(current.file);
    if (!file.ok) return file;
    const asked = await git({ doing: LOOKING, args: STATUS_ARGS, index: file.value }, signal);
    if (!asked.ok) return asked;
    const status = readStatus(asked.value.stdout);
    if (status === null) return err(gitHalt(LOOKING, 'git status printed something else than it documents'));
    return ok({ status, user: user.value, file: file.value });
  };

  /** An agent may have told git not to look at some files; our copy of the index must look at them all the same. */
  const unhide = async (index: string, user: SavedIndex, signal: AbortSignal): Promise<Result<void, Halt>> => {
    const names = (user.facts?.hidden ?? []).filter((name) => hiddenAtFirst?.has(name.toString('latin1')) === false);
    if (names.length === 0) return done;
    const stdin = Buffer.concat(names.flatMap((name) => [name, Buffer.of(0)]));
    for (const flag of ['--no-assume-unchanged', '--no-skip-worktree']) {
      const shown = await git({ doing: LOOKING, args: ['update-index', flag, '-z', '--stdin'], index, stdin }, signal);
      if (!shown.ok) return shown;
    }
    return done;
  };

  /** `ready` says that the index holds already what counts of a withheld `.gitignore`. */
  const addAll = async (index: string, withheld: Withheld | null, ready: boolean, signal: AbortSignal) => {
    const which = withheld === null ? [] : ['--', ...ALL_BUT_IGNORE_FILE];
    const added = await sparseAdd(git, located.gitDir, { doing: LOOKING, args: ['--all', ...which], index }, signal);
    if (!added.ok) return added;
    const put = withheld === null || ready ? done : await ownLine.putInto(index, withheld, signal);
    return put.ok ? writeTree(git, index, signal) : put;
  };

  /** Adds while status is still looking; what it finds decides whether the result is of use. */
  const addAhead = async (signal: AbortSignal): Promise<Result<string, Halt> | null> => {
    if (current === null || ownLine.stands()) return null;
    const index = copyOf(current.file);
    if (!index.ok) return null;
    const added = await sparseAdd(git, located.gitDir, { doing: LOOKING, args: ['--all'], index: index.value }, signal);
    return added.ok ? index : added;
  };

  const treeOf = async (commit: CommitId | null, signal: AbortSignal): Promise<Result<TreeId, Halt>> => {
    if (commit === null) return ok(located.emptyTree);
    const known = trees.get(commit) ?? looseCommit(located, commit)?.tree;
    if (known !== undefined) return ok(known);
    const asked = await git({ doing: 'read a commit', args: ['rev-parse', '--verify', `${commit}^{tree}`] }, signal);
    if (!asked.ok) return asked;
    const tree = asked.value.stdout.toString('latin1').trim() as TreeId;
    trees.set(commit, tree);
    return ok(tree);
  };

  const remember = (next: Current, user: SavedIndex, branch: string | null): Sighting => {
    current = next;
    const seen: Sighting = { head: next.head as CommitId | null, branch, tree: next.tree };
    latest(indexes, next.tree, next.file);
    latest(withholding, next.tree, next.withheld !== null);
    latest(around, keyOf(seen), { user, operation: operationIn(located.gitDir) });
    return seen;
  };

  return {
    treeOf,
    withholds: (tree) => withholding.get(tree) ?? ownLine.stands(),
    aroundOf: (seen) => around.get(keyOf(seen)) ?? null,

    async status(signal) {
      const observed = await observe(signal);
      return observed.ok ? ok(observed.value.status) : observed;
    },

    async look(signal, expectsChange = false) {
      const ahead = expectsChange ? addAhead(signal) : null;
      const observed = await observe(signal);
      const added = await ahead;
      if (!observed.ok) return observed;
      const { status, user, file } = observed.value;
      const { head, branch } = status;
      const own = await ownLine.withheld(status, signal);
      if (!own.ok) return own;
      const withheld = own.value;
      // A withheld line is no difference as long as the rest of its file is as in the tree seen last.
      const ready =
        withheld !== null && (current === null ? withheld.asHead : withheld.text === current.withheld?.text);
      const entries = ready ? status.entries.filter(({ path }) => !isIgnoreFile(path)) : status.entries;
      const staged = entries.some((entry) => entry.index !== '.');
      const settled = entries.every((entry) => entry.worktree === '.');
      const seen = { head, user, withheld };

      if (settled && current === null && !staged) {
        const tree = await treeOf(head as CommitId | null, signal);
        return tree.ok ? ok(remember({ ...seen, file, tree: tree.value }, user, branch)) : tree;
      }
      const sameIndex = current !== null && saysTheSame(current.user, user);
      // With HEAD moved and nothing between it and our index, what was seen has been committed, whole.
      if (settled && current !== null && (sameIndex || (!staged && head !== current.head))) {
        const kept = sameIndex ? user : current.user;
        return ok(remember({ ...current, head, withheld, user: kept }, user, branch));
      }
      // The user's own index decides which ignored files belong to the tree, so a changed one is begun with anew.
      const index = copyOf(sameIndex && current !== null ? current.file : user.file);
      if (!index.ok) return index;
      const shown = sameIndex ? done : await unhide(index.value, user, signal);
      if (!shown.ok) return shown;
      const unstaged = status.entries.every(({ path, index }) => !isIgnoreFile(path) || index === '.');
      const holds = ready && (sameIndex || (current === null && unstaged));
      const ours = sameIndex && withheld === null && added?.ok === true ? added.value : null;
      const tree =
        ours === null ? await addAll(index.value, withheld, holds, signal) : await writeTree(git, ours, signal);
      return tree.ok ? ok(remember({ ...seen, file: ours ?? index.value, tree: tree.value }, user, branch)) : tree;
    },

    async indexFor(tree, signal) {
      const known = indexes.get(tree);
      if (known !== undefined) return copyOf(known);
      const index = attempt(LOOKING, () => scratch.file('index'));
      if (!index.ok) return index;
      const read = await git({ doing: 'read a tree', args: ['read-tree', tree], index: index.value }, signal);
      return read.ok ? index : read;
    },
  };
}

const isIgnoreFile = (path: Uint8Array): boolean => Buffer.from(path).toString('latin1') === IGNORE_FILE;

const keyOf = (seen: Sighting): string => `${seen.head} ${seen.branch} ${seen.tree}`;

const saysTheSame = (a: SavedIndex, b: SavedIndex): boolean =>
  a.stamp === b.stamp || (a.facts !== null && a.facts.digest === b.facts?.digest);

function latest<K, V>(map: Map<K, V>, key: K, value: V): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) if (map.size > KEPT) map.delete(oldest);
}
