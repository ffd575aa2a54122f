import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import { uncancelled } from '../../loops/context.js';
import type { Repository, StartFacts } from '../../ports/repository.js';
import type { Opened } from './open-run.js';

/** Lets an opened run do its work, and closes it. */
export async function runOpened(
  opened: Opened,
  facts: StartFacts,
  repository: Repository,
): Promise<Result<RunDone, Halt>> {
  const result = await opened.run();
  const kept = result.ok ? await keepDetached(result.value, facts, repository) : ok(undefined);
  await opened.close(result);
  return kept.ok ? result : kept;
}

/** A commit on no branch is kept under a ref of our own, so that going back to a branch cannot lose it. */
async function keepDetached(
  { commits }: RunDone,
  facts: StartFacts,
  repository: Repository,
): Promise<Result<unknown, Halt>> {
  const last = commits.at(-1);
  if (last === undefined || facts.branch !== null) return ok(undefined);
  return repository.park(last.id, 'detached', uncancelled);
}
