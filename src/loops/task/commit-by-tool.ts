import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { CommitId } from '../../domain/ids.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { beginChecks } from '../../policy/checks.js';
import { commitMessage, tickMessage } from '../../policy/commit-message.js';
import { type RunContext, uncancelled } from '../context.js';
import { committedRange, headTreeOf } from './committed-range.js';
import type { TaskDeps } from './deps.js';
import { onlyTick } from './only-tick.js';
import type { Order, Settled } from './settled.js';
import { type Standing, standingNow } from './standing.js';
import type { Started } from './work.js';

/** Commits the approved change itself, with the repository's hooks; what a hook adds meets the checks as well. */
export async function commitByTool(
  deps: TaskDeps,
  started: Started,
  order: Order,
  standing: Standing,
  ctx: RunContext,
): Promise<Result<Settled, Halt>> {
  const base = await clearForeign(deps, started, order, standing, ctx);
  if (!base.ok) return base;
  const head = base.value === started.baseline.head ? started.baseline.headTree : headTreeOf(started, standing.commits);
  const tick = await onlyTick(deps, order, head);
  if (!tick.ok) return tick;
  const message = tick.value ? tickMessage(started.task) : commitMessage(started.task, order.verdict.summary);
  // By tree and subject it is known again after a crash.
  const subject = message.split('\n', 1)[0] ?? '';
  const before = { head: base.value ?? '', tree: order.wanted.tree, subject };
  const intended = await ctx.journal.append({ kind: 'intent', key: `${order.key}/tool`, before });
  if (!intended.ok) return intended;
  const answer = await deps.repository.commit({ tree: order.wanted.tree, message }, ctx.signal);
  if (!answer.ok) return answer;
  if (answer.value.kind === 'refused') return ok({ kind: 'refused', says: answer.value.says, tick: tick.value });

  if (tick.value) ctx.emit({ type: 'tick-committed' });
  const { commit } = answer.value;
  if (commit.tree !== order.wanted.tree) {
    const inspected = await inspectHooked(deps, started, order, commit, base.value, ctx);
    if (!inspected.ok) return inspected;
  }
  const now = await standingNow(deps, started);
  return now.ok ? ok({ kind: 'committed', by: 'tool', commits: [...now.value.commits] }) : now;
}

/**
 * Takes back the author's commits when they hold more than was approved; they stay parked. Returns the commit to go on
 * from.
 */
async function clearForeign(
  deps: TaskDeps,
  started: Started,
  order: Order,
  { seen, commits }: Standing,
  ctx: RunContext,
): Promise<Result<CommitId | null, Halt>> {
  const range = await committedRange(deps, started, order.wanted, commits);
  if (!range.ok) return range;
  if (range.value.kind !== 'other') return ok(seen.head);
  const parked = await deps.repository.rewind(started.baseline.head, uncancelled);
  if (!parked.ok) return parked;
  ctx.emit({ type: 'commit-redone', files: range.value.files, parked: parked.value });
  return ok(started.baseline.head);
}

async function inspectHooked(
  deps: TaskDeps,
  started: Started,
  order: Order,
  commit: CommitFacts,
  base: CommitId | null,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const { settings } = deps;
  const changed = await deps.repository.differing(order.wanted.tree, commit.tree, uncancelled);
  if (!changed.ok) return changed;
  ctx.emit({ type: 'hook-changed', files: changed.value.map((file) => file.path) });
  const checks = beginChecks(settings.policy, settings.loc, settings.tasklist);
  const change = await deps.repository.change(started.baseline.headTree, commit.tree, checks.visit, uncancelled);
  if (!change.ok) return change;
  const { hit } = checks.finish(change.value, { tasklistEdited: false, waived: [] });
  if (hit === null) return done;
  // What the checks object to must not stay committed; the files are left for a person to look at.
  const parked = await deps.repository.rewind(base, uncancelled);
  return parked.ok ? err({ reason: 'check', hit, diff: commit.tree }) : parked;
}
