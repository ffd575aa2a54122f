import { existsSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { listInFile } from '../../adapters/artifacts/file/task-list.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import type { Located } from '../../adapters/git/locate.js';
import { attempt } from '../../adapters/git/scratch.js';
import { contextFiles } from '../../adapters/state/context-files.js';
import type { Emit } from '../../domain/event.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { type Forked, forked, type WorktreePlace } from '../../domain/parallel-records.js';
import { recall } from '../../domain/recall.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { spentBefore } from '../../domain/spent.js';
import type { Task } from '../../domain/task.js';
import { forkKey, taskPrefix } from '../../domain/task-keys.js';
import { uncancelled } from '../../loops/context.js';
import type { Worker, Workers } from '../../loops/parallel/deps.js';
import type { TaskDeps } from '../../loops/task/deps.js';
import { onceOnly } from '../../loops/worklist/once-only.js';
import { consentOf } from '../../policy/task-checkpoint.js';
import type { Sessions } from '../../ports/sessions.js';
import type { TaskList } from '../../ports/task-list.js';
import { repositoryOf } from '../commands/site.js';
import { type Found, wire } from '../wire.js';
import { adopt } from './adopt.js';
import { inUse } from './checkouts.js';
import { clearPlace } from './clear-place.js';
import { giveBack, putFiles } from './give-back.js';
import type { Shared } from './shared.js';

/** Nobody goes on with the conversation of a task that is worked on at the same time. */
const NO_SESSIONS: Sessions = { of: () => null, remember: () => undefined, forget: () => undefined };

/** Works on each task in a worktree of its own, in this process: what is started there are the agents. */
export function worktreeWorkers(shared: Shared): Workers {
  const { run, found, checkouts } = shared;
  const { settings } = found.prepared;
  const told = new Set<string>();
  /** Where worktrees are that this process has made or found, by their path. */
  const located = new Map<string, Located>();
  const emitOf = (task: Task): Emit => onceOnly(run.reporting.emitOf(task.id), told);
  const placeOf = (task: Task): Forked | null => {
    const read = forked.safeParse(found.journal.find(forkKey(task.id))?.value);
    return read.success ? read.data : null;
  };
  const workerAt = async (
    task: Task,
    place: WorktreePlace,
    at: Located,
    signal: AbortSignal,
  ): Promise<Result<Worker, Halt>> => {
    located.set(place.path, at);
    const deps = await depsAt(shared, task, at, signal);
    if (!deps.ok) return deps;
    const shown = { branch: place.branch, path: relative(found.located.top, place.path) };
    const put = (files: CommitId) => putFiles(checkouts, place.path, files);
    return ok({ place: shown, deps: deps.value, emit: emitOf(task), put });
  };
  const makeAt = async (
    task: Task,
    place: WorktreePlace,
    from: CommitId,
    signal: AbortSignal,
  ): Promise<Result<Worker | null, Halt>> => {
    // Before it is made, so that what a crash leaves behind is known.
    const value: Forked = { commit: from, ...place };
    const noted = await found.journal.append({ kind: 'step', key: forkKey(task.id), value });
    if (!noted.ok) return noted;
    const made = await checkouts.make(place, from, task.id, signal);
    return made.ok && made.value !== null ? workerAt(task, place, made.value, signal) : (made as Result<null, Halt>);
  };
  const make = async (task: Task, from: CommitId, signal: AbortSignal): Promise<Result<Worker, Halt>> => {
    const [name, branch] = [`task-${task.id}`, `millstone/task/${task.id}`];
    const usual = { path: checkouts.pathOf(name), branch };
    // Mostly nobody was there before: then git need not be asked.
    const first = existsSync(usual.path) ? ok(null) : await makeAt(task, usual, from, signal);
    if (!first.ok || first.value !== null) return first as Result<Worker, Halt>;
    const cleared = await clearPlace(shared, usual, name, signal);
    if (!cleared.ok) return cleared;
    const place = cleared.value ? ok(usual) : await checkouts.placeFor(name, branch, signal);
    if (!place.ok) return place;
    const made = await makeAt(task, place.value, from, signal);
    return made.ok && made.value === null ? err(inUse(place.value.branch)) : (made as Result<Worker, Halt>);
  };
  return {
    emitOf,
    placeOf(task) {
      const place = placeOf(task);
      if (place === null || !existsSync(place.path)) return null;
      return { path: relative(found.located.top, place.path), branch: place.branch };
    },
    async open(task, from, { signal }) {
      const before = placeOf(task);
      if (before === null) return make(task, from, signal);
      const adopted = await adopt(shared, task, before, signal);
      if (!adopted.ok) return adopted;
      if (adopted.value.kind === 'anew') return make(task, from, signal);
      for (const notice of adopted.value.told) emitOf(task)({ type: 'noticed', notice });
      return workerAt(task, before, adopted.value.located, signal);
    },
    giveBack(task, record) {
      const place = placeOf(task);
      return place === null ? Promise.resolve(done) : giveBack(shared, task, place, record);
    },
    async tip(task) {
      const place = placeOf(task);
      if (place === null) return ok(null);
      return checkouts.worktrees.tipOf(place.branch, uncancelled);
    },
    async close(task, fate) {
      const place = placeOf(task);
      const { cleanup } = settings.parallel;
      const goes = fate === 'landed' ? cleanup !== 'never' : fate === 'lost' && cleanup === 'always';
      if (place === null || !goes) return done;
      const known = located.get(place.path) ?? null;
      const cleared = await clearPlace(shared, place, `task-${task.id}`, uncancelled, known);
      return cleared.ok ? done : cleared;
    },
  };
}

/** The parts of a task's run in its own worktree; what is about the run as a whole is shared. */
async function depsAt(
  shared: Shared,
  task: Task,
  located: Located,
  signal: AbortSignal,
): Promise<Result<TaskDeps, Halt>> {
  const { run, found, deps, checkouts } = shared;
  const { tmp } = shared.filesAt(located);
  const made = attempt('work in a worktree', () => mkdirSync(tmp, { recursive: true }));
  if (!made.ok) return made;
  const files = { ...found.files, tmp };
  const list = await listAt(shared, task, located, signal);
  if (!list.ok) return list;
  const repository = repositoryOf(run, located, files, found.prepared);
  const env = { ...found.env, ...checkouts.hooksEnv };
  const own = wire({ ...found, env, located, files, repository, list: list.value }).deps;
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
    evals: deps.evals,
    rollbacks: deps.rollbacks,
    stopFile: deps.stopFile,
    sessions: NO_SESSIONS,
    contexts: { ...deps.contexts, file: inTree.file },
    consent: consentTo(found, task),
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

/** What was said before this process about a task, and what it had used. */
function consentTo({ journal }: Found, task: Task): TaskDeps['consent'] {
  const { waivers, moreCycles } = consentOf(recall(journal.lines).steps, task);
  const spent = spentBefore(journal.lines, taskPrefix(task.id));
  return () => ({ waivers, moreCycles, spent });
}
