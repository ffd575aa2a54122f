import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { PARKED } from '../../domain/parked.js';
import { ok, type Result } from '../../domain/result.js';
import { historySince } from './history.js';
import { type Operation, operationIn } from './operation.js';
import type { RepositoryParts } from './parts.js';

const DOING = 'find the commits of the run';

/** How things stand around some commits. */
export interface Around {
  readonly head: CommitId | null;
  readonly branch: string | null;
  readonly operation: Operation;
  /** The commit before the first of them; null when there is none. */
  readonly base: CommitId | null;
  readonly since: readonly CommitFacts[];
  readonly elsewhere: readonly string[];
}

/** Looks for the first commit of a run: what comes before it, what follows it, and who else holds it. */
export async function aroundCommit(
  { git, looker, located }: RepositoryParts,
  first: CommitId,
  signal: AbortSignal,
): Promise<Result<Around, Halt>> {
  const status = await looker.status(signal);
  if (!status.ok) return status;
  const { branch } = status.value;
  const head = status.value.head as CommitId | null;
  const operation = operationIn(located.gitDir);
  const nowhere = { head, branch, operation, base: null, since: [], elsewhere: [] };
  // 128: the commit is not there any more.
  const asked = await git(
    { doing: DOING, args: ['rev-list', '--parents', '-n', '1', first, '--'], answers: [128] },
    signal,
  );
  if (!asked.ok) return asked;
  if (asked.value.code !== 0) return ok(nowhere);
  const base = (asked.value.stdout.toString('latin1').trim().split(' ')[1] ?? null) as CommitId | null;

  const contains = ['for-each-ref', '--format=%(refname)', '--contains', first];
  const listed = await git({ doing: DOING, args: contains }, signal);
  if (!listed.ok) return listed;
  const own = (ref: string): boolean => ref === branch || ref === 'refs/stash' || ref.startsWith(PARKED);
  const refs = listed.value.stdout.toString('utf8').split('\n');
  const elsewhere = refs.filter((ref) => ref !== '' && !own(ref));
  if (head === null) return ok({ ...nowhere, base, elsewhere });
  const history = await historySince(git, base, signal);
  if (!history.ok) return history;
  const since = history.value.descends ? history.value.commits : [];
  return ok({ ...nowhere, base, since, elsewhere });
}
