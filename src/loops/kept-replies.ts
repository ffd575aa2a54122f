import { type AgentReply, agentReply } from '../domain/agent.js';
import type { Halt } from '../domain/halt.js';
import { err, ok, type Result } from '../domain/result.js';
import type { Role } from '../domain/role.js';
import type { Unanswered } from '../ports/agents.js';
import type { Brakes } from './brakes.js';
import type { RunContext } from './context.js';
import { misshapen } from './step.js';

/** Counts a reply and records it, so that it is never paid for again. */
export function keepReply(
  reply: AgentReply,
  key: string,
  brakes: Brakes,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  brakes.add(key, reply.usage);
  return ctx.journal.append({ kind: 'step', key, value: reply });
}

/** Counts and records what a call used that left no reply: a run that goes on must not take it for nothing. */
export async function keepUsed(
  answer: Result<AgentReply, Unanswered>,
  key: string,
  brakes: Brakes,
  ctx: RunContext,
): Promise<Result<void, Halt>> {
  const { usage, by = '' } = answer.ok ? answer.value : answer.error;
  if (usage === null) return ok(undefined);
  brakes.add(key, usage);
  return ctx.journal.append({ kind: 'used', key, by, usage });
}

/** The reply of a call that ended before a crash; null when there is none. */
export async function keptReply(
  role: Role,
  key: string,
  after: () => Promise<Result<void, Halt>>,
  ctx: RunContext,
): Promise<Result<AgentReply, Halt> | null> {
  const past = ctx.journal.find(key);
  if (past === undefined) return null;
  const read = agentReply.safeParse(past.value);
  if (!read.success) return err(misshapen(past.where, key));
  const allowed = await after();
  if (!allowed.ok) return allowed;
  ctx.emit({ type: 'agent-replayed', role, usage: read.data.usage });
  return ok(read.data);
}
