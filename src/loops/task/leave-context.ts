import * as z from 'zod';
import type { Halt } from '../../domain/halt.js';
import { done, ok, type Result } from '../../domain/result.js';
import { returnedKey } from '../../domain/task-keys.js';
import { contextExtraction, type Extracted } from '../../prompting/replies.js';
import type { Approved } from '../approve.js';
import { type RunContext, uncancelled } from '../context.js';
import { step } from '../step.js';
import { askReader } from './ask-reader.js';
import type { TaskDeps } from './deps.js';
import { contextPrompt } from './prompts.js';
import type { Started, Work } from './work.js';

/** Characters of a task's own words that are kept when nothing was drawn from its change. Source: tasklist.md 6. */
const OWN_WORDS = 500;

/**
 * Leaves something for later tasks of the group: what an agent draws from the change, else the task's own words. The
 * task is done whatever comes of it.
 */
export async function leaveContext(
  deps: TaskDeps,
  started: Started,
  approved: Approved<Work>,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const { group, id } = started.task;
  if (group === null) return done;
  const left = await step(ctx, `task/${id}/context`, z.null(), async () => {
    // It may have been left before a crash that kept it from being recorded.
    const mark = `<!-- ${id} ${started.baseline.head ?? ''} -->`;
    // A task that came back to its author has left it before it did.
    const known = ctx.journal.find(returnedKey(id)) === undefined ? mark : `<!-- ${id} `;
    if ((await deps.contexts.group(group))?.includes(known) === true) return ok(null);
    const drawn = await draw(deps, started, approved, ctx);
    if (!drawn.ok) return drawn;
    const kept = await deps.contexts.add(group, `${entryOf(started, drawn.value, ctx.clock.now())}\n\n${mark}`);
    if (kept.ok) ctx.emit({ type: 'context-left', group, extracted: drawn.value !== null });
    else ctx.emit({ type: 'noticed', notice: { kind: 'context-lost', group, why: kept.error } });
    return ok(null);
  });
  return left.ok ? done : left;
}

/** Null when no agent could draw anything. */
async function draw(
  deps: TaskDeps,
  started: Started,
  { work, cycles }: Approved<Work>,
  ctx: RunContext,
): Promise<Result<Extracted | null, Halt>> {
  if (work.change.files.length === 0) return ok(null);
  const before = await deps.repository.look(uncancelled);
  if (!before.ok) return before;
  const key = `task/${started.task.id}/context`;
  const prompt = contextPrompt(deps, started, work.change.patch);
  const about = { key, task: started.task.id, cycle: cycles, before: before.value, prompt };
  const call = { ...about, role: 'sanity', purpose: 'context', contract: contextExtraction } as const;
  const answer = await askReader(deps, call, ctx);
  if (answer.ok) return ok(answer.value.kind === 'read' ? answer.value.value : null);
  // What went wrong here is no fault of the task; only what stops the run is passed on.
  const { error } = answer;
  return error.reason === 'cancelled' || error.reason === 'state' || error.reason === 'git' ? answer : ok(null);
}

/** An entry as later authors read it. */
function entryOf({ task }: Started, extracted: Extracted | null, now: Date): string {
  const at = now.toISOString().replace('T', ' ').slice(0, 16);
  const head = [`## ${task.title}`, `_${at} UTC_`];
  if (extracted === null) return [...head, ownWords(task.raw)].filter((part) => part !== '').join('\n\n');
  const { summary, decisions } = extracted;
  return [
    ...head,
    ...(summary === '' ? [] : [`**Summary:** ${summary}`]),
    ...(decisions.length === 0 ? [] : [`**Key decisions:**\n\n${decisions.map((one) => `- ${one}`).join('\n')}`]),
  ].join('\n\n');
}

function ownWords(raw: string): string {
  const points = [...raw.split('\n').slice(1).join('\n').trim()];
  return points.length <= OWN_WORDS ? points.join('') : `${points.slice(0, OWN_WORDS - 3).join('')}...`;
}
