import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { uncancelled } from '../context.js';
import type { TaskDeps } from './deps.js';
import type { Order } from './settled.js';

/** Whether nothing but the tick of the task is left to commit: no reason to ask an author. */
export async function onlyTick(
  { list, repository }: TaskDeps,
  { ticked, wanted }: Order,
  headTree: TreeId,
): Promise<Result<boolean, Halt>> {
  if (!ticked || list === null) return ok(false);
  const left = await repository.differing(headTree, wanted.tree, uncancelled);
  return left.ok ? ok(left.value.every(({ path }) => path === list.file)) : left;
}
