import { type AgentId, agentReply } from './agent.js';
import type { JournalEntry } from './journal.js';
import { isAuthorKey } from './task-keys.js';

/** Whose work on a task a line of the journal tells of; null for any other. Calls that failed may have left some. */
export function writerOf(line: JournalEntry): { readonly key: string; readonly by: AgentId } | null {
  if ((line.kind !== 'step' && line.kind !== 'used') || !isAuthorKey(line.key)) return null;
  if (line.kind === 'used') return { key: line.key, by: line.by };
  const reply = agentReply.safeParse(line.value);
  return reply.success && reply.data.by !== undefined ? { key: line.key, by: reply.data.by } : null;
}
