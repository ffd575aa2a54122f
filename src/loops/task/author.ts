import { type Change, type CommitFacts, leftInside, type Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import { sinceStart } from '../ancestry.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { type AuthorAnswer, askAuthor } from './ask-author.js';
import type { TaskDeps } from './deps.js';
import { keptWords } from './kept-words.js';
import { observe } from './observe.js';
import { ownCommits } from './own-commits.js';
import { buildPrompt, fixPrompt, nudgePrompt } from './prompts.js';
import { setBoxes } from './set-boxes.js';
import { standingNow } from './standing.js';
import { unreadable } from './unreadable.js';
import { type Authored, authored, type Started, type Work } from './work.js';

/** The author's slot of the loop: builds, mends after a refusal, and is nudged once when nothing changed. */
export function author(deps: TaskDeps, started: Started, ctx: RunContext) {
  let last: Work | null = null;
  return async (feedback: string | null, cycle: number): Promise<Result<Work, Halt>> => {
    const expected: Sighting = last?.seen ?? started.reworked?.seen ?? started.baseline;
    const key = `task/${started.task.id}/${cycle}/author`;
    const made = await step(ctx, key, authored, async () => {
      const left = ctx.journal.begun(key) ? await whatWasLeft(deps, started, ctx) : ok(null);
      if (!left.ok) return left;
      const before = left.value?.seen ?? expected;
      return turn(deps, started, ctx, { key, before, last, feedback, cycle, left: left.value?.change ?? null });
    });
    if (!made.ok) return made;

    const history = await sinceStart(deps.repository, started.baseline, made.value.seen, 'author');
    if (!history.ok) return history;
    announceCommits(started, history.value.commits, expected, made.value.seen, ctx);
    const work = await observe(deps, started, made.value, history.value.commits, cycle, ctx);
    if (work.ok) last = work.value;
    return work;
  };
}

/** What an author of the original's time says when it finds its list empty. */
const NO_TASKS = 'NO_TASKS_REMAIN';
const disagrees = (text: string) => ({
  text,
  problem: `it says that no task is left, but it was given this one (${NO_TASKS})`,
});

interface Turn {
  readonly key: string;
  readonly before: Sighting;
  readonly last: Work | null;
  readonly feedback: string | null;
  readonly cycle: number;
  /** What an interrupted attempt at this very turn has changed; null in an ordinary one. */
  readonly left: Change | null;
}

async function turn(deps: TaskDeps, started: Started, ctx: RunContext, t: Turn): Promise<Result<Authored, Halt>> {
  const intended = await ctx.journal.append({
    kind: 'intent',
    key: t.key,
    before: { head: t.before.head ?? '', tree: t.before.tree },
  });
  if (!intended.ok) return intended;
  const conversation = t.last === null ? deps.sessions.of('author') : t.last.conversation;
  const change = t.left ?? t.last?.change ?? started.reworked?.change ?? null;
  const mends = t.feedback !== null && change !== null && (t.last !== null || started.reworked != null);
  const prompt = mends ? fixPrompt(deps, started, t.feedback, change) : buildPrompt(deps, started, t.left);
  const purpose = mends ? 'fix' : 'build';
  const call = { key: `${t.key}/${purpose}`, purpose, cycle: t.cycle, prompt, conversation, before: t.before } as const;
  const first = await askAuthor(deps, started, call, ctx);
  if (!first.ok) return first;

  // A commit without a change is still no change.
  const { seen } = first.value.standing;
  const nothing = seen.tree === started.baseline.tree && leftInside(started.baseline, seen).length === 0;
  if (nothing && first.value.reply.text.trim() === NO_TASKS)
    return err(unreadable('author', deps, disagrees(first.value.reply.text), 'work on its task'));
  if (!nothing || t.last?.nudged === true)
    return tidied(deps, started, kept(first.value, conversation, t.last?.nudged ?? false), ctx);

  ctx.emit({ type: 'nothing-changed', cycle: t.cycle });
  const talk = first.value.reply.conversation ?? conversation;
  const nudge = {
    key: `${t.key}/nudge`,
    purpose: 'nudge',
    cycle: t.cycle,
    prompt: nudgePrompt(deps, started),
  } as const;
  const second = await askAuthor(deps, started, { ...nudge, conversation: talk, before: seen }, ctx);
  return second.ok ? tidied(deps, started, kept(second.value, talk, true), ctx) : second;
}

/** Boxes that it was not for the author to change are as before when the turn is over. */
async function tidied(
  deps: TaskDeps,
  started: Started,
  made: Authored,
  ctx: RunContext,
): Promise<Result<Authored, Halt>> {
  // There every edit is a halt, which must still find it.
  if (deps.settings.noTasklistEdits) return ok(made);
  const set = await setBoxes(deps, started, false, ctx);
  if (!set.ok) return set;
  const undone = set.value.undone.length === 0 ? {} : { undone: [...set.value.undone] };
  if (!set.value.changed) return ok({ ...made, ...undone });
  const now = await standingNow(deps, started);
  return now.ok ? ok({ ...made, ...undone, seen: now.value.seen }) : now;
}

/** How an interrupted attempt left the repository. Its edits stay: they may be most of the work. */
async function whatWasLeft(
  deps: TaskDeps,
  started: Started,
  ctx: RunContext,
): Promise<Result<{ readonly seen: Sighting; readonly change: Change }, Halt>> {
  const now = await standingNow(deps, started);
  if (!now.ok) return now;
  const { seen } = now.value;
  const change = await deps.repository.change(started.baseline.tree, seen.tree, () => undefined, ctx.signal);
  return change.ok ? ok({ seen, change: change.value }) : change;
}

const kept = ({ reply, standing }: AuthorAnswer, conversation: string | null, nudged: boolean): Authored => ({
  text: keptWords(reply.text),
  conversation: reply.conversation ?? conversation,
  seen: standing.seen,
  nudged,
});

function announceCommits(
  { task }: Started,
  all: readonly CommitFacts[],
  before: Sighting,
  now: Sighting,
  ctx: RunContext,
): void {
  const known = all.findIndex((commit) => commit.id === before.head);
  const commits = ownCommits(ctx.journal, task.id, all.slice(known + 1));
  if (now.head === null || now.head === before.head || commits.length === 0) return;
  ctx.emit({ type: 'author-committed', from: before.head, to: now.head, commits });
}
