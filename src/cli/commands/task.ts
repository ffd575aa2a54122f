import { resolve } from 'node:path';
import { childEnv } from '../../adapters/agents/child-env.js';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { type Located, locate } from '../../adapters/git/locate.js';
import { makeRepository } from '../../adapters/git/repository.js';
import { startGuard } from '../../adapters/process/guard.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { type Layout, layoutOf, type RunLayout, runLayout } from '../../adapters/state/layout.js';
import { stopFile } from '../../adapters/state/stop-file.js';
import { removeRunTmp } from '../../adapters/state/work-dir.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { taskFromText } from '../../formats/task-text.js';
import { runTask, type TaskDone } from '../../loops/task/run-task.js';
import type { RunProcess } from '../../ports/process.js';
import type { StartFacts } from '../../ports/repository.js';
import type { Host } from '../host.js';
import { type Prepared, prepare } from '../prepare.js';
import { openReporting, type Reporting } from '../reporting.js';
import type { TaskRequest } from '../request.js';
import { listenForSignals } from '../signals.js';
import { endRun, type Refusal } from './end-run.js';
import { openRun } from './open-run.js';
import { checkSurroundings } from './surroundings.js';

/** Bytes of a diff that a prompt carries; a longer one is read from its file. Source: inner-loop.md IL-D10. */
const PATCH_LIMIT = 200_000;

/** What the parts of this command share. */
export interface TaskRun {
  readonly request: TaskRequest;
  readonly host: Host;
  readonly reporting: Reporting;
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string>>;
}

/** A run with the way to start what has to be watched over. */
export interface WatchedRun extends TaskRun {
  readonly watched: RunProcess;
}

/** `millstone --task "..."`: one task from start to finish. Returns the exit code. */
export async function taskCommand(request: TaskRequest, host: Host, leave: (exit: number) => void): Promise<number> {
  const reporting = openReporting(request.screen, host);
  const stopper = listenForSignals((signal) => reporting.emit({ type: 'stop-asked', signal }), leave);
  try {
    const run: TaskRun = { request, host, reporting, signal: stopper.signal, env: childEnv(host.env) };
    const result = await locateAndRun(run);
    await reporting.settle();
    return endRun(result, reporting, request.exitCodes);
  } finally {
    await reporting.close();
    stopper.close();
  }
}

async function locateAndRun(run: TaskRun): Promise<Result<TaskDone, Halt | Refusal>> {
  const { request, host, env, signal, reporting } = run;
  const cwd = resolve(host.cwd, request.repoDir ?? '.');
  const locating = locate({ run: makeSpawn({ guard: null, mark: null }), cwd, env }, signal);
  // While git answers: it loads what starting agents takes.
  const guard = startGuard({ program: host.node, script: host.places.guard, mark: reporting.run, cwd: host.cwd });
  const watched = makeSpawn({ guard, mark: reporting.run });
  const located = await locating;
  if (!located.ok) return located;
  const layout = layoutOf(located.value.top);
  const prepared = await prepare(request, located.value, layout, host);
  if (!prepared.ok) return err({ reason: 'refused', problems: prepared.error });
  const files = runLayout(layout, located.value.gitDir, reporting.run);
  try {
    return await begin({ ...run, watched }, located.value, layout, files, prepared.value);
  } finally {
    guard.close();
    removeRunTmp(files);
  }
}

async function begin(
  run: WatchedRun,
  located: Located,
  layout: Layout,
  files: RunLayout,
  prepared: Prepared,
): Promise<Result<TaskDone, Halt>> {
  const { request, host, reporting, signal, env } = run;
  const { settings } = prepared;
  const repository = makeRepository({
    located,
    run: makeSpawn({ guard: null, mark: null }),
    runHooks: run.watched,
    runId: reporting.run,
    env,
    tmpDir: files.tmp,
    hookTimeoutMs: settings.hookTimeoutMs,
    artifacts: settings.artifacts,
    patchLimit: PATCH_LIMIT,
    patchFile: files.patch,
  });
  const facts = await repository.start(signal);
  if (!facts.ok) return facts;
  const stop = stopFile(layout.stopFile, nodeFiles);
  const free = await checkSurroundings(facts.value, settings, stop, request.clearStop, host);
  if (!free.ok) return free;

  const task = taskFromText(request.text);
  const opened = await openRun(run, { located, layout, files, prepared, repository, task, facts: facts.value });
  if (!opened.ok) return opened;
  const { deps, ctx, close } = opened.value;
  const result = await runTask(task, deps, ctx);
  const kept = result.ok ? await keepDetached(result.value, facts.value, deps) : ok(undefined);
  await close(result);
  return kept.ok ? result : kept;
}

/** A commit on no branch is kept under a ref of our own, so that going back to a branch cannot lose it. */
async function keepDetached(
  { commits }: TaskDone,
  facts: StartFacts,
  { repository }: { readonly repository: ReturnType<typeof makeRepository> },
): Promise<Result<unknown, Halt>> {
  const last = commits.at(-1);
  if (last === undefined || facts.branch !== null) return ok(undefined);
  return repository.park(last.id, 'detached', new AbortController().signal);
}
