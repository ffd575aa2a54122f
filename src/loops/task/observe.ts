import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import { isTampering } from '../../domain/tampering.js';
import { untick } from '../../formats/tasklist-edit.js';
import { beginChecks } from '../../policy/checks.js';
import { ConflictMarkers } from '../../policy/conflict-markers.js';
import { watchTampering } from '../../policy/tampering.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from './deps.js';
import type { Authored, Started, Work } from './work.js';

/** Everything the task has changed since it began, whatever was committed meanwhile, with what the checks say of it. */
export async function observe(
  deps: TaskDeps,
  started: Started,
  made: Authored,
  commits: readonly CommitFacts[],
  cycle: number,
  ctx: RunContext,
): Promise<Result<Work, Halt>> {
  const { settings } = deps;
  const checks = beginChecks(settings.policy, settings.loc, settings.tasklist);
  const signs = watchTampering();
  const markers = new ConflictMarkers();
  const added = (path: string, line: string): void => {
    checks.visit(path, line);
    signs.added(path, line);
    if (started.reworked != null) markers.visit(path, line);
  };
  const { tree } = started.baseline;
  const change = await deps.repository.change(tree, made.seen.tree, added, ctx.signal, signs.removed);
  if (!change.ok) return change;
  ctx.emit({ type: 'observed', cycle, files: change.value.files, diff: change.value.patch });

  const tasklistEdited = settings.noTasklistEdits && isEdited(deps, started, await deps.readTasklist());
  const waived = started.waivers.filter(({ diff }) => diff === made.seen.tree).map(({ check }) => check);
  const found = checks.finish(change.value, { tasklistEdited, waived });
  for (const hit of found.warnings) ctx.emit({ type: 'check-warned', hit });
  const tampering = signs.finish(change.value.files);
  if (isTampering(tampering)) ctx.emit({ type: 'tests-weakened', cycle, signs: tampering });
  const { hit, lines } = found;
  return ok({ ...made, change: change.value, commits, hit, markers: markers.files, lines, tampering });
}

/** Whether the list is not what it was; where it is ticked at landing, a tick of the task itself is put right and no edit. */
function isEdited({ list }: TaskDeps, { task, tasklistText }: Started, now: string | null): boolean {
  if (now === tasklistText || list?.tickedAtLanding !== true) return now !== tasklistText;
  const unticked = now === null ? null : untick(now, task.id);
  return unticked === null || !unticked.ok || unticked.value !== tasklistText;
}
