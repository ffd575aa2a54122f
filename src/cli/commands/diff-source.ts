import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { makeGit } from '../../adapters/git/git.js';
import type { Range } from '../../adapters/git/range.js';
import { rangeOf, uncommitted } from '../../adapters/git/range.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { diffBlock, textDiffBlock } from '../../prompting/diff-block.js';
import type { Site } from './site.js';

/** Characters of a diff file that a prompt carries; a longer one is read from its file. Source: inner-loop.md IL-D10. */
const TEXT_LIMIT = 200_000;

/** A diff that was named on the command line. */
export interface DiffSource {
  /** What it is, in words: a file, a range, the uncommitted changes; that there is nothing in it, where there is not. */
  readonly what: string;
  /** As a prompt holds it; null when there is nothing in it. */
  readonly block: string | null;
}

/**
 * Finds the diff that is meant: a file, else a commit or a range of git, else what is not committed yet.
 */
export async function diffSource(
  named: string | null,
  cwd: string,
  env: Readonly<Record<string, string>>,
  { located, repository }: Pick<Site, 'located' | 'repository'>,
  signal: AbortSignal,
): Promise<Result<DiffSource, Halt>> {
  const file = named === null ? null : resolve(cwd, named);
  if (named !== null && file !== null && (await isFile(file))) return fromFile(named, file);
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env });
  const range: Result<Range | null, Halt> =
    named === null ? ok(uncommitted(located)) : await rangeOf(git, named, signal);
  if (!range.ok) return range;
  if (range.value === null) {
    const fix = 'name the file of a diff, a commit, or a range such as main..HEAD';
    return err({
      reason: 'preflight',
      problems: [{ what: `${named} is no file here, and git does not know it`, fix }],
    });
  }
  const { from, to } = range.value;
  const seen = to === null ? await repository.look(signal) : ok({ tree: to });
  if (!seen.ok) return seen;
  const change = await repository.change(from, seen.value.tree, () => undefined, signal);
  if (!change.ok) return change;
  if (change.value.files.length === 0) return ok({ what: empty(named, to === null), block: null });
  return ok({ what: named ?? 'the uncommitted changes', block: diffBlock(change.value) });
}

function empty(named: string | null, upToNow: boolean): string {
  if (named === null) return 'all changes of the working tree are committed';
  return upToNow
    ? `the working tree is as it is in ${named}; what that commit brought is ${named}~1..${named}`
    : `there are no differences in ${named}`;
}

async function fromFile(what: string, file: string): Promise<Result<DiffSource, Halt>> {
  const text = await nodeFiles.read(file);
  if (!text.ok)
    return err({ reason: 'preflight', problems: [{ what: text.error, fix: 'name a file that can be read' }] });
  const diff = text.value ?? '';
  return ok(
    diff.trim() === ''
      ? { what: `${what} is empty`, block: null }
      : { what, block: textDiffBlock(diff, file, TEXT_LIMIT) },
  );
}

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isFile() === true;
