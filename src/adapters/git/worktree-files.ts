import { rmdirSync, unlinkSync } from 'node:fs';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { readRaw } from '../../formats/patch.js';
import { type Git, gitHalt } from './git.js';
import type { Looker } from './looker.js';
import { attempt } from './scratch.js';

const DOING = 'put files back';
const SUBMODULE = '160000';
const SLASH = 47;

/**
 * Makes the files of the working tree those of `to`, given that they are those of `from`; all others are left alone,
 * and so is what lies inside submodules. Returns the names of the files that differed.
 */
export async function putFilesBack(
  { git, looker, top }: { readonly git: Git; readonly looker: Looker; readonly top: string },
  from: TreeId,
  to: TreeId,
  signal: AbortSignal,
): Promise<Result<string[], Halt>> {
  if (from === to) return ok([]);
  const list = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, to];
  const listed = await git({ doing: DOING, args: list }, signal);
  if (!listed.ok) return listed;
  const files = readRaw(listed.value.stdout);
  if (files === null) return err(gitHalt(DOING, 'the list of files broke off'));

  const own = files.filter(({ modes }) => !modes.includes(SUBMODULE));
  const gone = own.filter(({ status }) => status === 'deleted');
  // Deleted first: a folder may have to go where a file comes back.
  const removed = attempt(DOING, () => {
    for (const { rawPath } of gone) remove(top, rawPath);
  });
  if (!removed.ok) return removed;

  const index = await looker.indexFor(to, signal);
  if (!index.ok) return index;
  const wanted = own.filter(({ status }) => status !== 'deleted');
  if (wanted.length > 0) {
    const stdin = Buffer.concat(wanted.flatMap(({ rawPath }) => [rawPath, Buffer.of(0)]));
    const args = ['checkout-index', '--force', '-z', '--stdin'];
    const written = await git({ doing: DOING, args, index: index.value, stdin }, signal);
    if (!written.ok) return written;
  }
  return ok(files.map(({ path }) => path));
}

/** Removes a file by the bytes of its name, and the folders that are empty without it, up to the top level. */
function remove(top: string, rawPath: Uint8Array): void {
  const root = Buffer.from(`${top}/`);
  const full = Buffer.concat([root, rawPath]);
  unless(['ENOENT', 'ENOTDIR'], () => unlinkSync(full));
  for (let end = full.lastIndexOf(SLASH); end >= root.length; end = full.lastIndexOf(SLASH, end - 1)) {
    const stays = unless(['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'], () => rmdirSync(full.subarray(0, end)));
    if (stays === 'ENOTEMPTY' || stays === 'EEXIST') return;
  }
}

function unless(expected: readonly string[], act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!expected.includes(code)) throw error;
    return code;
  }
}
