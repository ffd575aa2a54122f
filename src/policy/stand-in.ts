import type { Role } from '../domain/role.js';
import type { Casting } from '../domain/run-plan.js';

/** Who plays what, as it was configured and as it is now. */
export interface Company {
  readonly configured: Readonly<Record<Role, Casting>>;
  readonly now: (role: Role) => Casting;
  readonly standIns: Readonly<Partial<Record<Role, Casting>>>;
}

const same = (a: Casting, b: Casting): boolean => a.cli === b.cli && a.model === b.model;

/** Which model a tool chooses for itself nobody knows: it may be the one that was named for the other. */
const maybeSame = (a: Casting, b: Casting): boolean =>
  a.cli === b.cli && (a.model === b.model || a.model === null || b.model === null);

/**
 * Who steps in for a role whose agent is limited; null when nobody may. Author and reviewer never come to be the same
 * agent and model, unless they were configured so: nobody judges its own work by accident.
 */
export function standInFor(role: Role, { configured, now, standIns }: Company): Casting | null {
  const candidate = standIns[role];
  if (candidate === undefined || same(candidate, now(role))) return null;
  const other = role === 'author' ? 'reviewer' : role === 'reviewer' ? 'author' : null;
  if (other === null || same(configured.author, configured.reviewer)) return candidate;
  return maybeSame(candidate, now(other)) ? null : candidate;
}
