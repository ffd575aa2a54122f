import { makeParking } from '../../adapters/git/parking.js';
import type { RepositoryParts } from '../../adapters/git/parts.js';
import { planTakingBack } from '../../adapters/git/take-back.js';
import { aroundCommit } from '../../adapters/git/undo-found.js';
import { newestRun, type PastRun } from '../../adapters/state/past-runs.js';
import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { fromWords, type TakingBack } from '../../domain/taking-back.js';
import { runTitle } from '../../domain/tasks-so-far.js';
import { uncancelled } from '../../loops/context.js';
import { commitsOf, UNDO, type Undo, undo, undoable } from '../../policy/undo.js';
import { nothingToUndo, undoneLines } from '../../report/undone.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered, type Question } from './answer.js';
import { locked } from './locked.js';
import { lookOnly } from './look-only.js';
import { folderAt, type Place, placeOf } from './place.js';
import { takeBackRun } from './take-back-run.js';
import { wouldDo } from './would-do.js';

type Asked = Question<RequestOf<'undo'>>;

/** `millstone --undo`: takes back what the last run committed. Returns the exit code. */
export const undoCommand = (request: RequestOf<'undo'>, host: Host, leave: (exit: number) => void): Promise<number> =>
  answered(request, host, leave, async (asked) => {
    const place = await placeOf(asked);
    if (!place.ok) return place;
    const folder = await folderAt(place.value);
    if (!folder.ok) return folder;
    return request.dryRun
      ? lookOnly(asked, place.value, [], ({ parts }) => undoLast(asked, place.value, parts))
      : locked(asked, place.value, (parts) => undoLast(asked, place.value, parts));
  });

async function undoLast(
  { signal, request }: Asked,
  place: Place,
  parts: RepositoryParts,
): Promise<Result<Answer, Halt>> {
  const newest = await newestRun(place.layout);
  if (!newest.ok) return newest;
  const past = newest.value;
  const told = undoable(past?.checkpoint ?? null);
  if (told !== null || past === null) return stopped(told ?? { kind: 'nothing', why: 'no-run' }, past);
  const commits = commitsOf(past.checkpoint);
  // Kept under the name of the run that it is of.
  const parking = makeParking(parts, past.run);
  const plan = await planOf({ ...parts, parking }, past, commits, signal);
  if (!plan.ok) return plan;
  if ('kind' in plan.value) return stopped(plan.value, past);
  if (request.dryRun) {
    const would = `The run ${past.run} ("${runTitle(past.checkpoint)}") would be taken back, with its ticks:`;
    return ok(wouldDo('undo', [would, ...commits.map(({ id, subject }) => `${id.slice(0, 12)} ${subject}`)]));
  }
  // Once begun it is brought to its end: a signal must not leave half of it.
  const taken = await takeBackRun(parts, place, past, commits, plan.value);
  if (!taken.ok) return taken;
  const { parked } = plan.value;
  const title = runTitle(past.checkpoint);
  return ok({
    exit: 0,
    says: undoneLines({ title, commits, parked }),
    json: { type: 'undone', run: past.run, task: title, commits, parked },
  });
}

/** How the commits are taken back; or why they are not. An undo that a crash interrupted goes on with its own plan. */
async function planOf(
  parts: RepositoryParts,
  past: PastRun,
  commits: readonly CommitFacts[],
  signal: AbortSignal,
): Promise<Result<TakingBack | Exclude<Undo, { kind: 'go' }>, Halt>> {
  const [first, last] = [commits[0], commits.at(-1)];
  if (first === undefined || last === undefined) return ok({ kind: 'nothing', why: 'no-commits' });
  const around = await aroundCommit(parts, first.id, signal);
  if (!around.ok) return around;
  const begun = fromWords(past.checkpoint.openIntents.get(UNDO)?.before);
  if (begun !== null && around.value.head === begun.to) return ok(begun);
  const decided = undo(commits, around.value);
  if (decided.kind !== 'go') return ok(decided);
  const planned = await planTakingBack(parts, last.id, around.value.base, uncancelled);
  return planned.ok ? planned : err(overlapping(planned.error));
}

function stopped(why: Exclude<Undo, { kind: 'go' }>, past: PastRun | null): Result<Answer, Halt> {
  if (why.kind === 'refuse') return err({ reason: 'preflight', problems: [why.problem] });
  const title = past === null ? null : runTitle(past.checkpoint);
  const json = { type: 'nothing-to-undo', why: why.why, run: past?.run ?? null, task: title };
  return ok({ exit: 0, says: [nothingToUndo(why.why, title)], json });
}

/** A person's uncommitted edits and the run's commits changed the same lines. */
function overlapping(halt: Halt): Halt {
  if (halt.reason !== 'commit' || halt.why !== 'overlap') return halt;
  const what = `uncommitted changes touch the same lines as the run's commits: ${halt.detail}`;
  const fix = 'nothing was touched; commit or stash your changes first';
  return { reason: 'preflight', problems: [{ what, fix }] };
}
