import type { Checkpoint } from '../../domain/checkpoint.js';
import type { Halt } from '../../domain/halt.js';
import type { Notice } from '../../domain/notice.js';
import { ok, type Result } from '../../domain/result.js';
import { uncancelled } from '../../loops/context.js';
import { knownLast } from '../../policy/since-death.js';
import type { Repository } from '../../ports/repository.js';
import { datedFiles } from './found-changed.js';

/**
 * Puts back what a check of the project had written when its run was killed, as is done after every check. Only where
 * nothing is younger than the death: what a person did since stays, and then all of it is told.
 */
export async function putCheckBack(
  repository: Repository,
  top: string,
  past: Checkpoint,
  died: Date | null,
  signal: AbortSignal,
): Promise<Result<Notice | null, Halt>> {
  const checking = [...past.openIntents.keys()].some((key) => key.startsWith('checked/'));
  const known = knownLast(past);
  if (past.life.kind !== 'open' || !checking || known === null || died === null) return ok(null);
  const now = await repository.look(signal);
  if (!now.ok) return now;
  if (now.value.tree === known.tree || now.value.head !== known.head || now.value.branch !== known.branch)
    return ok(null);
  const files = await datedFiles(repository, top, known.tree, now.value.tree, signal);
  if (!files.ok) return files;
  // A file that is gone has no time; the check may have taken it away as well as anybody else.
  if (files.value.some(({ at }) => at === null || at > died)) return ok(null);
  const restored = await repository.restore(known, uncancelled);
  return restored.ok ? ok({ kind: 'check-put-back', ...restored.value }) : restored;
}
