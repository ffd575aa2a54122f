import { nodeFiles } from '../../adapters/files/node-files.js';
import { type PastRun, waitingRun } from '../../adapters/state/past-runs.js';
import { stopFile } from '../../adapters/state/stop-file.js';
import type { Checkpoint } from '../../domain/checkpoint.js';
import type { GateDecision } from '../../domain/gate.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import type { TaskDone } from '../../domain/task-done.js';
import { endedKey } from '../../domain/task-keys.js';
import { runTitle } from '../../domain/tasks-so-far.js';
import { decidedEntries } from '../../policy/gates.js';
import type { Resumption } from '../../policy/resume.js';
import { ownStagesAt } from '../own-stages.js';
import { agreedModules, stagesStillThere } from './chain-stages.js';
import { continueAtOnce } from './continue-at-once.js';
import { anew, checksOver, decide, mendCommit } from './decide-resume.js';
import { finishByHand } from './finish-by-hand.js';
import type { WatchedRun } from './frame.js';
import { putCheckBack } from './interrupted-check.js';
import { openRun } from './open-run.js';
import { setOwnBox, untickUncommitted } from './own-box.js';
import { runOpened } from './run-opened.js';
import type { Site } from './site.js';
import { checkSurroundings } from './surroundings.js';
import { ranAtOnce, workOf } from './work.js';

/**
 * Takes a run up where it stopped: the same journal, the same log, nothing paid for twice. `decision` is what a person says
 * of what waits at a gate, if something does.
 */
export async function continueRun(
  run: WatchedRun,
  site: Site,
  past: PastRun,
  decision: GateDecision = { kind: 'approved', by: 'continue' },
): Promise<Result<RunDone, Halt>> {
  const { repository, layout, prepared, located } = site;
  const { checkpoint } = past;
  const known = stagesStillThere(checkpoint.plan, prepared.settings);
  if (!known.ok) return known;
  if (ranAtOnce(checkpoint.plan)) return continueAtOnce(run, site, past, decision);
  const mended = await mendCommit(run, site, checkpoint);
  if (!mended.ok) return mended;
  const unticked = await untickUncommitted(located.top, checkpoint, located.at?.head ?? null);
  if (!unticked.ok) return unticked;
  const facts = await repository.start(run.signal);
  if (!facts.ok) return facts;
  const { settings } = prepared;
  const stop = stopFile(layout.stopFile, nodeFiles);
  const allowed = (allowDirty: boolean): Promise<Result<void, Halt>> =>
    checkSurroundings(facts.value, settings, stop, { clearStop: true, allowDirty, unfinished: false }, run.host);
  // In the middle of a merge or a rebase nothing can be told from how things stand.
  const free = await allowed(true);
  if (!free.ok) return free;
  const put = await putCheckBack(run, site, checkpoint);
  if (!put.ok) return put;
  const decided = await decide(run, site, checkpoint, facts.value);
  if (!decided.ok) return decided;
  const { resumption, commits, found } = decided.value;
  if (resumption.kind === 'halt') return err(resumption.halt);
  const work = workOf(checkpoint.plan);
  if (resumption.kind === 'by-hand' && work.kind === 'task') return finishByHand(run, site, past, facts.value, commits);

  const fresh = resumption.kind === 'fresh';
  // What is uncommitted is the run's, unless nothing of it is there.
  const clean = fresh ? await allowed(settings.allowDirty) : done;
  if (!clean.ok) return clean;
  const byHand = resumption.kind === 'by-hand';
  const ticked = byHand ? await setOwnBox(located.top, checkpoint, true) : done;
  if (!ticked.ok) return ticked;
  const how = byHand ? taskDoneByHand(checkpoint) : fresh ? anew(checkpoint) : resumption;
  const told = [...(put.value === null ? [] : [put.value]), ...(fresh ? [] : found)];
  const waiting = await waitingRun(layout, past.run);
  if (waiting !== null) {
    const title = runTitle(waiting.checkpoint);
    told.push({ kind: 'unfinished-run', run: waiting.run, title, after: 'continued' });
  }
  const starting = { ...run, run: run.watched, runId: past.run };
  const agreed = await agreedModules(checkpoint, ownStagesAt(starting, located.top, prepared.settings));
  const entries = [...checksOver(checkpoint), ...agreed, ...decidedEntries(checkpoint, decision), ...how.entries];
  const going = { checkpoint, fresh, byHand, told, ...how, entries };
  const opened = await openRun(run, { ...site, work, facts: facts.value, going, base: null });
  return opened.ok ? runOpened(opened.value, facts.value, repository) : opened;
}

/** A person has committed what the task in hand left: it is done, and the list goes on behind it. */
function taskDoneByHand({ inHand }: Checkpoint): Pick<Extract<Resumption, { kind: 'go' }>, 'entries' | 'changed'> {
  // The commits are not the run's.
  const value: TaskDone = { outcome: 'approved', cycles: 0, commits: [] };
  return {
    entries: inHand === null ? [] : [{ kind: 'step', key: endedKey(inHand.id), value }],
    changed: 'commits',
  };
}
