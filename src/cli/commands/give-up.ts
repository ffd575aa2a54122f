import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { relative } from 'node:path';
import { systemClock } from '../../adapters/clock.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { systemWords } from '../../adapters/files/system-words.js';
import { makeGit } from '../../adapters/git/git.js';
import { makeParking } from '../../adapters/git/parking.js';
import { makeScratch } from '../../adapters/git/scratch.js';
import { makeUserIndex } from '../../adapters/git/user-index.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import type { DamagedRun, PastRun } from '../../adapters/state/past-runs.js';
import { openStateFile } from '../../adapters/state/state-file.js';
import { fileAway } from '../../adapters/state/stop-file.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import { cancelled } from '../../loops/context.js';
import { giveUpAtOnce } from '../parallel/give-up.js';
import { closeJournal } from './close-journal.js';
import type { WatchedRun } from './frame.js';
import { setOwnBox } from './own-box.js';
import type { Site } from './site.js';

/** `--continue --abort`: ends an unfinished run. Its files stay, and a copy of them is parked. */
export async function giveUp(run: WatchedRun, site: Site, past: PastRun): Promise<Result<RunDone, Halt>> {
  const { reporting, signal } = run;
  const { layout, files } = site;
  const parked = await park(run, site, past);
  if (!parked.ok) return parked;
  if (signal.aborted) return err(cancelled(signal));
  const cleared = await giveUpAtOnce(run, site, past.checkpoint);
  if (!cleared.ok) return cleared;
  // What is not done must not look as if it were.
  const unticked = await setOwnBox(site.located.top, past.checkpoint, false);
  if (!unticked.ok) return unticked;
  const filed = await fileAway(layout.stopFile, files.folder);
  if (!filed.ok) return filed;
  const closed = await closeJournal(site, past.run, { kind: 'closed', how: 'aborted', commits: [] });
  if (!closed.ok) return closed;
  reporting.keep(layout, files, site.prepared.settings);
  const title = past.checkpoint.inHand?.title ?? null;
  reporting.emit({
    type: 'noticed',
    notice: { kind: 'aborted', run: past.run, title, parked: parked.value, journal: null, ...cleared.value },
  });
  return ok({ outcome: 'interrupted', cycles: 0, commits: [] });
}

/** Gives up a run whose journal cannot be read. The journal stays, under a name that says so; nothing is read from it. */
export async function giveUpDamaged(
  watched: WatchedRun,
  site: Site,
  { run, journal }: DamagedRun,
): Promise<Result<RunDone, Halt>> {
  const { layout, files, located } = site;
  const parked = await park(watched, site, { run });
  if (!parked.ok) return parked;
  const kept = freeName(`${journal}.damaged`);
  try {
    await rename(journal, kept);
  } catch (error) {
    return err({ reason: 'state', file: journal, why: systemWords(error) });
  }
  const filed = await fileAway(layout.stopFile, files.folder);
  if (!filed.ok) return filed;
  const state = await openStateFile(layout.state, run, nodeFiles);
  state.on({ kind: 'closed', how: 'aborted', commits: [], at: systemClock.now().toISOString() });
  await state.settled();
  const at = relative(located.top, kept);
  watched.reporting.keep(layout, files, site.prepared.settings);
  watched.reporting.emit({
    type: 'noticed',
    notice: { kind: 'aborted', run, title: null, parked: parked.value, journal: at },
  });
  return ok({ outcome: 'interrupted', commits: [] });
}

/** A journal may have been brought back by hand since it was kept. */
function freeName(file: string): string {
  let free = file;
  for (let n = 2; existsSync(free); n++) free = `${file}.${n}`;
  return free;
}

/** Null when everything is committed anyway. */
async function park(
  { env, signal }: WatchedRun,
  { repository, located, files }: Site,
  { run }: Pick<PastRun, 'run'>,
): Promise<Result<string | null, Halt>> {
  const facts = await repository.start(signal);
  if (!facts.ok) return facts;
  if (facts.value.dirty.length === 0) return ok(null);
  const seen = await repository.look(signal);
  if (!seen.ok) return seen;
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env });
  const scratch = makeScratch(files.tmp);
  const userIndex = makeUserIndex(git, located, scratch);
  return makeParking({ git, located, userIndex, scratch }, run).files(
    seen.value,
    'aborted',
    'when the run was given up',
    signal,
  );
}
