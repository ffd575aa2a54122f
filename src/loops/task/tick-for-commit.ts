import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import type { RunContext } from '../context.js';
import type { TaskDeps } from './deps.js';
import { setBoxes } from './set-boxes.js';
import type { Started, Work } from './work.js';

/** The intent under which a tick is made that belongs into the commit `key`. */
export const tickKey = (key: string): string => `${key}/tick`;

/**
 * Ticks the task before its commit where the tick is to be a part of it: in a list that git tracks and that was
 * committed when the task began. Returns how the tree looks with it, or null where the list is ticked after the commit.
 */
export async function tickForCommit(
  deps: TaskDeps,
  started: Started,
  { seen }: Work,
  key: string,
  ctx: RunContext,
): Promise<Result<Sighting | null, Halt>> {
  if (deps.list === null || !deps.list.tracked) return ok(null);
  const { baseline } = started;
  const dirty = await deps.repository.differing(baseline.headTree, baseline.tree, ctx.signal);
  if (!dirty.ok) return dirty;
  if (dirty.value.some(({ path }) => path === deps.list?.file)) return ok(null);

  const before = { head: seen.head ?? '', tree: seen.tree };
  const meant = await ctx.journal.append({ kind: 'intent', key: tickKey(key), before });
  if (!meant.ok) return meant;
  const set = await setBoxes(deps, started, deps.list.tickedAtLanding !== true, ctx);
  if (!set.ok) return set;
  const now = await deps.repository.look(ctx.signal, true);
  if (!now.ok) return now;
  // A run that is taken up finds the tree with the tick in it.
  const ticked = { ...before, ticked: now.value.tree };
  const done = await ctx.journal.append({ kind: 'intent', key: tickKey(key), before: ticked });
  return done.ok ? ok({ ...seen, tree: now.value.tree }) : done;
}
