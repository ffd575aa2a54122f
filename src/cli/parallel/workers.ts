import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { listInFile } from '../../adapters/artifacts/file/task-list.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import type { Located } from '../../adapters/git/locate.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { contextFiles } from '../../adapters/state/context-files.js';
import { runLayout } from '../../adapters/state/layout.js';
import { keepWorktree } from '../../adapters/worktree/keep-worktree.js';
import type { Halt } from '../../domain/halt.js';
import type { TaskId } from '../../domain/ids.js';
import type { WorktreePlace } from '../../domain/parallel.js';
import { done, ok, type Result } from '../../domain/result.js';
import type { Task } from '../../domain/task.js';
import { forkKey } from '../../domain/task-keys.js';
import { uncancelled } from '../../loops/context.js';
import type { Workers } from '../../loops/parallel/deps.js';
import type { TaskDeps } from '../../loops/task/deps.js';
import { onceOnly } from '../../loops/worklist/once-only.js';
import type { Landing } from '../../ports/landing.js';
import type { Sessions } from '../../ports/sessions.js';
import type { Steering } from '../../ports/steering.js';
import type { TaskList } from '../../ports/task-list.js';
import type { WatchedRun } from '../commands/frame.js';
import { repositoryOf } from '../commands/site.js';
import { type Found, wire } from '../wire.js';
import type { Checkouts } from './checkouts.js';

/** What every place of a run of many shares. */
export interface Shared {
  readonly run: WatchedRun;
  readonly found: Found;
  /** The parts of the run where it was started. */
  readonly deps: TaskDeps;
  readonly list: TaskList;
  readonly landing: Landing;
  readonly checkouts: Checkouts;
  readonly steering: () => Steering;
}

/** Nobody goes on with the conversation of a task that is worked on at the same time. */
const NO_SESSIONS: Sessions = { of: () => null, remember: () => undefined, forget: () => undefined };

/** Works on each task in a worktree of its own, in this process: what is started there are the agents. */
export function worktreeWorkers(shared: Shared): Workers {
  const { run, found, checkouts, landing } = shared;
  const { settings } = found.prepared;
  const open = new Map<TaskId, { readonly place: WorktreePlace; readonly located: Located }>();
  const told = new Set<string>();
  return {
    async open(task, from, signal) {
      const place = await checkouts.placeFor(`task-${task.id}`, `millstone/task/${task.id}`, signal);
      if (!place.ok) return place;
      // Before it is made, so that what a crash leaves behind is known.
      const value = { commit: from, ...place.value };
      const noted = await found.journal.append({ kind: 'step', key: forkKey(task.id), value });
      if (!noted.ok) return noted;
      const located = await checkouts.make(place.value, from, signal);
      if (!located.ok) return located;
      open.set(task.id, { place: place.value, located: located.value });
      const deps = await depsAt(shared, task, located.value, signal);
      if (!deps.ok) return deps;
      const shown = { ...place.value, path: relative(found.located.top, place.value.path) };
      return ok({ place: shown, deps: deps.value, emit: onceOnly(run.reporting.emitOf(task.id), told) });
    },
    async close(task, fate) {
      const one = open.get(task.id);
      const { cleanup } = settings.parallel;
      const goes = fate === 'landed' ? cleanup !== 'never' : fate === 'lost' && cleanup === 'always';
      if (one === undefined || !goes) return done;
      const kept = await keepWorktree(
        housedAt(shared, one.located),
        { name: `task-${task.id}`, landed: (commit) => landing.holds(commit, uncancelled) },
        uncancelled,
      );
      if (!kept.ok) return kept;
      open.delete(task.id);
      const removed = await checkouts.worktrees.removeFiles(one.place.path, uncancelled);
      return removed.ok ? checkouts.worktrees.removeBranch(one.place.branch, uncancelled) : removed;
    },
  };
}

/** How git is run there, and where its own files lie. */
function housedAt({ run, found }: Shared, located: Located) {
  const { tmp } = runLayout(found.layout, located.gitDir, run.reporting.run);
  return { located, run: makeSpawn({ guard: null, mark: null }), env: run.env, tmpDir: tmp, runId: run.reporting.run };
}

/** The parts of a task's run in its own worktree; what is about the run as a whole is shared. */
async function depsAt(
  shared: Shared,
  task: Task,
  located: Located,
  signal: AbortSignal,
): Promise<Result<TaskDeps, Halt>> {
  const { run, found, deps } = shared;
  const { tmp } = runLayout(found.layout, located.gitDir, run.reporting.run);
  await mkdir(tmp, { recursive: true });
  const files = { ...found.files, tmp };
  const list = await listAt(shared, task, located, signal);
  if (!list.ok) return list;
  const repository = repositoryOf(run, located, files, found.prepared);
  const own = wire({ ...found, located, files, repository, list: list.value }).deps;
  const inTree = contextFiles(located.top, found.layout.contexts, nodeFiles);
  return ok({
    ...own,
    // A person was asked before it began; nobody edits the list but who lands the task (L1).
    settings: { ...own.settings, yesHighRisk: true, noTasklistEdits: true },
    steering: shared.steering(),
    brakes: deps.brakes,
    standIns: deps.standIns,
    impatience: deps.impatience,
    approver: deps.approver,
    stopFile: deps.stopFile,
    sessions: NO_SESSIONS,
    contexts: { ...deps.contexts, file: inTree.file },
  });
}

/** The list in the worktree, where git tracks it; one that git ignores is out of the task's reach. */
async function listAt(
  { found, list, checkouts }: Shared,
  task: Task,
  { top }: Located,
  signal: AbortSignal,
): Promise<Result<TaskList | null, Halt>> {
  if (!list.tracked) return ok(null);
  const kept = join(found.files.folder, 'lists', `${task.id}.md`);
  const listed = await listInFile(checkouts.gitAt(top), top, { file: list.file, kept, editedByHand: false }, signal);
  return listed.ok ? ok({ ...listed.value.list, tickedAtLanding: true }) : listed;
}
