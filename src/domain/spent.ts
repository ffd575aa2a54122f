import { type AgentId, agentReply, type Usage } from './agent.js';
import type { RunEvent, Spent } from './event.js';
import type { JournalEntry } from './journal.js';
import type { Role } from './role.js';

/** Nothing used yet. */
export const NOTHING_SPENT: Spent = {
  ...{ calls: 0, inputTokens: 0, outputTokens: 0, costUsd: null, estimated: false, unpriced: [] },
};

/**
 * Adds one call. A call without figures counts as a call; a sum with an estimate in it says so (S6). `by` is the agent
 * whose call it was, null where nobody is to be blamed for a price that is missing.
 */
export function spend(sofar: Spent, usage: Usage | null, by: AgentId | null): Spent {
  const nameless = by === null || (usage?.costUsd ?? null) !== null || sofar.unpriced.includes(by);
  const unpriced = nameless ? sofar.unpriced : [...sofar.unpriced, by];
  if (usage === null) return { ...sofar, calls: sofar.calls + 1, unpriced };
  return {
    calls: sofar.calls + 1,
    inputTokens: sofar.inputTokens + usage.inputTokens + usage.cachedTokens,
    outputTokens: sofar.outputTokens + usage.outputTokens,
    costUsd: usage.costUsd === null ? sofar.costUsd : (sofar.costUsd ?? 0) + usage.costUsd,
    estimated: sofar.estimated || usage.source === 'estimated',
    unpriced,
  };
}

/**
 * What a run has used up to now, or what steps of this prefix have: every reply is a step of its journal, and a call
 * that ended without one has a line of its own, when it told any figures.
 */
export const spentBefore = (lines: readonly JournalEntry[], prefix = ''): Spent =>
  lines.reduce((sofar, line) => {
    if (line.kind === 'used') return line.key.startsWith(prefix) ? spend(sofar, line.usage, line.by) : sofar;
    const reply = agentReply.safeParse(line.kind === 'step' && line.key.startsWith(prefix) ? line.value : null);
    return reply.success ? spend(sofar, reply.data.usage, reply.data.by ?? null) : sofar;
  }, NOTHING_SPENT);

/** Adds up what a run's events tell. */
export interface Tally {
  on(event: RunEvent): void;
  now(): Spent;
}

/** A tally that goes on from what was used before. */
export function tally(before: Spent = NOTHING_SPENT): Tally {
  let spent = before;
  const playing = new Map<Role, AgentId>();
  return {
    on(event) {
      if (event.type === 'agent-asked') playing.set(event.role, event.cli);
      if (event.type === 'agent-answered') spent = spend(spent, event.usage, playing.get(event.role) ?? null);
      // Most calls that fail without figures have cost nothing.
      if (event.type === 'agent-failed')
        spent = spend(spent, event.usage, event.usage === null ? null : (playing.get(event.role) ?? null));
    },
    now: () => spent,
  };
}
