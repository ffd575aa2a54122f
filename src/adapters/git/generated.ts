import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { FileDiff } from '../../formats/patch.js';
import { type Git, gitHalt } from './git.js';
import type { Looker } from './looker.js';

const ATTRIBUTE = 'linguist-generated';

/**
 * Which of these files the repository marks as generated, by position.
 *
 * Asked of the attributes that stood in `from`: an author must not shrink a change by marking it. git is only asked
 * when the `.gitattributes` of the top level speaks of it; marks that only deeper ones make are not seen.
 */
export async function generatedAmong(
  files: readonly FileDiff[],
  from: TreeId,
  { git, looker, top }: { readonly git: Git; readonly looker: Looker; readonly top: string },
  signal: AbortSignal,
): Promise<Result<readonly boolean[], Halt>> {
  if (files.length === 0 || !spokenOf(top)) return ok([]);
  const index = await looker.indexFor(from, signal);
  if (!index.ok) return index;
  const doing = 'read the attributes';
  const stdin = Buffer.concat(files.flatMap(({ rawPath }) => [rawPath, Buffer.of(0)]));
  const args = ['check-attr', '--cached', '-z', '--stdin', ATTRIBUTE];
  const asked = await git({ doing, args, index: index.value, stdin }, signal);
  if (!asked.ok) return asked;
  // Path, attribute and value, each with a NUL behind it.
  const fields = asked.value.stdout.toString('latin1').split('\0');
  if (fields.length !== files.length * 3 + 1) return err(gitHalt(doing, 'the list of attributes broke off'));
  return ok(files.map((_, at) => ['set', 'true'].includes(fields[at * 3 + 2] ?? '')));
}

function spokenOf(top: string): boolean {
  try {
    return readFileSync(join(top, '.gitattributes')).includes(ATTRIBUTE);
  } catch {
    // Absent, or nothing that can be read: then nothing is marked, and every line counts.
    return false;
  }
}
