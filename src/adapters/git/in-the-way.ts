import { lstatSync } from 'node:fs';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { done, err, type Result } from '../../domain/result.js';
import { readRaw } from '../../formats/patch.js';
import { type Git, gitHalt } from './git.js';

const DOING = 'compare the files';

/** How git marks a submodule among the files of a tree. */
const SUBMODULE = '160000';

/**
 * Names of the files in which two trees differ, as bytes one character each; `added` are those of the second alone,
 * `submodules` those that are one in either.
 */
export interface Differing {
  readonly names: readonly string[];
  readonly added: readonly string[];
  readonly submodules: readonly string[];
}

/** Compares two trees file by file, without looking into files or for renames. */
export async function differing(
  git: Git,
  from: TreeId,
  to: TreeId,
  signal: AbortSignal,
): Promise<Result<Differing, Halt>> {
  if (from === to) return { ok: true, value: { names: [], added: [], submodules: [] } };
  const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, to];
  const listed = await git({ doing: DOING, args }, signal);
  if (!listed.ok) return listed;
  const files = readRaw(listed.value.stdout);
  if (files === null) return err(gitHalt(DOING, 'the list of files broke off'));
  const nameOf = ({ rawPath }: (typeof files)[number]): string => Buffer.from(rawPath).toString('latin1');
  const added = files.filter(({ status }) => status === 'added');
  const submodules = files.filter(({ modes }) => modes.includes(SUBMODULE));
  return {
    ok: true,
    value: { names: files.map(nameOf), added: added.map(nameOf), submodules: submodules.map(nameOf) },
  };
}

/** Refuses what would have to check out another commit inside a submodule: that repository is not ours to write in. */
export function noSubmodule({ submodules }: Differing, fix: string): Result<void, Halt> {
  if (submodules.length === 0) return done;
  const names = submodules.map((name) => Buffer.from(name, 'latin1').toString('utf8')).join(', ');
  const what = `it would change the commit of a submodule, which is a repository of its own: ${names}`;
  return err({ reason: 'preflight', problems: [{ what, fix }] });
}

/**
 * Refuses to write files over others that git ignores: those are in no tree, so that nobody could bring them back.
 * `added` are files that the present tree does not have.
 */
export function nothingInTheWay(top: string, added: readonly string[]): Result<void, Halt> {
  const there = added.filter((name) => exists(Buffer.concat([Buffer.from(`${top}/`), Buffer.from(name, 'latin1')])));
  if (there.length === 0) return done;
  const names = there.map((name) => Buffer.from(name, 'latin1').toString('utf8')).join(', ');
  const what = `files that git ignores lie where others have to go: ${names}`;
  return err({ reason: 'preflight', problems: [{ what, fix: 'move them away, then do this again' }] });
}

function exists(path: Buffer): boolean {
  try {
    return lstatSync(path).isDirectory() === false;
  } catch {
    return false;
  }
}
