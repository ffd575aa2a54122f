import { relative } from 'node:path';
import type { PastRun } from '../../adapters/state/past-runs.js';
import { fileAway } from '../../adapters/state/stop-file.js';
import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import type { StartFacts } from '../../ports/repository.js';
import { closeJournal } from './close-journal.js';
import type { WatchedRun } from './frame.js';
import type { Site } from './site.js';

/** A person has committed what a halted run left: its task is done, and the commits are theirs. */
export async function finishByHand(
  run: WatchedRun,
  site: Site,
  { checkpoint }: PastRun,
  { branch }: StartFacts,
  commits: readonly CommitFacts[],
): Promise<Result<RunDone, Halt>> {
  const { reporting } = run;
  const { layout, files, located } = site;
  const filed = await fileAway(layout.stopFile, files.folder);
  if (!filed.ok) return filed;
  const closed = await closeJournal(site, reporting.run, { kind: 'closed', how: 'by-hand', commits: [...commits] });
  if (!closed.ok) return closed;
  reporting.keep(layout, files, site.prepared.settings);
  reporting.emit({ type: 'run-started', plan: checkpoint.plan, log: relative(located.top, files.log), branch });
  reporting.emit({ type: 'noticed', notice: { kind: 'finished-by-hand' } });
  return ok({ outcome: 'approved', cycles: 0, commits });
}
