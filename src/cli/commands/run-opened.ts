import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import type { Task } from '../../domain/task.js';
import { uncancelled } from '../../loops/context.js';
import { runTask, type TaskDone } from '../../loops/task/run-task.js';
import type { Repository, StartFacts } from '../../ports/repository.js';
import type { Opened } from './open-run.js';

/** Lets an opened run do its task, and closes it. */
export async function runOpened(
  { deps, ctx, close }: Opened,
  task: Task,
  facts: StartFacts,
  repository: Repository,
): Promise<Result<TaskDone, Halt>> {
  const result = await runTask(task, deps, ctx);
  const kept = result.ok ? await keepDetached(result.value, facts, repository) : ok(undefined);
  await close(result);
  return kept.ok ? result : kept;
}

/** A commit on no branch is kept under a ref of our own, so that going back to a branch cannot lose it. */
async function keepDetached(
  { commits }: TaskDone,
  facts: StartFacts,
  repository: Repository,
): Promise<Result<unknown, Halt>> {
  const last = commits.at(-1);
  if (last === undefined || facts.branch !== null) return ok(undefined);
  return repository.park(last.id, 'detached', uncancelled);
}
