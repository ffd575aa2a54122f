import { nodeFiles } from '../../adapters/files/node-files.js';
import { makeGit } from '../../adapters/git/git.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { type PastRun, waitingRun } from '../../adapters/state/past-runs.js';
import { stopFile } from '../../adapters/state/stop-file.js';
import type { GateDecision } from '../../domain/gate.js';
import type { Halt } from '../../domain/halt.js';
import type { Notice } from '../../domain/notice.js';
import { baseRecord } from '../../domain/parallel-records.js';
import type { Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import { BASE } from '../../domain/task-keys.js';
import { runTitle } from '../../domain/tasks-so-far.js';
import { decidedEntries } from '../../policy/gates.js';
import { stagesAnew } from '../../policy/resume.js';
import { ownStagesAt } from '../own-stages.js';
import { baseBranch, checkedOutBase } from '../parallel/base-branch.js';
import { agreedModules } from './chain-stages.js';
import { checksOver, mendCommit } from './decide-resume.js';
import type { WatchedRun } from './frame.js';
import { openRun } from './open-run.js';
import { runOpened } from './run-opened.js';
import type { Site } from './site.js';
import { checkSurroundings } from './surroundings.js';
import { isTypedAnew, workOf } from './work.js';

/**
 * Takes up a run whose tasks are done at once. What became of each of them is found out when it is its turn: here only the
 * branch they land on is looked at, which stays the one it was, and of a chain what its stages go on with.
 */
export async function continueAtOnce(
  run: WatchedRun,
  site: Site,
  past: PastRun,
  decision: GateDecision,
): Promise<Result<RunDone, Halt>> {
  const { repository, layout, prepared, located } = site;
  const { checkpoint } = past;
  const { settings } = prepared;
  // Stages commit here what they wrote; tasks commit in their worktrees.
  const own = new Map([...checkpoint.openIntents].filter(([key]) => key.startsWith('pass/')));
  const mended = await mendCommit(run, site, { ...checkpoint, openIntents: own });
  if (!mended.ok) return mended;
  const facts = await repository.start(run.signal);
  if (!facts.ok) return facts;
  const stop = stopFile(layout.stopFile, nodeFiles);
  const asked = { clearStop: run.request.clearStop, allowDirty: true, unfinished: false };
  const free = await checkSurroundings(facts.value, settings, stop, asked, run.host);
  if (!free.ok) return free;
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env: run.env });
  const known = baseRecord.safeParse(checkpoint.steps.get(BASE));
  const branch = known.success ? known.data.branch : settings.parallel.baseBranch;
  const work = workOf(checkpoint.plan);
  const find = work.kind === 'chain' ? checkedOutBase : baseBranch;
  const base = await find(git, { ...settings.parallel, baseBranch: branch }, facts.value.branch, run.signal);
  if (!base.ok) return base;
  // Whoever typed the command anew may have wanted to begin anew.
  const told: Notice[] = isTypedAnew(run) ? [{ kind: 'taken-up', run: past.run }] : [];
  const waiting = await waitingRun(layout, past.run);
  if (waiting !== null)
    told.push({ kind: 'unfinished-run', run: waiting.run, title: runTitle(waiting.checkpoint), after: 'continued' });
  // Until a task has begun, a check that was under way is one of the chain itself.
  const over = work.kind === 'chain' && !known.success ? checksOver(checkpoint) : [];
  const stages = work.kind === 'chain' ? stagesAnew(checkpoint) : [];
  const starting = { ...run, run: run.watched, runId: past.run };
  const agreed = await agreedModules(checkpoint, ownStagesAt(starting, located.top, prepared.settings));
  const entries = [...over, ...agreed, ...decidedEntries(checkpoint, decision), ...stages];
  const going = { checkpoint, fresh: false, byHand: false, told, entries, changed: 'nothing' } as const;
  const opened = await openRun(run, {
    ...site,
    work,
    facts: facts.value,
    going,
    base: base.value,
  });
  return opened.ok ? runOpened(opened.value, facts.value, repository) : opened;
}
