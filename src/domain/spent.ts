import { agentReply, type Usage } from './agent.js';
import type { Spent } from './event.js';
import type { JournalEntry } from './journal.js';

/** Nothing used yet. */
export const NOTHING_SPENT: Spent = { calls: 0, inputTokens: 0, outputTokens: 0, costUsd: null, estimated: false };

/** Adds one call. A call without figures counts as a call; a sum with an estimate in it says so (S6). */
export function spend(sofar: Spent, usage: Usage | null): Spent {
  if (usage === null) return { ...sofar, calls: sofar.calls + 1 };
  return {
    calls: sofar.calls + 1,
    inputTokens: sofar.inputTokens + usage.inputTokens + usage.cachedTokens,
    outputTokens: sofar.outputTokens + usage.outputTokens,
    costUsd: usage.costUsd === null ? sofar.costUsd : (sofar.costUsd ?? 0) + usage.costUsd,
    estimated: sofar.estimated || usage.source === 'estimated',
  };
}

/**
 * What a run has used up to now, or what steps of this prefix have: every reply is a step of its journal. Calls that
 * gave none have left no figures.
 */
export const spentBefore = (lines: readonly JournalEntry[], prefix = ''): Spent =>
  lines.reduce((sofar, line) => {
    const reply = agentReply.safeParse(line.kind === 'step' && line.key.startsWith(prefix) ? line.value : null);
    return reply.success ? spend(sofar, reply.data.usage) : sofar;
  }, NOTHING_SPENT);
