import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { runLayout } from '../../adapters/state/layout.js';
import type { Checkpoint } from '../../domain/checkpoint.js';
import type { Halt } from '../../domain/halt.js';
import type { Notice } from '../../domain/notice.js';
import { baseRecord, forked } from '../../domain/parallel-records.js';
import { PARKED } from '../../domain/parked.js';
import { ok, type Result } from '../../domain/result.js';
import { roundsOf } from '../../domain/rounds.js';
import { BASE, forkKey } from '../../domain/task-keys.js';
import { uncancelled } from '../../loops/context.js';
import type { WatchedRun } from '../commands/frame.js';
import type { Site } from '../commands/site.js';
import { makeCheckouts } from './checkouts.js';
import { clearPlace } from './clear-place.js';
import type { Clearing } from './clearing.js';
import { integrationPlace } from './integration-checkout.js';

/** What a person is told of it. */
type GivenUp = Pick<Extract<Notice, { kind: 'aborted' }>, 'worktrees'>;

/** Removes the worktrees of a run of many that is given up. What did not land is parked first. */
export async function giveUpAtOnce(
  run: WatchedRun,
  { located, prepared, layout, repository }: Site,
  { steps }: Checkpoint,
): Promise<Result<GivenUp, Halt>> {
  const tasks = roundsOf((key) => steps.get(key)).flat();
  const base = baseRecord.safeParse(steps.get(BASE));
  if (!base.success) return ok({});
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
  const removed: string[] = [];
  for (const { id, place } of places) {
    const there = existsSync(place.path);
    const cleared = await clearPlace(clearing, place, id, uncancelled);
    if (!cleared.ok) return cleared;
    if (there && cleared.value) removed.push(relative(located.top, place.path));
  }
  const parked = `${PARKED}${run.reporting.run}/`;
  const args = ['for-each-ref', '--format=%(refname)', parked];
  const listed = await checkouts.git({ doing: 'list what is parked', args }, uncancelled);
  if (!listed.ok) return listed;
  const kept = listed.value.stdout.toString('utf8').split('\n').filter(Boolean);
  return ok(removed.length + kept.length === 0 ? {} : { worktrees: { removed, kept } });
}
