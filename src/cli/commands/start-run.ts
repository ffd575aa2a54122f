import { resolve } from 'node:path';
import { nodeFiles } from '../../adapters/files/node-files.js';
import { type Git, makeGit } from '../../adapters/git/git.js';
import { makeWorktrees } from '../../adapters/git/worktrees.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import type { Layout } from '../../adapters/state/layout.js';
import { newestRun, type PastRun, waitingRun } from '../../adapters/state/past-runs.js';
import { stopFile } from '../../adapters/state/stop-file.js';
import { makeRoot } from '../../adapters/worktree/root-folder.js';
import type { Halt } from '../../domain/halt.js';
import type { OwnStage } from '../../domain/own-stage.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import type { RunDone } from '../../domain/run-done.js';
import type { RunFlags, RunPlan } from '../../domain/run-plan.js';
import type { Settings } from '../../domain/settings.js';
import { runTitle } from '../../domain/tasks-so-far.js';
import { isAgain } from '../../policy/at-once-again.js';
import type { Host } from '../host.js';
import { baseBranch, checkedOutBase, preflight } from '../parallel/base-branch.js';
import { refuseForeign } from '../parallel/integration-checkout.js';
import type { ChainRequest, RequestOf } from '../request.js';
import { builds, chainProblems, rolesOf, uncommittedModules } from './chain-needs.js';
import { continueRun } from './continue-run.js';
import { framed, type WatchedRun } from './frame.js';
import { openRun } from './open-run.js';
import { runOpened } from './run-opened.js';
import { atSite, type FindRun, type Site } from './site.js';
import { type Asked, checkSurroundings } from './surroundings.js';
import { listAtStart } from './tasklist-problems.js';
import { isParallel, ranAtOnce, type Work, workOf } from './work.js';

/** What a run is wanted for. */
export interface Wanted {
  /** Whether an earlier run was for the same. */
  readonly is: (work: Work) => boolean;
  readonly by: (settings: Settings, own: readonly OwnStage[]) => Work;
}

/** Starts a run, or goes on with the same one that died. Returns the exit code. */
export const startOrGoOn = (
  work: Wanted,
  request: RequestOf<'task' | 'worklist' | 'compact'> | ChainRequest,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> =>
  framed(request, host, leave, (run) =>
    atSite(run, earlier(work, request.flags, run), (watched, site) =>
      site.past === null
        ? startRun(watched, site, work.by(site.prepared.settings, site.ownStages), request.clearStop)
        : continueRun(watched, site, site.past),
    ),
  );

/**
 * The same command typed again takes up a run that died; one that halted waits for a word of its own (L19). Tasks at once are
 * taken up either way, those of a chain as well (L23).
 */
const earlier =
  (work: Wanted, flags: RunFlags, run: Pick<WatchedRun, 'env' | 'signal'>): FindRun =>
  async (layout, located) => {
    const atOnce = work.is({ kind: 'worklist' })
      ? await earlierAtOnce(layout, flags, gitOf(run, { located }), run)
      : null;
    if (atOnce !== null) return ok(atOnce);
    const newest = await newestRun(layout);
    // A journal that cannot be read is no reason not to begin anew.
    if (!newest.ok || newest.value === null) return ok(null);
    const { life, plan } = newest.value.checkpoint;
    const notLanded = life.kind === 'halted' && life.line.reason === 'not-landed';
    return ok((life.kind === 'open' || notLanded) && isSame(plan, work, flags) ? newest.value : null);
  };

/** The newest unfinished run of tasks at once that was for the same. */
async function earlierAtOnce(
  layout: Layout,
  flags: RunFlags,
  git: Git,
  { signal }: Pick<WatchedRun, 'signal'>,
): Promise<PastRun | null> {
  if ((await waitingRun(layout, null, ({ plan }) => ranAtOnce(plan))) === null) return null;
  const args = ['symbolic-ref', '--quiet', '--short', 'HEAD'];
  const asked = await git({ doing: 'find the branch', args, answers: [1, 128] }, signal);
  const branch = asked.ok && asked.value.code === 0 ? asked.value.stdout.toString('utf8').trim() : null;
  return waitingRun(layout, null, (past) => isAgain(past, flags, branch));
}

const isSame = (plan: RunPlan, work: Wanted, flags: RunFlags): boolean =>
  plan.flags.worktrees === flags.worktrees &&
  plan.flags.research === flags.research &&
  plan.flags.compact === flags.compact &&
  work.is(workOf(plan));

/** Who only writes plans has nothing to do with what is not committed; who builds code has (L8, L18). */
const onlyPlans = (work: Work): boolean => work.kind === 'chain' && !builds(work.chain);

async function needsOf(work: Work, { located, prepared }: Site, dirty: readonly string[]): Promise<Partial<Asked>> {
  if (work.kind === 'task') return {};
  if (work.kind === 'worklist')
    return { list: await listAtStart(located.top, prepared, isParallel(work, prepared.settings)) };
  const unreviewed = prepared.settings.allowDirty ? [] : uncommittedModules(work.chain, dirty);
  const problems = [...(await chainProblems(work.chain, located.top, prepared)), ...unreviewed];
  return { roles: rolesOf(work.chain), list: { problems, idle: false } };
}

/** Begins a run, once all that must be true first is so. */
export async function startRun(
  run: WatchedRun,
  site: Site,
  work: Work,
  clearStop: boolean,
): Promise<Result<RunDone, Halt>> {
  const { repository, layout, prepared } = site;
  const facts = await repository.start(run.signal);
  if (!facts.ok) return facts;
  const stop = stopFile(layout.stopFile, nodeFiles);
  const atOnce = isParallel(work, prepared.settings);
  // Tasks at once begin from what is committed: what is not stays as it is, and is in nobody's way but the landing's (S3).
  const allowDirty = prepared.settings.allowDirty || atOnce;
  const { dirty, inside } = facts.value;
  const earlier = await waitingRun(layout, null);
  const unfinished = earlier !== null && dirty.length + inside.length > 0 && !allowDirty;
  const asked = {
    clearStop,
    allowDirty: allowDirty || onlyPlans(work),
    unfinished,
    ...(await needsOf(work, site, dirty)),
  };
  const free = await checkSurroundings(facts.value, prepared.settings, stop, asked, run.host);
  if (!free.ok) return free;
  const { parallel } = prepared.settings;
  const git = gitOf(run, site);
  const find = work.kind === 'chain' ? checkedOutBase : baseBranch;
  const base = atOnce ? await find(git, parallel, facts.value.branch, run.signal) : ok(null);
  if (!base.ok) return base;
  const ours = atOnce ? await refuseForeign(makeWorktrees(git), parallel.integrationBranch, run.signal) : done;
  if (!ours.ok) return ours;
  const root = atOnce ? makeRoot(resolve(site.located.top, parallel.worktreeRoot)) : null;
  if (root !== null) return err(preflight(root));
  const opened = await openRun(run, { ...site, work, facts: facts.value, going: null, base: base.value });
  if (opened.ok && earlier !== null) {
    const notice = {
      kind: 'unfinished-run',
      run: earlier.run,
      title: runTitle(earlier.checkpoint),
      after: 'this',
    } as const;
    run.reporting.emit({ type: 'noticed', notice });
  }
  return opened.ok ? runOpened(opened.value, facts.value, repository) : opened;
}

const gitOf = ({ env }: Pick<WatchedRun, 'env'>, { located }: Pick<Site, 'located'>): Git =>
  makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env });
