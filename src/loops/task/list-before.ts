import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Task } from '../../domain/task.js';
import type { TaskList } from '../../ports/task-list.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import type { TaskDeps } from './deps.js';

const text = z.string().nullable();

/**
 * The tasklist as it was when the task began; null when there is none to compare with. An edit made before a crash is
 * still an edit after it.
 */
export async function listBefore(deps: TaskDeps, task: Task, ctx: RunContext): Promise<Result<string | null, Halt>> {
  const { list } = deps;
  if (list !== null) return keptList(list, task, ctx);
  if (!deps.settings.noTasklistEdits) return ok(null);
  return step(ctx, `task/${task.id}/tasklist`, text, async () => ok(await deps.readTasklist()));
}

/** A long list would make the journal grow with every task: the journal only says that it is kept beside it. */
async function keptList(list: TaskList, task: Task, ctx: RunContext): Promise<Result<string | null, Halt>> {
  const key = `task/${task.id}/list`;
  const known = ctx.journal.find(key) !== undefined && !list.editedByHand;
  const before = known ? await list.kept() : null;
  if (before !== null) return ok(before);

  const now = await list.store.text();
  if (!now.ok) return err(unusable(list, now.error));
  if (now.value === null) return err(unusable(list, null));
  const kept = await list.keep(now.value);
  if (!kept.ok) return err({ reason: 'state', file: list.file, why: kept.error });
  const noted = await step(ctx, key, z.null(), async () => ok(null));
  return noted.ok ? ok(now.value) : noted;
}

/** The halt of a list that cannot be worked with; `why` is null when it is gone. */
export const unusable = ({ file }: TaskList, why: string | null): Halt => ({ reason: 'tasklist', file, why });
