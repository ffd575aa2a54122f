import * as z from 'zod';
import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import { haltSays } from '../../domain/halt-rules.js';
import { done, err, ok, type Result } from '../../domain/result.js';
import { COMPACT } from '../../domain/task-keys.js';
import { readTasklist } from '../../formats/tasklist.js';
import { TRAILER } from '../../policy/commit-message.js';
import { type CompactionLoss, compacted } from '../../policy/compaction.js';
import { ask } from '../ask.js';
import { type RunContext, uncancelled } from '../context.js';
import { step } from '../step.js';
import { unusable } from '../task/list-before.js';
import { compactPrompt } from '../task/prompts.js';
import { same } from '../untouched.js';
import type { WorklistDeps } from './deps.js';

/** Why a list is as it was; null when it is shorter now. */
const ended = z.strictObject({ why: z.string().nullable() });
export type Compaction = z.infer<typeof ended>;

/**
 * Has the author shorten the tasklist, and keeps what comes of it only if every pending task is in it as it was, in its
 * place. In any other case the list is put back, also after a crash: a failed compaction is no reason to stop a run.
 * Where git tracks the list, the shorter one is a commit of its own, so that no task is burdened with it.
 */
export async function compact(deps: WorklistDeps, ctx: RunContext): Promise<Result<Compaction, Halt>> {
  return step(ctx, COMPACT, ended, async () => {
    const before = await listNow(deps, ctx);
    if (!before.ok) return before;
    const { entries } = readTasklist(before.value);
    const finished = entries.filter((entry) => entry.done).length;
    const { file } = deps.list;
    ctx.emit({ type: 'compaction-started', file, done: finished, pending: entries.length - finished });
    const seen = await deps.repository.look(ctx.signal);
    if (!seen.ok) return seen;
    const tried = await shorten(deps, before.value, seen.value, ctx);
    const kept = tried.ok && tried.value.why === null;
    const back = kept ? done : await putBack(deps, before.value, seen.value);
    if (!back.ok) return back;
    // A run that is being stopped, or cannot go on at all, tries again when it is taken up.
    if (!tried.ok) return tried;
    const { text, why } = tried.value;
    ctx.emit({ type: 'compaction-ended', file, before: before.value.length, after: text.length, why });
    return ok({ why });
  });
}

/** The list before anything was done to it: a run that died on the way has left it as its author was writing it. */
async function listNow({ list }: WorklistDeps, ctx: RunContext): Promise<Result<string, Halt>> {
  const kept = ctx.journal.begun(COMPACT) ? await list.kept() : null;
  if (kept !== null) {
    const restored = await list.restore(kept);
    return restored.ok ? ok(kept) : err(unusable(list, restored.error));
  }
  const now = await list.store.text();
  if (!now.ok || now.value === null) return err(unusable(list, now.ok ? null : now.error));
  const copied = await list.keep(now.value);
  if (!copied.ok) return err({ reason: 'state', file: list.file, why: copied.error });
  const meant = await ctx.journal.append({ kind: 'intent', key: COMPACT, before: {} });
  return meant.ok ? ok(now.value) : meant;
}

interface Tried extends Compaction {
  readonly text: string;
}

async function shorten(
  deps: WorklistDeps,
  before: string,
  seen: Sighting,
  ctx: RunContext,
): Promise<Result<Tried, Halt>> {
  const { list } = deps;
  const asIs = (why: string): Result<Tried, Halt> => ok({ why, text: before });
  const request = { role: 'author', purpose: 'compact', cycle: 0, schema: null, conversation: null } as const;
  const rules = { key: `${COMPACT}/ask`, after: async () => done, harmless: async () => ok(false) };
  const reply = await ask(deps, { ...request, prompt: compactPrompt(deps) }, rules, ctx);
  if (!reply.ok) return reply.error.reason === 'agent-failed' ? asIs(haltSays(reply.error)) : reply;

  const now = await deps.repository.look(ctx.signal);
  if (!now.ok) return now;
  const foreign = await othersTouched(deps, seen, now.value);
  if (!foreign.ok) return foreign;
  if (foreign.value !== null) return asIs(foreign.value);
  const text = await list.store.text();
  if (!text.ok) return asIs(text.error);
  const shorter = compacted(before, text.value ?? '');
  if (!shorter.ok) return asIs(lossSays(shorter.error));
  const put = text.value === shorter.value ? ok(true) : await list.store.put(text.value ?? '', shorter.value);
  if (!put.ok || !put.value) return asIs(put.ok ? 'somebody else wrote to the list meanwhile' : put.error);
  const committed = await commitIt(deps, seen, ctx);
  if (!committed.ok) return committed;
  return committed.value === null ? ok({ why: null, text: shorter.value }) : asIs(committed.value);
}

/** What besides the list was changed, in words; null when nothing was. */
async function othersTouched(
  { repository, list }: WorklistDeps,
  before: Sighting,
  now: Sighting,
): Promise<Result<string | null, Halt>> {
  if (same(before, now)) return ok(null);
  if (before.head !== now.head || before.branch !== now.branch) return ok('the author moved the branch or committed');
  const files = await repository.differing(before.tree, now.tree, uncancelled);
  if (!files.ok) return files;
  const others = files.value.map(({ path }) => path).filter((path) => path !== list.file);
  return ok(others.length === 0 ? null : `the author also changed ${others.slice(0, 3).join(', ')}`);
}

/** Commits the shorter list alone, if git tracks it and nothing else is uncommitted. A hook's refusal, in words, or null. */
async function commitIt(
  { repository, list }: WorklistDeps,
  before: Sighting,
  ctx: RunContext,
): Promise<Result<string | null, Halt>> {
  const start = list.tracked ? await repository.baseline(ctx.signal) : null;
  if (start !== null && !start.ok) return start;
  const clean = start === null ? ok([{}]) : await repository.differing(start.value.headTree, before.tree, ctx.signal);
  if (!clean.ok) return clean;
  if (start === null || clean.value.length > 0) return ok(null);
  const message = `Compact the tasklist\n\n${TRAILER}\n`;
  const answer = await repository.commit({ tree: start.value.tree, message }, ctx.signal);
  if (!answer.ok) return answer;
  return ok(answer.value.kind === 'refused' ? `a hook refused to commit it: ${answer.value.says}` : null);
}

/** Everything as it was, the list where git does not see it included. */
async function putBack(
  { repository, list }: WorklistDeps,
  before: string,
  seen: Sighting,
): Promise<Result<void, Halt>> {
  const now = await repository.look(uncancelled);
  if (!now.ok) return now;
  const restored = same(now.value, seen) ? ok(null) : await repository.restore(seen, uncancelled);
  if (!restored.ok) return restored;
  const text = await list.store.text();
  if (text.ok && text.value === before) return done;
  const back = await list.restore(before);
  return back.ok ? done : err(unusable(list, back.error));
}

/** What a compaction lost, for a person. */
function lossSays(loss: CompactionLoss): string {
  switch (loss.kind) {
    case 'not-shorter':
      return `it did not become shorter (${loss.before} characters before, ${loss.after} after)`;
    case 'pending-count':
      return `it had ${loss.before} pending tasks and has ${loss.after}`;
    case 'task-changed':
      return `pending task ${loss.number} is not what it was: ${loss.before.split('\n')[0]}`;
    case 'group-changed':
      return `pending task ${loss.number} is in another group: ${loss.title}`;
    default:
      return loss satisfies never;
  }
}
