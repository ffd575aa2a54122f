import { type Baseline, branchName, type Sighting } from '../domain/change.js';
import type { Halt } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Role } from '../domain/role.js';
import type { History, Repository } from '../ports/repository.js';
import { uncancelled } from './context.js';

/**
 * The commits made since the task began. A halt when the author left the branch, or rewrote it so that the commit
 * the task began with is gone from it; that commit is parked first, so that nothing of the person's can be lost.
 */
export async function sinceStart(
  repository: Repository,
  baseline: Baseline,
  now: Sighting,
  role: Role,
  asked: Promise<Result<History, Halt>> | null = null,
): Promise<Result<History, Halt>> {
  if (now.head === baseline.head && now.branch === baseline.branch) return ok({ descends: true, commits: [] });
  const park = async (): Promise<Result<string, Halt>> =>
    baseline.head === null ? ok('') : repository.park(baseline.head, 'start', uncancelled);

  if (now.branch !== baseline.branch) {
    const parked = await park();
    if (!parked.ok) return parked;
    const what = now.branch === null ? 'detached' : 'branch-switched';
    return err({
      reason: 'history',
      role,
      what,
      expected: branchName(baseline.branch),
      found: branchName(now.branch),
      parked: parked.value,
    });
  }
  const history = await (asked ?? repository.history(baseline.head, uncancelled));
  if (!history.ok || history.value.descends) return history;
  const parked = await park();
  if (!parked.ok) return parked;
  const [expected, found] = [baseline.head ?? '', now.head ?? ''];
  return err({ reason: 'history', role, what: 'rewritten', expected, found, parked: parked.value });
}
