import { runLayout } from '../../adapters/state/layout.js';
import type { Checkpoint } from '../../domain/checkpoint.js';
import type { Halt } from '../../domain/halt.js';
import { baseRecord, forked } from '../../domain/parallel-records.js';
import { done, ok, type Result } from '../../domain/result.js';
import { roundsOf } from '../../domain/rounds.js';
import { BASE, forkKey } from '../../domain/task-keys.js';
import { uncancelled } from '../../loops/context.js';
import type { WatchedRun } from '../commands/frame.js';
import type { Site } from '../commands/site.js';
import { makeCheckouts } from './checkouts.js';
import { type Clearing, clearPlace } from './clear-place.js';

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
    landing: {
      async holds(commit, signal) {
        const args = ['merge-base', '--is-ancestor', commit, `refs/heads/${base.data.branch}`];
        const asked = await checkouts.git({ doing: 'give tasks up', args, answers: [1, 128] }, signal);
        return asked.ok ? ok(asked.value.code === 0) : asked;
      },
    },
  };
  const { integrationBranch: branch } = prepared.settings.parallel;
  const places = [{ id: 'integration', place: { path: checkouts.pathOf('integration'), branch } }];
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
