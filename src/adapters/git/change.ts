import type { Change, FileChange } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { diffReader, type FileDiff } from '../../formats/patch.js';
import type { VisitLine } from '../../ports/repository.js';
import { embedded } from './embedded.js';
import { generatedAmong } from './generated.js';
import { type Git, gitHalt } from './git.js';
import type { Looker } from './looker.js';
import { keepPatch } from './patch-keeper.js';
import type { PlainGit } from './plain-git.js';
import { attempt } from './scratch.js';

export interface Comparing {
  readonly git: Git;
  readonly looker: Looker;
  /** Runs git in a folder of its own, where no file of the tree tells it how to show another. */
  readonly plainGit: PlainGit;
  readonly top: string;
  /** Bytes of the patch that are kept as text. */
  readonly patchLimit: number;
  /** Where a longer patch goes whole, by the tree that it leads to. */
  readonly patchFile: (to: TreeId) => string;
}

const DOING = 'compare two trees';
/** Beyond this many files on either side, only renames without edits are found: comparing all takes too long. */
const RENAME_LIMIT = '-l400';
const SHAPE = ['-r', '-z', '--patch-with-raw', '--no-abbrev', '-M', RENAME_LIMIT, '-U3', '--inter-hunk-context=0'];
/** Nothing of the user's may stand between us and the bytes. */
const PLAIN = ['--no-ext-diff', '--no-textconv', '--no-color', '--submodule=short', '--ignore-submodules=none'];
/** A user's own attributes could call text binary as well as those of the tree. */
const NO_ATTRIBUTES = ['-c', 'core.attributesFile=/dev/null'];
const PREFIXES = ['--src-prefix=a/', '--dst-prefix=b/', '--no-relative'];

/** The whole difference; nothing is run for equal trees. */
export async function changeBetween(
  comparing: Comparing,
  from: TreeId,
  to: TreeId,
  visit: VisitLine,
  signal: AbortSignal,
  removed: VisitLine | null = null,
): Promise<Result<Change, Halt>> {
  const nothing = { from, to, files: [], patch: '', patchBytes: 0, patchFile: null };
  if (from === to) return ok(nothing);
  const keeper = keepPatch(comparing.patchLimit, comparing.patchFile(to));
  const files = await diff(comparing, from, to, { added: visit, removed, patch: keeper.take }, signal);
  const kept = attempt('keep the diff', keeper.close);
  if (!files.ok) return files;
  if (!kept.ok) return kept;
  return ok({
    from,
    to,
    files: files.value,
    patch: kept.value.text,
    patchBytes: kept.value.bytes,
    patchFile: kept.value.file,
  });
}

/** Only the files. */
export const filesBetween = (
  comparing: Comparing,
  from: TreeId,
  to: TreeId,
  signal: AbortSignal,
): Promise<Result<readonly FileChange[], Halt>> =>
  from === to
    ? Promise.resolve(ok([]))
    : diff(comparing, from, to, { added: ignore, removed: null, patch: ignore }, signal);

const ignore = (): void => {};

/** Who gets to see a diff as it streams in. */
interface Watching {
  readonly added: VisitLine;
  readonly removed: VisitLine | null;
  readonly patch: (bytes: Uint8Array) => void;
}

async function diff(
  comparing: Comparing,
  from: TreeId,
  to: TreeId,
  { added, removed, patch }: Watching,
  signal: AbortSignal,
): Promise<Result<FileChange[], Halt>> {
  const reader = diffReader(added, patch, removed);
  let broken: Result<void, Halt> | null = null;
  const onStdout = (chunk: Uint8Array): void => {
    if (broken === null) {
      const taken = attempt('keep the diff', () => reader.push(chunk));
      if (!taken.ok) broken = taken;
    }
  };
  const args = [...NO_ATTRIBUTES, 'diff-tree', ...SHAPE, ...PLAIN, ...PREFIXES, from, to];
  const done = await comparing.plainGit({ doing: DOING, args, onStdout }, signal);
  if (!done.ok) return done;
  if (broken !== null) return broken as Result<never, Halt>;
  const files = reader.end();
  if (files === null) return err(gitHalt(DOING, 'the diff broke off or did not add up'));
  const stranger = embedded(files, comparing.top);
  if (stranger !== null) return err(stranger);
  const generated = await generatedAmong(files, from, comparing, signal);
  if (!generated.ok) return generated;
  return ok(files.map((file, at) => plain(file, generated.value[at] ?? false)));
}

function plain({ modes: _, ids: __, rawPath: ___, ...file }: FileDiff, generated: boolean): FileChange {
  return { ...file, generated };
}
