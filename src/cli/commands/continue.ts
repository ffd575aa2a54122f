import { join, relative } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { type OriginalStage, originalStage } from '../../adapters/state/original-stage.js';
import { laterState, readOriginal } from '../../adapters/state/original-state.js';
import { type DamagedRun, damagedRun, unfinishedRun } from '../../adapters/state/past-runs.js';
import type { Halt } from '../../domain/halt.js';
import type { OwnStage } from '../../domain/own-stage.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import type { Settings } from '../../domain/settings.js';
import { readTasklist } from '../../formats/tasklist.js';
import { recipe } from '../../loops/pipeline/recipes.js';
import { withOwnStages } from '../../policy/own-stages.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { continueRun } from './continue-run.js';
import { framed, type WatchedRun } from './frame.js';
import { giveUp, giveUpDamaged } from './give-up.js';
import { atSite, type FindRun, type Site } from './site.js';
import { startRun } from './start-run.js';
import type { Work } from './work.js';

/** `millstone --continue`: the newest unfinished run goes on, or is given up. Returns the exit code. */
export const continueCommand = (
  request: RequestOf<'continue'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  framed(request, host, leave, (run) => {
    let damaged: DamagedRun | null = null;
    const find: FindRun = async (layout) => {
      // Giving up must be possible whatever the run has left.
      damaged = request.abort ? await damagedRun(layout) : null;
      if (damaged !== null) return ok(null);
      const later = request.abort ? null : await laterState(layout.state, nodeFiles);
      return later === null ? unfinishedRun(layout) : err(later);
    };
    return atSite(run, find, (watched, site) => {
      if (damaged !== null) return giveUpDamaged(watched, site, damaged);
      if (site.past === null) return nothing(watched, site, request.abort);
      return request.abort ? giveUp(watched, site, site.past) : continueRun(watched, site, site.past);
    });
  });

/**
 * Says so. A tasklist with something left to do is then worked through as by plain `millstone` (L19). An empty run
 * would only stand before the last real one, which `--undo` looks for.
 */
async function nothing(run: WatchedRun, site: Site, abort: boolean): Promise<Result<RunDone, Halt>> {
  const { layout, located, prepared } = site;
  const original = await readOriginal(layout.state, nodeFiles);
  const stage = original === null || abort ? null : originalStage(original);
  if (stage !== null) return startRun(run, site, workAfter(stage, prepared.settings, site.ownStages), true);
  if (original !== null) {
    const halted = typeof original.halt_reason === 'string' ? ` that it halted (${original.halt_reason}), but` : '';
    const what = `${relative(located.top, layout.state)} is of the original millstone: it tells${halted} not of which task`;
    const fix = 'commit or stash what it left in the working tree, and start the task again with --task "..."';
    return err({ reason: 'preflight', problems: [{ what, fix }] });
  }
  const list = abort ? ok(null) : await nodeFiles.read(join(located.top, prepared.settings.tasklist));
  // A list that cannot be read is told by the run that wants it.
  const instead = !list.ok || readTasklist(list.value ?? '').entries.some(({ done }) => !done);
  run.reporting.emit({ type: 'noticed', notice: { kind: 'nothing-to-continue', instead } });
  if (instead) return startRun(run, site, { kind: 'worklist' }, true);
  return ok({ outcome: 'no_changes', cycles: 0, commits: [] });
}

/** What was left to do behind a stage of the original, as one would ask for it now. */
function workAfter(stage: OriginalStage, settings: Settings, own: readonly OwnStage[]): Work {
  if (stage.asked === 'tasks') return { kind: 'worklist' };
  const links = [...withOwnStages(recipe(stage.asked, stage.through, settings), own)];
  const chain = { ...stage, links, roadmap: null, issues: null, ...(own.length === 0 ? {} : { own: [...own] }) };
  return { kind: 'chain', chain };
}
