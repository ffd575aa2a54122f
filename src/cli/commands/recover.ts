import { bringBack } from '../../adapters/git/bring-back.js';
import { makeGit } from '../../adapters/git/git.js';
import { parkedRefs } from '../../adapters/git/parked-refs.js';
import { makeSpawn } from '../../adapters/process/spawn.js';
import { titleOfRun } from '../../adapters/state/past-runs.js';
import type { Halt } from '../../domain/halt.js';
import type { Parked } from '../../domain/parked.js';
import { err, ok, type Result } from '../../domain/result.js';
import { uncancelled } from '../../loops/context.js';
import { inOrder, pick } from '../../policy/parked.js';
import { broughtBackLines, parkedLines } from '../../report/parked.js';
import type { Host } from '../host.js';
import type { RequestOf } from '../request.js';
import { type Answer, answered, type Question } from './answer.js';
import { locked } from './locked.js';
import { type Place, placeOf } from './place.js';
import { wouldDo } from './would-do.js';

type Asked = Question<RequestOf<'recover'>>;

/** `millstone --recover`: lists what is parked, or brings one of it back. Returns the exit code. */
export const recoverCommand = (
  request: RequestOf<'recover'>,
  host: Host,
  leave: (exit: number) => void,
): Promise<number> => answered(request, host, leave, recover);

async function recover(asked: Asked): Promise<Result<Answer, Halt>> {
  const place = await placeOf(asked);
  if (!place.ok) return place;
  const { wanted } = asked.request;
  const listed = await listOf(asked, place.value);
  if (!listed.ok) return listed;
  return wanted === null ? ok(await list(listed.value, place.value)) : bring(asked, place.value, listed.value, wanted);
}

async function listOf({ env, signal }: Asked, { located }: Place): Promise<Result<readonly Parked[], Halt>> {
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: located.top, env });
  const parked = await parkedRefs(git, located.at?.head ?? null, signal);
  return parked.ok ? ok(inOrder(parked.value)) : parked;
}

async function list(parked: readonly Parked[], { layout }: Place): Promise<Answer> {
  const titles = new Map<string, string | null>();
  for (const { run } of parked) if (!titles.has(run)) titles.set(run, await titleOfRun(layout, run));
  const listed = parked.map((one, i) => ({ number: i + 1, task: titles.get(one.run) ?? null, ...one }));
  return { exit: 0, says: parkedLines(listed), json: { type: 'parked', parked: listed } };
}

async function bring(
  asked: Asked,
  place: Place,
  listed: readonly Parked[],
  wanted: string,
): Promise<Result<Answer, Halt>> {
  const picked = pick(listed, wanted);
  if (!picked.ok) return err({ reason: 'preflight', problems: [picked.error] });
  const parked = picked.value;
  if (asked.request.dryRun) {
    const would = `${parked.ref} would be brought back, uncommitted, on top of what is there:`;
    return ok(wouldDo('recover', [would, ...parked.files]));
  }
  const brought = await locked(asked, place, async (parts) => {
    // Once begun it is brought to its end: a signal must not leave half of the files.
    const done = await bringBack(parts, parked, uncancelled);
    return done.ok ? done : err(overlapping(done.error, parked));
  });
  if (!brought.ok) return brought;
  const { files, staged } = brought.value;
  const json = { type: 'recovered', ref: parked.ref, files, parked: brought.value.parked, staged };
  return ok({ exit: 0, says: broughtBackLines(parked, brought.value), json });
}

/** Both sides changed the same lines: nothing was written. */
function overlapping(halt: Halt, { ref }: Parked): Halt {
  if (halt.reason !== 'commit' || halt.why !== 'overlap') return halt;
  const what = `${halt.detail} was changed since, in the same lines as what is parked`;
  const fix = `nothing was touched; look at it beside your files: git worktree add ../recovered ${ref}`;
  return { reason: 'preflight', problems: [{ what, fix }] };
}
