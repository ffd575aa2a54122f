import type { Halt } from '../../domain/halt.js';
import { done, type Result } from '../../domain/result.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from './deps.js';
import { setBoxes } from './set-boxes.js';
import type { Started } from './work.js';

/** Makes sure that a finished task is ticked, by its identity, and that no other one is (L1). */
export async function markDone(
  deps: TaskDeps,
  started: Pick<Started, 'task' | 'tasklistText'>,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const { list } = deps;
  if (list === null || list.tickedAtLanding === true) return done;
  const set = await setBoxes(deps, started, true, ctx);
  if (!set.ok) return set;
  const { file } = list;
  const { id, title } = started.task;
  if (set.value.found) ctx.emit({ type: 'task-ticked', task: id, file, committed: !set.value.changed });
  else ctx.emit({ type: 'noticed', notice: { kind: 'task-unlisted', file, title } });
  return done;
}
