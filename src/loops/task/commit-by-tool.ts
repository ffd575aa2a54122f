import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { beginChecks } from '../../policy/checks.js';
import { commitMessage } from '../../policy/commit-message.js';
import { sinceStart } from '../ancestry.js';
import { type RunContext, uncancelled } from '../context.js';
import { commitState } from './commit-state.js';
import type { TaskDeps } from './deps.js';
import type { Order, Settled } from './settled.js';
import type { Started } from './work.js';

/** Commits the approved change itself, with the repository's hooks; what a hook adds meets the checks as well. */
export async function commitByTool(
  deps: TaskDeps,
  started: Started,
  order: Order,
  ctx: RunContext,
): Promise<Result<Settled, Halt>> {
  const cleared = await clearForeign(deps, started, order, ctx);
  if (!cleared.ok) return cleared;
  const intended = await ctx.journal.append({
    kind: 'intent',
    key: `${order.key}/tool`,
    before: { tree: order.wanted.tree },
  });
  if (!intended.ok) return intended;

  const message = commitMessage(started.task, order.verdict.summary);
  const answer = await deps.repository.commit({ tree: order.wanted.tree, message }, ctx.signal);
  if (!answer.ok) return answer;
  if (answer.value.kind === 'refused') return ok({ kind: 'refused', says: answer.value.says });

  const { commit } = answer.value;
  if (commit.tree !== order.wanted.tree) {
    const inspected = await inspectHooked(deps, started, order, commit, ctx);
    if (!inspected.ok) return inspected;
  }
  const now = await deps.repository.look(uncancelled);
  if (!now.ok) return now;
  const history = await sinceStart(deps.repository, started.baseline, now.value, 'author');
  return history.ok ? ok({ kind: 'committed', by: 'tool', commits: [...history.value.commits] }) : history;
}

/** Early commits of the author that hold more than was approved are undone first; they stay parked. */
async function clearForeign(
  deps: TaskDeps,
  started: Started,
  order: Order,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const now = await deps.repository.look(uncancelled);
  if (!now.ok) return now;
  const history = await sinceStart(deps.repository, started.baseline, now.value, 'author');
  if (!history.ok) return history;
  const last = history.value.commits.at(-1);
  if (last === undefined) return done;
  const state = await commitState(deps.repository, started, order.wanted, last.tree);
  if (!state.ok) return state;
  if (state.value.kind !== 'other') return done;
  const parked = await deps.repository.rewind(started.baseline.head, uncancelled);
  if (!parked.ok) return parked;
  ctx.emit({ type: 'commit-redone', files: state.value.files, parked: parked.value });
  return done;
}

async function inspectHooked(
  deps: TaskDeps,
  started: Started,
  order: Order,
  commit: CommitFacts,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const { settings } = deps;
  const changed = await deps.repository.differing(order.wanted.tree, commit.tree, uncancelled);
  if (!changed.ok) return changed;
  ctx.emit({ type: 'hook-changed', files: changed.value.map((file) => file.path) });
  const checks = beginChecks(settings.policy, settings.loc, settings.tasklist);
  const change = await deps.repository.change(started.baseline.headTree, commit.tree, checks.visit, uncancelled);
  if (!change.ok) return change;
  const { hit } = checks.finish(change.value, { tasklistEdited: false });
  return hit === null ? done : err({ reason: 'check', hit, diff: commit.tree });
}
