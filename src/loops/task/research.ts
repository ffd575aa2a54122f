import * as z from 'zod';
import type { AgentReply } from '../../domain/agent.js';
import type { Halt } from '../../domain/halt.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Task } from '../../domain/task.js';
import { researchReport } from '../../formats/research-report.js';
import { ask } from '../ask.js';
import type { RunContext } from '../context.js';
import { step } from '../step.js';
import { untouched } from '../untouched.js';
import { castFor } from './cast.js';
import type { TaskDeps } from './deps.js';
import { highRisk } from './high-risk.js';
import { listBefore } from './list-before.js';
import { markDone } from './mark-done.js';
import { researchPrompt } from './prompts.js';
import { unreadable } from './unreadable.js';

/**
 * A task whose result is a report: the author looks and may not write, and there is no review and no commit. The report
 * is on disk before the task is ticked.
 */
export async function research(task: Task, given: TaskDeps, ctx: RunContext): Promise<Result<void, Halt>> {
  const deps = { ...given, agents: castFor(task, given, ctx) };
  const allowed = await highRisk(deps, task, ctx);
  if (!allowed.ok) return allowed;
  const tasklistText = await listBefore(deps, task, ctx);
  if (!tasklistText.ok) return tasklistText;
  const reply = await find(task, deps, ctx);
  if (!reply.ok) return reply;
  const file = await step(ctx, `task/${task.id}/report`, z.string(), () => {
    const at = ctx.clock.now();
    return deps.reports.keep(task.title, at, researchReport(task, at.toISOString(), reply.value.text));
  });
  if (!file.ok) return file;
  ctx.emit({ type: 'research-completed', task: task.id, file: file.value });
  return markDone(deps, { task, tasklistText: tasklistText.value }, ctx);
}

/** The author's answer. One that says nothing is asked for once more, since nothing was done; then it is a halt. */
async function find(task: Task, deps: TaskDeps, ctx: RunContext): Promise<Result<AgentReply, Halt>> {
  // How things stand now, not when an earlier process asked: what a person edited since is not the agent's.
  const before = await deps.repository.look(ctx.signal);
  if (!before.ok) return before;
  const contextText = task.context === null ? null : await deps.contexts.file(task.context);
  if (task.context !== null && contextText === null)
    ctx.emit({ type: 'noticed', notice: { kind: 'context-file-missing', file: task.context } });
  const about = { role: 'author', purpose: 'research', cycle: 1, task: task.id, schema: null } as const;
  const request = { ...about, prompt: researchPrompt(deps, task, contextText), conversation: null };
  const put = (key: string): Promise<Result<AgentReply, Halt>> =>
    ask(
      deps,
      request,
      { key, after: () => untouched(deps.repository, before.value, 'author', ctx), harmless: async () => ok(true) },
      ctx,
    );
  const key = `task/${task.id}/research`;
  const { minReplyLength, retryOnEmpty } = deps.settings;
  const says = ({ text }: AgentReply): boolean => text.trim().length >= Math.max(1, minReplyLength);
  const first = await put(key);
  if (!first.ok || says(first.value)) return first;
  const problem = `the answer has fewer than ${minReplyLength} characters (min_response_length)`;
  const halt = (text: string): Halt => unreadable('author', deps, { text, problem }, 'a report');
  if (!retryOnEmpty) return err(halt(first.value.text));
  ctx.emit({ type: 'asked-again', role: 'author', why: problem });
  const again = await put(`${key}/again`);
  return !again.ok || says(again.value) ? again : err(halt(again.value.text));
}
