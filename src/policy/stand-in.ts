import type { AgentId } from '../domain/agent.js';
import { ROLES, type Role } from '../domain/role.js';
import type { Casting } from '../domain/run-plan.js';

/** Who plays what, as it was configured and as it is now. */
export interface Company {
  readonly configured: Readonly<Record<Role, Casting>>;
  readonly now: (role: Role) => Casting;
  readonly standIns: Readonly<Partial<Record<Role, Casting>>>;
  /** Which agents have written on the task. */
  readonly writers: readonly AgentId[];
}

const same = (a: Casting, b: Casting): boolean => a.cli === b.cli && a.model === b.model;

/** Which model a tool chooses for itself nobody knows: it may be the one that was named for the other. */
const maybeSame = (a: Casting, b: Casting): boolean =>
  a.cli === b.cli && (a.model === b.model || a.model === null || b.model === null);

/**
 * Who steps in for a role whose agent is limited; null when nobody may. Author and reviewer never come to be the same
 * agent and model, unless they were configured so: nobody judges its own work by accident. That goes for the agent of
 * the other role, which comes back, for who plays it now, and for all who have written on the task.
 */
export function standInFor(role: Role, company: Company): Casting | null {
  const { configured, now, standIns } = company;
  const candidate = standIns[role];
  if (candidate === undefined || same(candidate, now(role))) return null;
  const other = role === 'author' ? 'reviewer' : role === 'reviewer' ? 'author' : null;
  if (other === null || same(configured.author, configured.reviewer)) return candidate;
  const others = [
    configured[other],
    now(other),
    ...(role === 'reviewer' ? company.writers.flatMap(known(company)) : []),
  ];
  return others.some((one) => maybeSame(candidate, one)) ? null : candidate;
}

/** A stand-in that is named in vain, and the role that its agent plays already. */
export interface Idle {
  readonly role: Role;
  readonly cli: AgentId;
  readonly plays: Role;
}

/** Stand-ins that can never step in, whatever happens: they are who plays the role, or who may not judge its own work. */
export function idleStandIns({ configured, standIns }: Pick<Company, 'configured' | 'standIns'>): readonly Idle[] {
  const company: Company = { configured, standIns, now: (role) => configured[role], writers: [] };
  return ROLES.flatMap((role) => {
    const named = standIns[role];
    if (named === undefined || standInFor(role, company) !== null) return [];
    const plays = same(named, configured[role]) ? role : role === 'author' ? 'reviewer' : 'author';
    return [{ role, cli: named.cli, plays }];
  });
}

/** With which models an agent may have written; only its name is recorded. */
const known =
  ({ configured, standIns }: Company) =>
  (cli: AgentId): readonly Casting[] => {
    const found = [configured.author, standIns.author].filter((one) => one?.cli === cli);
    return found.length === 0 ? [{ cli, model: null }] : found.flatMap((one) => one ?? []);
  };
