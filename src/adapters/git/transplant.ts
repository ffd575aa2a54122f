import { closeSync, openSync, writeSync } from 'node:fs';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Git } from './git.js';
import type { Looker } from './looker.js';
import { attempt, type Scratch } from './scratch.js';
import { writeTree } from './write-tree.js';

export interface Transplanting {
  readonly git: Git;
  readonly looker: Looker;
  readonly scratch: Scratch;
}

const DOING = "take the task's change apart from what was there before";

/**
 * The tree `onto` with the difference of `from` and `to` applied. Files that only one side touched are a matter of
 * three trees and two processes; where both did, the lines must not overlap, or it is a halt that names the files.
 */
export async function transplant(
  deps: Transplanting,
  [onto, from, to]: readonly [onto: TreeId, from: TreeId, to: TreeId],
  signal: AbortSignal,
): Promise<Result<TreeId, Halt>> {
  const { git, looker, scratch } = deps;
  if (from === to) return ok(onto);
  if (from === onto) return ok(to);
  const merged = attempt(DOING, () => scratch.file('merge'));
  if (!merged.ok) return merged;
  const trees = ['read-tree', '-i', '-m', '--aggressive', from, onto, to];
  // Exit 128: a file on one side is a folder on the other; the patch will tell.
  const merge = await git({ doing: DOING, args: trees, index: merged.value, answers: [128] }, signal);
  if (!merge.ok) return merge;
  const unmerged = await git({ doing: DOING, args: ['ls-files', '--unmerged', '-z'], index: merged.value }, signal);
  if (!unmerged.ok) return unmerged;
  const both = pathsOf(unmerged.value.stdout);
  if (merge.value.code === 0 && both.length === 0) return writeTree(git, merged.value, signal);

  const patch = await storedPatch(deps, from, to, signal);
  if (!patch.ok) return patch;
  const index = await looker.indexFor(onto, signal);
  if (!index.ok) return index;
  const args = ['apply', '--cached', '--binary', '--whitespace=nowarn', '--unidiff-zero', patch.value];
  const applied = await git({ doing: DOING, args, index: index.value, answers: [1, 128] }, signal);
  if (!applied.ok) return applied;
  if (applied.value.code === 0) return writeTree(git, index.value, signal);
  const named = both.filter((path) => applied.value.stderr.includes(path));
  const files = named.length > 0 ? named : both;
  return err({ reason: 'commit', why: 'overlap', detail: files.join(', ') || applied.value.stderr.trim() });
}

/** Whole into a file: it may be larger than the memory. */
async function storedPatch(
  { git, scratch }: Transplanting,
  from: TreeId,
  to: TreeId,
  signal: AbortSignal,
): Promise<Result<string, Halt>> {
  const opened = attempt(DOING, () => {
    const file = scratch.file('patch');
    return { file, handle: openSync(file, 'w') };
  });
  if (!opened.ok) return opened;
  const { file, handle } = opened.value;
  let broken: Result<void, Halt> | null = null;
  const onStdout = (chunk: Uint8Array): void => {
    const written = attempt(DOING, () => {
      for (let at = 0; at < chunk.length; ) at += writeSync(handle, chunk, at);
    });
    if (!written.ok) broken ??= written;
  };
  const shape = [
    '-r',
    '-p',
    '--binary',
    '--full-index',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
  ];
  const prefixes = ['--src-prefix=a/', '--dst-prefix=b/'];
  const done = await git({ doing: DOING, args: ['diff-tree', ...shape, ...prefixes, from, to], onStdout }, signal);
  const closed = attempt(DOING, () => closeSync(handle));
  if (!done.ok) return done;
  if (broken !== null) return broken as Result<never, Halt>;
  return closed.ok ? ok(file) : closed;
}

/** From `<mode> <id> <stage> TAB <path> NUL`, each path once. */
function pathsOf(listing: Buffer): string[] {
  const records = listing
    .toString('utf8')
    .split('\0')
    .filter((record) => record !== '');
  return [...new Set(records.map((record) => record.slice(record.indexOf('\t') + 1)))];
}
