import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { tasklistFile } from '../../adapters/artifacts/file/tasklist.js';
import { makeEvaluator } from '../../adapters/eval/evaluator.js';
import { codeFiles } from '../../adapters/files/code-files.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { makeLanding } from '../../adapters/git/landing.js';
import type { Located } from '../../adapters/git/locate.js';
import { runLayout } from '../../adapters/state/layout.js';
import { parallelState } from '../../adapters/state/parallel-state.js';
import { sharedSteering } from '../../adapters/state/shared-steering.js';
import { ignoreLinks } from '../../adapters/worktree/ignore-links.js';
import type { Halt } from '../../domain/halt.js';
import { baseRecord } from '../../domain/parallel-records.js';
import { recall } from '../../domain/recall.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import { BASE } from '../../domain/task-keys.js';
import { type RunContext, uncancelled } from '../../loops/context.js';
import type { Board } from '../../loops/parallel/board.js';
import type { ParallelDeps } from '../../loops/parallel/deps.js';
import { runParallel } from '../../loops/parallel/run-parallel.js';
import type { Round } from '../../loops/parallel/select.js';
import { step } from '../../loops/step.js';
import type { TaskDeps } from '../../loops/task/deps.js';
import { consentOf } from '../../policy/task-checkpoint.js';
import type { SoftStop } from '../../ports/soft-stop.js';
import type { TaskList } from '../../ports/task-list.js';
import type { WatchedRun } from '../commands/frame.js';
import { isTypedAnew } from '../commands/work.js';
import type { Found } from '../wire.js';
import { type Base, preflight } from './base-branch.js';
import { type Checkouts, inUse, makeCheckouts } from './checkouts.js';
import { isFolderBelow } from './paths.js';
import { shownQueue, shownTasks } from './shown.js';
import { worktreeWorkers } from './workers.js';

/** What a run of many begins with. */
export interface ParallelStart {
  readonly run: WatchedRun;
  readonly found: Found;
  readonly deps: TaskDeps;
  readonly list: TaskList;
  readonly softStop: SoftStop;
  readonly base: Base;
  readonly died: Date | null;
  /** The tasks of one stage; null for those of a whole run. */
  readonly round: Round | null;
}

/** Makes the checkout in which tasks are brought together, does the tasks, and removes it again. */
export async function parallelRun(start: ParallelStart, ctx: RunContext): Promise<Result<RunDone, Halt>> {
  const { run, found } = start;
  const checkouts = makeCheckouts(run, found.located, found.prepared.settings, found.hooks);
  const ignored = ignoreLinks(found.located.commonDir, found.prepared.settings.parallel.links);
  if (!ignored.ok) return ignored;
  const named = await step(ctx, BASE, baseRecord, async () => ok({ branch: start.base.branch }));
  if (!named.ok) return named;
  const integration = await integrationCheckout(start, checkouts, ctx.signal);
  if (!integration.ok) return integration;
  const { located, path } = integration.value;
  const state = parallelState(
    found.layout.parallel,
    nodeFiles,
    {
      run: run.reporting.run,
      base_branch: start.base.branch,
      base_ref_sha: start.base.at,
      integration_branch: integration.value.branch,
      integration_worktree: path,
    },
    () => ctx.clock.now(),
  );
  const show = (board: Board): void => state.keep(shownTasks(board), shownQueue(board));
  const ran = await runParallel({ ...partsOf(start, checkouts, located), show }, ctx, start.round ?? undefined);
  await state.settled();
  const removed = await clear(checkouts, path, integration.value.branch);
  return removed.ok || !ran.ok ? ran : removed;
}

interface Integration {
  readonly located: Located;
  readonly path: string;
  readonly branch: string;
}

/** Its branch is millstone's own and holds nothing that is not elsewhere: one that a crash left is made anew. */
async function integrationCheckout(
  { found, base }: ParallelStart,
  checkouts: Checkouts,
  signal: AbortSignal,
): Promise<Result<Integration, Halt>> {
  const branch = found.prepared.settings.parallel.integrationBranch;
  const path = checkouts.pathOf('integration');
  // Mostly nobody was there before: then git need not be asked whose the branch is.
  const first = existsSync(path) ? ok(null) : await checkouts.make({ path, branch }, base.at, signal);
  const free = first.ok && first.value === null ? await freeBranch(checkouts, path, branch, signal) : done;
  if (!free.ok) return free;
  const located = first.ok && first.value === null ? await checkouts.make({ path, branch }, base.at, signal) : first;
  if (located.ok && located.value !== null) return ok({ located: located.value, path, branch });
  if (located.ok) return err(inUse(branch));
  await clear(checkouts, path, branch);
  return located;
}

async function freeBranch(
  checkouts: Checkouts,
  path: string,
  branch: string,
  signal: AbortSignal,
): Promise<Result<void, Halt>> {
  const owner = await checkouts.worktrees.ownerOf(branch, signal);
  if (!owner.ok) return owner;
  if (owner.value === 'nobody') return done;
  if (owner.value === 'millstone') return clear(checkouts, path, branch);
  const fix = 'name another one with --integration-branch; it must not exist yet';
  return err(preflight({ what: `the branch ${branch} is not millstone's to integrate on`, fix }));
}

async function clear(checkouts: Checkouts, path: string, branch: string): Promise<Result<void, Halt>> {
  const removed = await checkouts.removeFiles(path, uncancelled);
  return removed.ok ? checkouts.worktrees.removeBranch(branch, uncancelled) : removed;
}

function partsOf(start: ParallelStart, checkouts: Checkouts, located: Located): Omit<ParallelDeps, 'show'> {
  const { run, found, deps, list, softStop, base, died } = start;
  const { settings } = deps;
  const { top } = found.located;
  const landing = makeLanding({
    git: checkouts.gitAt(located.top),
    gitDir: located.gitDir,
    gitAt: checkouts.gitAt,
    base: base.branch,
    strategy: settings.parallel.mergeStrategy,
    alone: checkouts.worktrees.alone,
    fill: (commit, signal) => checkouts.fill(located.top, commit, signal),
    keep: (commit, task, signal) => deps.repository.park(commit, `task-${task}-returned`, signal),
  });
  const steering = sharedSteering(deps.steering);
  const filesAt = (at: Located) => runLayout(found.layout, at.gitDir, run.reporting.run);
  const { tmp } = filesAt(located);
  const files = codeFiles(top);
  return {
    ...deps,
    steering: steering(),
    evaluator: makeEvaluator({
      run: found.watched,
      files: nodeFiles,
      top: located.top,
      env: found.env,
      timeoutMs: settings.project.checkTimeoutMs,
      reports: settings.project,
    }),
    list,
    softStop,
    landing,
    integrated: list.tracked ? tasklistFile(join(located.top, list.file), tmp) : null,
    paths: { exists: files.exists, isFolder: isFolderBelow(top) },
    takesMore: isTypedAnew(run),
    baseRef: base.ref,
    consent: (id) => consentOf(recall(found.journal.lines).steps, { id }),
    workers: worktreeWorkers({ run, found, deps, list, landing, checkouts, steering, died, filesAt }),
  };
}
