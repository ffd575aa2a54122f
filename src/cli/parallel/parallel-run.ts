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
import { ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import { BASE } from '../../domain/task-keys.js';
import type { RunContext } from '../../loops/context.js';
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
import type { Base } from './base-branch.js';
import { gitDirOf, makeCheckouts } from './checkouts.js';
import type { Clearing } from './clearing.js';
import { integrationPlace, type LaterIntegration, laterIntegration, refuseForeign } from './integration-checkout.js';
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
  const filesAt = (at: Located) => runLayout(found.layout, at.gitDir, run.reporting.run);
  const clearing: Clearing = { run, base: start.base.branch, checkouts, filesAt, deps: start.deps };
  const place = integrationPlace(checkouts, found.prepared.settings);
  const free = await refuseForeign(checkouts.worktrees, place.branch, ctx.signal);
  if (!free.ok) return free;
  const integration = laterIntegration(clearing, place, start.base.at, ctx.signal);
  // There lies the list that is chosen from.
  const there = start.list.tracked ? await integration.made() : ok(null);
  if (!there.ok) return there;
  const state = parallelState(
    found.layout.parallel,
    nodeFiles,
    {
      run: run.reporting.run,
      base_branch: start.base.branch,
      base_ref_sha: start.base.at,
      integration_branch: place.branch,
      integration_worktree: place.path,
    },
    () => ctx.clock.now(),
  );
  let last: Board | null = null;
  const show = (board: Board): void => {
    last = board;
    state.keep(shownTasks(board, found.journal), shownQueue(board));
  };
  const ran = await runParallel(
    { ...partsOf(start, clearing, integration, place.path), show },
    ctx,
    start.round ?? undefined,
  );
  if (last !== null) state.keep(shownTasks(last, found.journal, true), shownQueue(last));
  await state.settled();
  const removed = await integration.remove();
  return removed.ok || !ran.ok ? ran : removed;
}

function partsOf(
  start: ParallelStart,
  clearing: Clearing,
  integration: LaterIntegration,
  path: string,
): Omit<ParallelDeps, 'show'> {
  const { run, found, deps, list, softStop, base, died } = start;
  const { settings } = deps;
  const { checkouts } = clearing;
  const { top } = found.located;
  const landing = makeLanding({
    git: integration.git,
    gitDir: () => gitDirOf(path),
    home: found.located,
    gitAt: checkouts.gitAt,
    base: base.branch,
    strategy: settings.parallel.mergeStrategy,
    alone: checkouts.worktrees.alone,
    fill: (commit, signal) => checkouts.fill(path, commit, signal),
    keep: (commit, task, signal) => deps.repository.park(commit, `task-${task}-returned`, signal),
  });
  const steering = sharedSteering(deps.steering);
  const files = codeFiles(top);
  const workers = worktreeWorkers({ ...clearing, run, found, deps, list, steering, died });
  return {
    ...deps,
    steering: steering(),
    evaluator: makeEvaluator({
      run: found.watched,
      files: nodeFiles,
      top: path,
      env: found.env,
      timeoutMs: settings.project.checkTimeoutMs,
      reports: settings.project,
    }),
    list,
    softStop,
    landing,
    integrated: list.tracked ? tasklistFile(join(path, list.file), found.files.tmp) : null,
    paths: { exists: files.exists, isFolder: isFolderBelow(top) },
    takesMore: isTypedAnew(run),
    baseRef: base.ref,
    consent: (id) => consentOf(recall(found.journal.lines).steps, { id }),
    workers: {
      ...workers,
      async open(...args) {
        const opened = await workers.open(...args);
        void integration.made();
        return opened;
      },
    },
  };
}
