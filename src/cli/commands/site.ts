import { resolve } from 'node:path';
import { systemClock } from '../../adapters/clock.js';
import { type Located, locate } from '../../adapters/git/locate.js';
import { makeRepository } from '../../adapters/git/repository.js';
import { endMarked } from '../../adapters/process/end-marked.js';
import { startGuard } from '../../adapters/process/guard.js';
import { notifyBy } from '../../adapters/process/notify-command.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import {
  endSign,
  type Layout,
  layoutOf,
  lockFile,
  type RunLayout,
  runLayout,
  softStopFile,
} from '../../adapters/state/layout.js';
import { lastRunName, type PastRun } from '../../adapters/state/past-runs.js';
import { endedAt, layEndSign, removeEndSign, removeEndSigns } from '../../adapters/state/run-end.js';
import { fileLock } from '../../adapters/state/run-lock.js';
import { removeDeadWishes, removeWish } from '../../adapters/state/soft-stop.js';
import { removeDeadTmp, removeRunTmp } from '../../adapters/state/work-dir.js';
import { CHAINS } from '../../domain/chain.js';
import type { Halt } from '../../domain/halt.js';
import { laterThan } from '../../domain/ids.js';
import type { OwnStage } from '../../domain/own-stage.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { RunFlags } from '../../domain/run-plan.js';
import type { Repository } from '../../ports/repository.js';
import { ownStagesOf } from '../own-stages.js';
import { type Prepared, prepare } from '../prepare.js';
import type { Request } from '../request.js';
import { doingOf } from './doing.js';
import type { Refusal } from './end-run.js';
import type { TaskRun, WatchedRun } from './frame.js';
import { folderAt } from './place.js';
import { share, sharedFolder } from './share.js';

/** Bytes of a diff that a prompt carries; a longer one is read from its file. Source: inner-loop.md IL-D10. */
const PATCH_LIMIT = 200_000;

/** What a killed run left running gets so long to end. */
const LEFT_MS = 1_000;

/** Where a command works: the repository, locked, with the settings in force. */
export interface Site {
  readonly located: Located;
  readonly layout: Layout;
  readonly files: RunLayout;
  readonly prepared: Prepared;
  /** Stages of the user's for a chain that begins, as they are now; none for anything else. */
  readonly ownStages: readonly OwnStage[];
  readonly repository: Repository;
  /** The run that is taken up; null for a new one. */
  readonly past: PastRun | null;
  /** When everything of the process was gone in which `past` died; null when none did, or it cannot be told. */
  readonly died: Date | null;
}

/** Finds the run to take up, if there is one. */
export type FindRun = (layout: Layout, located: Located) => Promise<Result<PastRun | null, Halt>>;
/** What a command does once it is there. */
export type SiteWork<T, R extends Request> = (run: WatchedRun<R>, site: Site) => Promise<Result<T, Halt>>;

/** Finds the repository and the settings, takes the lock, works, and lets everything go. */
export async function atSite<T, R extends Request>(
  run: TaskRun<R>,
  find: FindRun,
  work: SiteWork<T, R>,
): Promise<Result<T, Halt | Refusal>> {
  const { request, host, env, signal, reporting } = run;
  const cwd = resolve(host.cwd, request.repoDir ?? '.');
  const locating = locate({ run: makeSpawn({ guard: null, mark: null }), cwd, env }, signal);
  // While git answers: it loads what starting agents takes. The mark is this process's own, whichever run it works on.
  const mark = reporting.run;
  let sign: string | null = null;
  const guard = startGuard({
    ...{ program: host.node, script: host.places.guard, mark, cwd: host.cwd },
    sign: () => sign,
  });
  try {
    const located = await locating;
    if (!located.ok) return located;
    sign = endSign(located.value.commonDir, mark);
    return await enter({ ...run, watched: makeSpawn({ guard, mark }), mark }, located.value, find, work);
  } finally {
    guard.close();
  }
}

async function enter<T, R extends Request>(
  run: WatchedRun<R>,
  located: Located,
  find: FindRun,
  work: SiteWork<T, R>,
): Promise<Result<T, Halt | Refusal>> {
  const { request, host, reporting } = run;
  const layout = layoutOf(located.top);
  const folder = await folderAt({ located, layout });
  if (!folder.ok) return folder;
  const found = await find(layout, located);
  if (!found.ok) return found;
  const past = found.value;
  reporting.takeUp(past === null ? laterThan(await lastRunName(layout), reporting.run) : past.run);
  const prepared = await prepare({ ...past?.checkpoint.flags, ...typedOnly(request.flags) }, located, layout, host);
  if (!prepared.ok) return err({ reason: 'refused', problems: prepared.error });

  const starting = { ...run, run: run.watched, runId: reporting.run };
  const own = begins(request, past) ? await ownStagesOf(starting, located.top, prepared.value) : ok([]);
  if (!own.ok) return err({ reason: 'refused', problems: own.error });

  tellOutside(run, located, prepared.value);
  const shared = sharedFolder(prepared.value.settings.sharedStateDir, located, layout.root);
  if (!shared.ok) return err({ reason: 'refused', problems: [shared.error] });
  const { heartbeatMs, heartbeatTtlMs: ttlMs } = prepared.value.settings;
  const file = lockFile(located.commonDir);
  const lock = fileLock({ file, heartbeatMs, ttlMs, now: () => systemClock.now() });
  const held = await lock.acquire({ run: reporting.run, does: doingOf(request, past), mark: run.mark });
  if (!held.ok) return held;
  const files = runLayout(layout, located.gitDir, reporting.run);
  const wish = softStopFile(located.commonDir, run.mark);
  const sign = endSign(located.commonDir, run.mark);
  const beats = share(run, { located, prepared: prepared.value, past }, shared.value);
  try {
    // What was found before the lock was there may have been at work itself.
    const still = await find(layout, located);
    if (!still.ok) return still;
    if (still.value?.run !== past?.run || still.value?.lines !== past?.lines)
      return err({ reason: 'state', file: layout.runs, why: 'another run has ended here just now; start again' });
    const { takenOver } = held.value;
    if (takenOver?.mark !== undefined) await endMarked(takenOver.mark, LEFT_MS);
    // The death of another run says nothing of this one.
    const dead = takenOver?.run === past?.run ? takenOver?.mark : undefined;
    const died = dead === undefined ? null : endedAt(endSign(located.commonDir, dead));
    removeEndSigns(sign);
    layEndSign(sign);
    removeDeadTmp(files);
    removeDeadWishes(wish);
    const repository = repositoryOf(run, located, files, prepared.value);
    const ownStages = own.value;
    return await work(run, { located, layout, files, prepared: prepared.value, ownStages, repository, past, died });
  } finally {
    removeRunTmp(files);
    removeWish(wish);
    removeEndSign(sign);
    beats.stop();
    await held.value.release();
  }
}

function tellOutside({ reporting, env }: WatchedRun<Request>, { top }: Located, { settings }: Prepared): void {
  const { notify } = settings;
  if (notify === null) return;
  const command = { command: notify, cwd: top, env: { ...env, MILLSTONE_RUN_ID: reporting.run } };
  const run = makeSpawn({ guard: null, mark: null });
  reporting.tell({ repo: top, tell: (json) => notifyBy({ ...command, run }, json) });
}

/** Whether a chain may begin: one that goes on has the stages that it began with. */
const begins = (request: Request, past: PastRun | null): boolean =>
  past === null && (CHAINS.some((kind) => kind === request.kind) || (request.kind === 'continue' && !request.abort));

/** What was not typed must not take away what the run began with. */
const typedOnly = (flags: RunFlags): RunFlags =>
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));

/** The repository of a run, in one of its working trees. */
export function repositoryOf(
  run: WatchedRun<Request>,
  located: Located,
  files: RunLayout,
  { settings }: Pick<Prepared, 'settings'>,
): Repository {
  return makeRepository({
    located,
    run: makeSpawn({ guard: null, mark: null }),
    runHooks: run.watched,
    runId: run.reporting.run,
    env: run.env,
    tmpDir: files.tmp,
    hookTimeoutMs: settings.hookTimeoutMs,
    artifacts: settings.artifacts,
    patchLimit: PATCH_LIMIT,
    patchFile: files.longChange,
  });
}
