import type { Halt } from '../../domain/halt.js';
import { done, ok, type Result } from '../../domain/result.js';
import { type RunContext, uncancelled } from '../context.js';
import { commitByAuthor } from './commit-by-author.js';
import { commitByTool } from './commit-by-tool.js';
import { isWanted } from './commit-state.js';
import { committedRange, headTreeOf } from './committed-range.js';
import type { TaskDeps } from './deps.js';
import { onlyTick } from './only-tick.js';
import type { Order, Settled } from './settled.js';
import { type Standing, standingNow } from './standing.js';
import type { Started } from './work.js';

/**
 * Makes the approved change a commit: the author's where it makes the right one, else millstone's. A resumed run looks
 * first, since the one that died may have committed without recording it.
 */
export async function settle(
  deps: TaskDeps,
  started: Started,
  approved: Omit<Order, 'wanted'>,
  ctx: RunContext,
): Promise<Result<Settled, Halt>> {
  const { baseline } = started;
  const wanted = await deps.repository.wanted(baseline, approved.work.seen.tree, ctx.signal);
  if (!wanted.ok) return wanted;
  const begun = await begin(deps, started, approved.work, ctx);
  if (!begun.ok) return begun;
  const { commits } = begun.value;

  if (wanted.value.tree === baseline.headTree) {
    const cleared = commits.length === 0 ? done : await takeBack(deps, started, ctx);
    return cleared.ok ? ok({ kind: 'nothing' }) : cleared;
  }
  const order = { ...approved, wanted: wanted.value };
  const range = await committedRange(deps, started, wanted.value, commits);
  if (!range.ok) return range;
  if (range.value.kind === 'whole') {
    // A commit of millstone's own that a crash kept from being recorded.
    const ours = ctx.journal.begun(`${approved.key}/tool`);
    const by = ours ? 'tool' : approved.work.commits.length > 0 ? 'author' : deps.settings.commitBy;
    return ok({ kind: 'committed', by, commits: [...commits] });
  }

  const head = headTreeOf(started, commits);
  const tick = await onlyTick(deps, order, head);
  if (!tick.ok) return tick;
  // Right in the end but not on the way there: a further commit of the author's would not mend that.
  const right = isWanted(head, wanted.value);
  if (deps.settings.commitBy === 'tool' || right || tick.value)
    return commitByTool(deps, started, order, begun.value, ctx);
  const asked = await commitByAuthor(deps, started, order, begun.value, ctx);
  if (!asked.ok) return asked;
  const { whole, standing } = asked.value;
  if (whole) return ok({ kind: 'committed', by: 'author', commits: [...standing.commits] });
  return commitByTool(deps, started, order, standing, ctx);
}

/** Where the commit begins from. Commits that the author made before it was asked must have passed the hooks as well. */
async function begin(
  deps: TaskDeps,
  started: Started,
  { seen, commits }: Order['work'],
  ctx: RunContext,
): Promise<Result<Standing, Halt>> {
  const begun = ctx.journal.resumed ? await standingNow(deps, started) : ok({ seen, commits });
  if (!begun.ok || begun.value.commits.length === 0 || !(await deps.hooks.skipped())) return begun;
  ctx.emit({ type: 'noticed', notice: { kind: 'hooks-skipped' } });
  const cleared = await takeBack(deps, started, ctx);
  return cleared.ok ? ok({ seen: { ...begun.value.seen, head: started.baseline.head }, commits: [] }) : cleared;
}

/** Commits that add up to nothing, or were made past the hooks, must not stay. */
async function takeBack(deps: TaskDeps, started: Started, ctx: RunContext): Promise<Result<void, Halt>> {
  const parked = await deps.repository.rewind(started.baseline.head, uncancelled);
  if (!parked.ok) return parked;
  ctx.emit({ type: 'commit-redone', files: [], parked: parked.value });
  return done;
}
