import { join } from 'node:path';
import { tasklistFile } from '../../adapters/artifacts/file/tasklist.js';
import type { Checkpoint } from '../../domain/checkpoint.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, type Result } from '../../domain/result.js';
import { sameTask } from '../../policy/same-task.js';

/**
 * Makes the box of the task in hand say whether it is done, outside of the loops. A task or a list that is not there
 * any more is nobody's loss.
 */
export async function setOwnBox(
  top: string,
  { plan, inHand: task }: Pick<Checkpoint, 'plan' | 'inHand'>,
  ticked: boolean,
): Promise<Result<void, Halt>> {
  if (plan.mode === 'task' || task === null) return done;
  const file = plan.tasklist;
  const list = tasklistFile(join(top, file));
  const trouble = (why: string): Result<never, Halt> => err({ reason: 'tasklist', file, why });
  const listed = await list.list();
  if (!listed.ok) return trouble(listed.error);
  const found = sameTask(listed.value ?? [], task);
  if (found === null || found.done === ticked) return done;
  const set = await (ticked ? list.tick(found.task.id) : list.untick(found.task.id));
  return set.ok || set.error.reason !== 'trouble' ? done : trouble(set.error.why);
}

/**
 * Takes a tick back that was made for a commit which never came: the run died in between. Only then the tree is as the
 * author left it.
 */
export async function untickUncommitted(
  top: string,
  past: Checkpoint,
  head: string | null,
): Promise<Result<void, Halt>> {
  const meant = [...past.openIntents.values()].find(({ key }) => key.endsWith('/commit/tick'));
  return meant?.before.head === (head ?? '') ? setOwnBox(top, past, false) : done;
}
