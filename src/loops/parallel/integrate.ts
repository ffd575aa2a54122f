import type { CommitFacts } from '../../domain/change.js';
import type { CheckHit } from '../../domain/check.js';
import type { Emit } from '../../domain/event.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { returnedKey } from '../../domain/task-keys.js';
import { beginChecks } from '../../policy/checks.js';
import { ConflictMarkers } from '../../policy/conflict-markers.js';
import type { PlannedTask } from '../../policy/parallel-plan.js';
import { sameTask } from '../../policy/same-task.js';
import type { RunContext } from '../context.js';
import { unusable } from '../task/list-before.js';
import type { Queued } from './board.js';
import type { ParallelDeps } from './deps.js';
import type { Checked } from './verify.js';

/** A task that is a part of what was integrated. */
export interface Joined {
  readonly queued: Queued;
  /** With everything of the tasks before it; its files as they are checked, and the last commit with its tick. */
  readonly after: Checked;
  readonly commits: readonly CommitFacts[];
  /** What it changes, both names of a rename. */
  readonly files: readonly string[];
}

/** Why a task is no part of it. */
export type Refused =
  | { readonly kind: 'conflict'; readonly files: readonly string[]; readonly mixed: CommitId }
  | { readonly kind: 'check'; readonly hit: CheckHit };

/** Brings a finished task together with what is integrated, and looks at its change there as the checks of a task do. */
export async function integrate(
  deps: ParallelDeps,
  before: CommitFacts,
  queued: Queued,
  ctx: RunContext,
): Promise<Result<Joined | Refused, Halt>> {
  const { landing, settings, repository } = deps;
  const made = await landing.integrate(queued.brought, before.id, ctx.signal);
  if (!made.ok) return made;
  if (made.value.kind === 'conflict') return ok(made.value);
  const { commit } = made.value;
  const checks = beginChecks(settings.policy, settings.loc, settings.tasklist);
  // Only of a task that was given conflicts to resolve: elsewhere such lines may be meant.
  const markers = ctx.journal.find(returnedKey(queued.planned.id)) === undefined ? null : new ConflictMarkers();
  const visit = (path: string, text: string): void => {
    checks.visit(path, text);
    markers?.visit(path, text);
  };
  const change = await repository.change(before.tree, commit.tree, visit, ctx.signal);
  if (!change.ok) return change;
  const left = markers?.files ?? [];
  if (left.length > 0) {
    const back = await landing.reset(before.id, ctx.signal);
    return back.ok ? ok({ kind: 'conflict', files: left, mixed: commit.id }) : back;
  }
  // What a person waved through on the task's own branch is waved through here as well.
  const waived = deps.consent(queued.planned.id).waivers.map(({ check }) => check);
  const { hit } = checks.finish(change.value, { tasklistEdited: false, waived });
  if (hit !== null) {
    const back = await landing.reset(before.id, ctx.signal);
    return back.ok ? ok({ kind: 'check', hit }) : back;
  }
  const ticked = await tickThere(deps, queued, ctx);
  if (!ticked.ok) return ticked;
  const files = change.value.files.flatMap(({ path, from }) => (from === null ? [path] : [path, from]));
  const commits = [commit, ticked.value].filter((one) => one !== null && one.id !== before.id) as CommitFacts[];
  return ok({
    queued,
    after: { commit: ticked.value ?? commit, tree: commit.tree, merged: commit.id },
    commits,
    files,
  });
}

/** Ticks the task in a list that git tracks, as a commit of its own behind the task's. */
async function tickThere(
  { integrated, landing, list }: ParallelDeps,
  { planned, emit }: Queued,
  ctx: RunContext,
): Promise<Result<CommitFacts | null, Halt>> {
  if (integrated === null) return ok(null);
  const listed = await integrated.list();
  if (!listed.ok) return err(unusable(list, listed.error));
  const found = sameTask(listed.value ?? [], planned.task);
  if (found === null) {
    emit({ type: 'noticed', notice: { kind: 'task-unlisted', file: list.file, title: planned.task.title } });
    return ok(null);
  }
  const set = await integrated.tick(found.task.id);
  if (!set.ok && set.error.reason !== 'already') return err(unusable(list, set.error.reason));
  return landing.commitFile(list.file, `millstone: mark task ${planned.id} complete`, ctx.signal);
}

/** Ticks a task that has landed in the list of the checkout it was started from. Says so when it is not there any more. */
export async function tickHere(
  { list, integrated }: ParallelDeps,
  planned: PlannedTask,
  emit: Emit,
): Promise<Result<void, Halt>> {
  const { file, store } = list;
  if (integrated === null) {
    const text = await store.text();
    const listed = await store.list();
    if (!text.ok || !listed.ok) return err(unusable(list, text.ok ? 'it cannot be read' : text.error));
    const found = sameTask(listed.value ?? [], planned.task);
    if (found === null) {
      emit({ type: 'noticed', notice: { kind: 'task-unlisted', file, title: planned.task.title } });
      return done;
    }
    const set = await store.tick(found.task.id);
    if (!set.ok && set.error.reason !== 'already')
      return err(unusable(list, set.error.reason === 'trouble' ? set.error.why : null));
  }
  emit({ type: 'task-ticked', task: planned.id, file, committed: integrated !== null });
  return done;
}
