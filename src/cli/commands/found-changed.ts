import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Sighting } from '../../domain/change.js';
import type { Checkpoint } from '../../domain/checkpoint.js';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import type { Notice } from '../../domain/notice.js';
import { ok, type Result } from '../../domain/result.js';
import { type Dated, foundChanged, knownLast } from '../../policy/since-death.js';
import type { Repository } from '../../ports/repository.js';

/** Which files differ from how a run knew them; null when none does that a person has to know of. */
export async function filesFoundChanged(
  repository: Repository,
  top: string,
  past: Checkpoint,
  now: Sighting,
  died: Date | null,
  signal: AbortSignal,
): Promise<Result<Notice | null, Halt>> {
  const known = knownLast(past);
  if (known === null || known.tree === now.tree) return ok(null);
  const files = await datedFiles(repository, top, known.tree, now.tree, signal);
  if (!files.ok) return files;
  const found = foundChanged(past, files.value, died);
  return ok(found.later.length + found.unclear.length === 0 ? null : { kind: 'found-changed', ...found });
}

/** The files in which two trees differ, the second being that of the working tree, with the time of each. */
export async function datedFiles(
  repository: Repository,
  top: string,
  from: TreeId,
  to: TreeId,
  signal: AbortSignal,
): Promise<Result<readonly Dated[], Halt>> {
  const differing = await repository.differing(from, to, signal);
  return differing.ok ? ok(differing.value.map(({ path }) => ({ path, at: writtenAt(join(top, path)) }))) : differing;
}

/** A move or a copy may bring an old time of writing along, a restored time is changed later: the earlier one tells. */
function writtenAt(path: string): Date | null {
  try {
    const { mtime, ctime } = lstatSync(path);
    return mtime < ctime ? mtime : ctime;
  } catch {
    return null;
  }
}
