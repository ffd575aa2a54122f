import { repositoryParts } from '../../adapters/git/parts.js';
import { treeWith } from '../../adapters/git/tree-with.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import type { Checkpoint } from '../../domain/checkpoint.js';
import type { Halt } from '../../domain/halt.js';
import type { Notice } from '../../domain/notice.js';
import { err, ok, type Result } from '../../domain/result.js';
import { cancelled, uncancelled } from '../../loops/context.js';
import { checkAtWork } from '../../policy/check-at-work.js';
import { datedFiles } from './found-changed.js';
import type { WatchedRun } from './frame.js';
import type { Site } from './site.js';

/**
 * Puts back what a check of the project had written when its run was killed, as is done after every check; all of it is
 * parked first. What is certainly younger than the death is a person's, and stays. Null when there is nothing.
 */
export async function putCheckBack(
  run: WatchedRun,
  site: Site,
  past: Checkpoint,
): Promise<Result<Notice | null, Halt>> {
  const { repository, located, files, died } = site;
  const now = await repository.look(run.signal);
  if (!now.ok) return now;
  const left = checkAtWork(past, now.value);
  if (left === null) return ok(null);
  const dated = await datedFiles(repository, located.top, left.tree, now.value.tree, run.signal);
  if (!dated.ok) return dated;
  const kept = dated.value.filter(({ at }) => died !== null && at !== null && at > died).map(({ path }) => path);
  let { tree } = left;
  if (kept.length > 0) {
    const spawn = makeSpawn({ guard: null, mark: null });
    const parts = repositoryParts({
      ...{ located, run: spawn, env: run.env, tmpDir: files.tmp, runId: run.reporting.run },
    });
    const mixed = await treeWith(parts, [left.tree, now.value.tree], kept, run.signal);
    if (!mixed.ok) return mixed;
    tree = mixed.value;
  }
  if (run.signal.aborted) return err(cancelled(run.signal));
  // Once begun it is brought to its end: half of it would be nobody's work.
  const restored = await repository.restore({ ...left, tree }, uncancelled);
  if (!restored.ok) return restored;
  return ok(restored.value.files.length === 0 ? null : { kind: 'check-put-back', ...restored.value, kept });
}
