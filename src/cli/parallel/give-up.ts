import { runLayout } from '../../adapters/state/layout.js';
import type { Checkpoint } from '../../domain/checkpoint.js';
import type { Halt } from '../../domain/halt.js';
import { baseRecord, forked } from '../../domain/parallel-records.js';
import { done, type Result } from '../../domain/result.js';
import { roundsOf } from '../../domain/rounds.js';
import { BASE, forkKey } from '../../domain/task-keys.js';
import { uncancelled } from '../../loops/context.js';
import type { WatchedRun } from '../commands/frame.js';
import type { Site } from '../commands/site.js';
import { makeCheckouts } from './checkouts.js';
import { type Clearing, clearPlace } from './clear-place.js';
import { integrationPlace } from './integration-checkout.js';

/** Removes the worktrees of a run of many that is given up. What did not land is parked first. */
export async function giveUpAtOnce(
  run: WatchedRun,
  { located, prepared, layout, repository }: Site,
  { steps }: Checkpoint,
): Promise<Result<void, Halt>> {
  const tasks = roundsOf((key) => steps.get(key)).flat();
  const base = baseRecord.safeParse(steps.get(BASE));
  if (!base.success) return done;
  const checkouts = makeCheckouts(run, located, prepared.settings);
  const clearing: Clearing = {
    ...{ run, checkouts, deps: { repository } },
    filesAt: (at) => runLayout(layout, at.gitDir, run.reporting.run),
    base: base.data.branch,
  };
  const places = [{ id: 'integration', place: integrationPlace(checkouts, prepared.settings) }];
  for (const { id } of tasks) {
    const fork = forked.safeParse(steps.get(forkKey(id)));
    if (fork.success) places.push({ id: `task-${id}`, place: fork.data });
  }
  for (const { id, place } of places) {
    const cleared = await clearPlace(clearing, place, id, uncancelled);
    if (!cleared.ok) return cleared;
  }
  return done;
}
