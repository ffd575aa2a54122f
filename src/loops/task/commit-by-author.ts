import type { CommitFacts } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import { type RunContext, uncancelled } from '../context.js';
import { askAuthor } from './ask-author.js';
import { commitState, drifted } from './commit-state.js';
import type { TaskDeps } from './deps.js';
import { commitPrompt } from './prompts.js';
import type { Order } from './settled.js';
import type { Started } from './work.js';

/**
 * Asks the author to commit, reminds it once, and believes only what git says. Returns the commits of the task, or
 * null when millstone has to do it; then nothing that was not approved is left in the tree or in a commit.
 */
export async function commitByAuthor(
  deps: TaskDeps,
  started: Started,
  order: Order,
  ctx: RunContext,
): Promise<Result<readonly CommitFacts[] | null, Halt>> {
  const { work, wanted, cycle } = order;
  const before = { head: work.seen.head ?? '', tree: work.seen.tree };
  const intended = await ctx.journal.append({ kind: 'intent', key: order.key, before });
  if (!intended.ok) return intended;
  const files = await deps.repository.differing(started.baseline.headTree, wanted.tree, ctx.signal);
  if (!files.ok) return files;

  let seen = work.seen;
  let conversation = work.conversation;
  for (const reminder of [false, true]) {
    ctx.emit({ type: reminder ? 'commit-reminded' : 'commit-asked' });
    const prompt = commitPrompt(deps, started, order.verdict, files.value, reminder);
    const answer = await askAuthor(
      deps,
      started.baseline,
      { purpose: 'commit', cycle, prompt, conversation, before: seen },
      ctx,
    );
    if (!answer.ok) return answer;
    seen = answer.value.seen;
    conversation = answer.value.reply.conversation ?? conversation;
    const { commits } = answer.value.history;
    const state = await commitState(
      deps.repository,
      started,
      wanted,
      commits.at(-1)?.tree ?? started.baseline.headTree,
    );
    if (!state.ok) return state;

    if (state.value.kind === 'whole') {
      if (!drifted(work.seen, seen, wanted)) return ok(commits);
      // The commit is right; what was edited after it was never reviewed.
      const restored = await deps.repository.restore({ ...seen, tree: work.seen.tree }, uncancelled);
      if (!restored.ok) return restored;
      ctx.emit({ type: 'restored', role: 'author', ...restored.value });
      return ok(commits);
    }
    if (state.value.kind === 'other' || drifted(work.seen, seen, wanted))
      return redo(deps, started, order, state.value.kind === 'other', ctx);
  }
  return ok(null);
}

/** Takes back commits and edits that differ from what was approved; both stay parked. */
async function redo(
  deps: TaskDeps,
  started: Started,
  order: Order,
  foreign: boolean,
  ctx: RunContext,
): Promise<Result<null, Halt>> {
  const { work } = order;
  const target = foreign && work.commits.length > 0 ? { ...work.seen, head: started.baseline.head } : work.seen;
  const restored = await deps.repository.restore(target, uncancelled);
  if (!restored.ok) return restored;
  ctx.emit({ type: 'commit-redone', ...restored.value });
  return ok(null);
}
