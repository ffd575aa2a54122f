import type { Usage } from '../domain/agent.js';
import type { RunEvent, Spent } from '../domain/event.js';
import type { Role } from '../domain/role.js';
import type { Casting } from '../domain/run-plan.js';
import { NOTHING_SPENT, spend } from '../domain/spent.js';
import type { Used, UsedBy } from '../domain/task-record.js';

/** Adds up what each role used, and each agent and model in it. */
export interface UsageBook {
  on(event: RunEvent): void;
  /** Begins anew; who plays which role stays known. */
  clear(): void;
  /** Who plays a role, as far as is known. */
  playing(role: Role): Casting | null;
  byRole(): Readonly<Record<string, Used>>;
  byAgent(): readonly UsedBy[];
}

export function usageBook(): UsageBook {
  const playing = new Map<Role, Casting>();
  const sums = new Map<string, { readonly role: Role; readonly casting: Casting; readonly spent: Spent }>();
  /** A call that failed without figures is nobody's missing price: most such calls cost nothing. */
  const count = (role: Role, usage: Usage | null, failed: boolean): void => {
    const casting = playing.get(role) ?? { cli: 'unknown', model: null };
    const key = JSON.stringify([role, casting.cli, casting.model]);
    const before = sums.get(key)?.spent ?? NOTHING_SPENT;
    const spent = spend(before, usage, failed && usage === null ? null : casting.cli);
    sums.set(key, { role, casting, spent });
  };
  return {
    on(event) {
      switch (event.type) {
        case 'run-started':
          for (const [role, casting] of Object.entries(event.plan.agents)) playing.set(role as Role, casting);
          break;
        case 'agent-asked':
          playing.set(event.role, { cli: event.cli, model: event.model });
          break;
        case 'agent-answered':
        case 'agent-replayed':
          count(event.role, event.usage, false);
          break;
        case 'agent-failed':
          count(event.role, event.usage, true);
          break;
        default: // The others tell of no call.
      }
    },
    clear: () => sums.clear(),
    playing: (role) => playing.get(role) ?? null,
    byRole() {
      const roles = new Map<Role, Spent>();
      for (const { role, spent } of sums.values()) roles.set(role, together(roles.get(role) ?? NOTHING_SPENT, spent));
      return Object.fromEntries([...roles].map(([role, spent]) => [role, usedOf(spent)]));
    },
    byAgent: () =>
      [...sums.values()].map(({ role, casting, spent }) => ({
        ...{ role, cli: casting.cli, model: casting.model },
        ...usedOf(spent),
      })),
  };
}

/** A sum of calls as records hold it. */
export const usedOf = (spent: Spent): Used => ({
  calls: spent.calls,
  tokens: { input: spent.inputTokens, output: spent.outputTokens },
  cost_usd: spent.costUsd,
  cost_is_least: spent.costUsd !== null && spent.unpriced.length > 0,
  source: sourceOf(spent),
});

function sourceOf({ inputTokens, outputTokens, costUsd, estimated }: Spent): Used['source'] {
  if (inputTokens + outputTokens === 0 && costUsd === null) return null;
  return estimated ? 'estimated' : 'reported';
}

const together = (a: Spent, b: Spent): Spent => ({
  calls: a.calls + b.calls,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  costUsd: a.costUsd === null ? b.costUsd : a.costUsd + (b.costUsd ?? 0),
  estimated: a.estimated || b.estimated,
  unpriced: [...new Set([...a.unpriced, ...b.unpriced])],
});
