import { sameInside } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { ok, type Result } from '../../domain/result.js';
import { type RunContext, uncancelled } from '../context.js';
import { askAuthor } from './ask-author.js';
import { commitState } from './commit-state.js';
import { committedRange, headTreeOf } from './committed-range.js';
import type { TaskDeps } from './deps.js';
import { onlyTick } from './only-tick.js';
import { commitPrompt } from './prompts.js';
import type { Order } from './settled.js';
import { type Standing, standingNow } from './standing.js';
import type { Started } from './work.js';

/** What came of asking. Unless `whole`, millstone has to commit, from where things stand. */
export interface Asked {
  readonly whole: boolean;
  readonly standing: Standing;
}

/**
 * Asks the author to commit, reminds it once, and believes only what git says. An author that cannot be heard is not
 * reminded. Whatever comes of it, nothing that was not approved is left in the tree or in a new commit.
 */
export async function commitByAuthor(
  deps: TaskDeps,
  started: Started,
  order: Order,
  begun: Standing,
  ctx: RunContext,
): Promise<Result<Asked, Halt>> {
  const before = { head: begun.seen.head ?? '', tree: begun.seen.tree };
  const intended = await ctx.journal.append({ kind: 'intent', key: order.key, before });
  if (!intended.ok) return intended;
  const { change } = order.work;
  // After a clean start the approved change is the commit; comparing the trees again would say the same.
  const known = change.from === started.baseline.headTree && change.to === order.wanted.tree;
  const files = known
    ? ok(change.files)
    : await deps.repository.differing(started.baseline.headTree, order.wanted.tree, ctx.signal);
  if (!files.ok) return files;

  let standing = begun;
  let conversation = order.work.conversation;
  for (const reminder of [false, true]) {
    ctx.emit({ type: reminder ? 'commit-reminded' : 'commit-asked' });
    const prompt = commitPrompt(deps, started, order.verdict, files.value, reminder);
    const key = `${order.key}/${reminder ? 'remind' : 'ask'}`;
    const call = { key, purpose: 'commit', cycle: order.cycle, prompt, conversation, before: standing.seen } as const;
    const answer = await askAuthor(deps, started, call, ctx);
    if (!answer.ok && answer.error.reason !== 'agent-failed') return answer;
    const now = answer.ok ? ok(answer.value.standing) : await standingNow(deps, started);
    if (!now.ok) return now;
    standing = now.value;

    const judged = await judge(deps, started, order, begun, standing, ctx);
    if (!judged.ok) return judged;
    if (judged.value !== null) return ok(judged.value);
    if (!answer.ok) break;
    conversation = answer.value.reply.conversation ?? conversation;
  }
  return ok({ whole: false, standing });
}

/** Null when there is still something to commit and nothing to take back. */
async function judge(
  deps: TaskDeps,
  started: Started,
  order: Order,
  begun: Standing,
  now: Standing,
  ctx: RunContext,
): Promise<Result<Asked | null, Halt>> {
  const range = await committedRange(deps, started, order.wanted, now.commits);
  if (!range.ok) return range;
  const made = now.commits.length > begun.commits.length;
  const skipped = made && (await deps.hooks.skipped());
  if (range.value.kind === 'whole' && !skipped) return tidied(deps, started, order, now, ctx);
  if (skipped) ctx.emit({ type: 'noticed', notice: { kind: 'hooks-skipped' } });

  // Earlier commits may hold earlier versions; only what came on top of them says what the author did now.
  const [from, head] = [headTreeOf(started, begun.commits), headTreeOf(started, now.commits)];
  const added = await commitState(deps.repository, order.wanted, from, head);
  if (!added.ok) return added;
  const approvedOnly = added.value.kind === 'none' || added.value.kind === 'partial';
  if (!skipped && approvedOnly && now.seen.tree === order.work.seen.tree && sameInside(now.seen, order.work.seen)) {
    const tick = await onlyTick(deps, order, head);
    return tick.ok ? ok(tick.value ? { whole: false, standing: now } : null) : tick;
  }

  const target = { ...begun.seen, tree: order.work.seen.tree };
  const restored = await deps.repository.restore(target, uncancelled);
  if (!restored.ok) return restored;
  ctx.emit({ type: 'commit-redone', ...restored.value });
  return ok({ whole: false, standing: { seen: target, commits: begun.commits } });
}

/** The commit is right; what was edited after it was never reviewed. */
async function tidied(
  deps: TaskDeps,
  started: Started,
  { work, wanted }: Order,
  now: Standing,
  ctx: RunContext,
): Promise<Result<Asked, Halt>> {
  const withLine = headTreeOf(started, now.commits) === wanted.withIgnoreLine;
  // With our ignore line committed the approved tree has it too; after a dirty start that tree has no name.
  const approved = !withLine ? work.seen.tree : work.seen.tree === wanted.tree ? wanted.withIgnoreLine : null;
  const inside = sameInside(now.seen, work.seen);
  if (inside && (approved === null || approved === now.seen.tree)) return ok({ whole: true, standing: now });
  const { modules } = work.seen;
  const seen = { head: now.seen.head, branch: now.seen.branch, tree: approved ?? now.seen.tree };
  const approvedSeen = modules === undefined ? seen : { ...seen, modules };
  const restored = await deps.repository.restore(approvedSeen, uncancelled);
  if (!restored.ok) return restored;
  ctx.emit({ type: 'restored', role: 'author', ...restored.value });
  return ok({ whole: true, standing: now });
}
