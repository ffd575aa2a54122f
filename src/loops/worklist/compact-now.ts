import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import { COMPACT } from '../../domain/task-keys.js';
import type { RunContext } from '../context.js';
import { unusable } from '../task/list-before.js';
import { compact } from './compact.js';
import type { WorklistDeps } from './deps.js';

/**
 * A run that is for the compaction alone, however few tasks are done. Where none is, no agent is asked; a list that had to
 * be put back is a halt, since nothing else came of the run.
 */
export async function compactNow(deps: WorklistDeps, ctx: RunContext): Promise<Result<RunDone, Halt>> {
  const { list } = deps;
  const nothing: RunDone = { outcome: 'no_changes', commits: [] };
  if (!ctx.journal.begun(COMPACT) && ctx.journal.find(COMPACT) === undefined) {
    const listed = await list.store.list();
    if (!listed.ok || listed.value === null) return err(unusable(list, listed.ok ? null : listed.error));
    if (!listed.value.some(({ done }) => done)) {
      ctx.emit({ type: 'noticed', notice: { kind: 'nothing-to-compact', file: list.file } });
      return ok(nothing);
    }
  }
  const ended = await compact(deps, ctx);
  if (!ended.ok) return ended;
  const { why } = ended.value;
  return why === null ? ok(nothing) : err({ reason: 'not-compacted', file: list.file, why });
}
