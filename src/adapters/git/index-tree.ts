import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { err, type Result } from '../../domain/result.js';
import { type Git, gitHalt } from './git.js';
import type { Located } from './locate.js';
import { attempt, copyIndex, type Scratch } from './scratch.js';
import type { UserIndex } from './user-index.js';
import { writeTree } from './write-tree.js';

const DOING = 'park the index';
/** What a version of a file in conflict is called, by its stage. Source: git-ls-files(1), `--stage`. */
const VERSIONS: Readonly<Record<string, string>> = { 1: 'base', 2: 'ours', 3: 'theirs' };

/** What the index needs to be told as a tree. */
export interface Indexed {
  readonly git: Git;
  readonly located: Located;
  readonly userIndex: UserIndex;
  readonly scratch: Scratch;
}

/**
 * The tree of what is staged, the user's index untouched. A tree has no place for the sides of a conflict: those of
 * `a.ts` become `a.ts.base`, `a.ts.ours` and `a.ts.theirs` in it.
 */
export async function indexTree(
  { git, located, userIndex, scratch }: Indexed,
  signal: AbortSignal,
): Promise<Result<TreeId, Halt>> {
  const saved = userIndex.save();
  if (!saved.ok) return saved;
  // Git writes what it finds out into the index it works on; the saved one has to stay as it is.
  const copied = attempt(DOING, () => {
    const copy = scratch.file('parked-index');
    copyIndex(saved.value.file, copy);
    return copy;
  });
  if (!copied.ok) return copied;
  const index = copied.value;
  const listed = await git({ doing: DOING, args: ['ls-files', '--unmerged', '-z'], index }, signal);
  if (!listed.ok) return listed;
  if (listed.value.stdout.length === 0) return writeTree(git, index, signal);

  const lines = apart(listed.value.stdout, located.idBytes);
  if (lines === null) return err(gitHalt(DOING, 'the list of conflicts broke off'));
  const put = await git({ doing: DOING, args: ['update-index', '-z', '--index-info'], index, stdin: lines }, signal);
  return put.ok ? writeTree(git, index, signal) : put;
}

/** From `<mode> <id> <stage> TAB <path> NUL` to lines that give each side a name of its own; null when it is none. */
function apart(listing: Buffer, idBytes: number): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; at < listing.length; ) {
    const [tab, end] = [listing.indexOf(9, at), listing.indexOf(0, at)];
    if (tab === -1 || end < tab) return null;
    const [mode = '', id = '', stage = ''] = listing.toString('latin1', at, tab).split(' ');
    const version = VERSIONS[stage];
    if (version === undefined) return null;
    const path = listing.subarray(tab + 1, end);
    parts.push(Buffer.from(`0 ${'0'.repeat(idBytes * 2)}\t`), path, Buffer.of(0));
    parts.push(Buffer.from(`${mode} ${id}\t`), path, Buffer.from(`.${version}\0`));
    at = end + 1;
  }
  return Buffer.concat(parts);
}
