import type { Spent } from '../domain/event.js';
import type { Role } from '../domain/role.js';
import type { Casting } from '../domain/run-plan.js';
import type { RunStory } from '../domain/run-story.js';
import { NOTHING_SPENT, spend } from '../domain/spent.js';

/** What a run used, as its log tells it. */
export interface StoryUsage {
  readonly total: Spent;
  readonly byRole: readonly { readonly role: Role; readonly spent: Spent }[];
  readonly byAgent: readonly { readonly casting: Casting; readonly spent: Spent }[];
}

/** Adds up the calls of a run. One that failed without figures is nobody's missing price. */
export function storyUsage({ tasks }: RunStory): StoryUsage {
  const roles = new Map<Role, Spent>();
  const agents = new Map<string, { readonly casting: Casting; readonly spent: Spent }>();
  let total = NOTHING_SPENT;
  for (const { role, by, usage, ok } of tasks.flatMap(({ cycles }) => cycles.flatMap(({ steps }) => steps))) {
    if (role === null) continue;
    const casting = by ?? { cli: 'unknown', model: null };
    const blamed = usage === null && !ok ? null : casting.cli;
    const key = JSON.stringify([casting.cli, casting.model]);
    roles.set(role, spend(roles.get(role) ?? NOTHING_SPENT, usage, blamed));
    agents.set(key, { casting, spent: spend(agents.get(key)?.spent ?? NOTHING_SPENT, usage, blamed) });
    total = spend(total, usage, blamed);
  }
  return {
    total,
    byRole: [...roles].map(([role, spent]) => ({ role, spent })),
    byAgent: [...agents.values()],
  };
}
