import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import { beginChecks } from '../../policy/checks.js';
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
  const change = await deps.repository.change(started.baseline.tree, made.seen.tree, checks.visit, ctx.signal);
  if (!change.ok) return change;
  ctx.emit({ type: 'observed', cycle, files: change.value.files, diff: change.value.patch });

  const tasklistEdited = settings.noTasklistEdits && (await deps.readTasklist()) !== started.tasklistText;
  const waived = started.waivers.filter(({ diff }) => diff === made.seen.tree).map(({ check }) => check);
  const found = checks.finish(change.value, { tasklistEdited, waived });
  for (const hit of found.warnings) ctx.emit({ type: 'check-warned', hit });
  return ok({ ...made, change: change.value, commits, hit: found.hit, lines: found.lines });
}
