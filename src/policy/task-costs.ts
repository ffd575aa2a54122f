import type { AgentCosts, RoleCosts, TaskCosts } from '../domain/metrics.js';
import type { TaskRecord, Used, UsedBy } from '../domain/task-record.js';

/** What the tasks have cost, as far as it is known; null when there are none. */
export function taskCosts(tasks: readonly TaskRecord[]): TaskCosts | null {
  if (tasks.length === 0) return null;
  const counted = tasks.filter(({ tokens_source }) => tokens_source !== null);
  const priced = tasks.filter(({ cost_usd }) => cost_usd !== null);
  return {
    tasks: tasks.length,
    approved: tasks.filter(({ outcome }) => outcome === 'approved').length,
    totalMs: sum(tasks.map(({ duration_seconds }) => duration_seconds * 1_000)),
    cycles: sum(tasks.map(({ cycles }) => cycles)),
    priced: priced.length,
    usd: priced.length === 0 ? null : sum(priced.map(({ cost_usd }) => cost_usd ?? 0)),
    least: priced.some(({ cost_is_least }) => cost_is_least),
    counted: counted.length,
    tokens: counted.length === 0 ? null : sumOf(counted.map(({ tokens }) => tokens)),
    estimated: counted.some(({ tokens_source }) => tokens_source === 'estimated'),
    roles: rolesOf(tasks),
    agents: agentsOf(tasks),
  };
}

/** Adds up what calls used. A part without a price makes the sum of the others the least it can be. */
export function together(a: Used, b: Used): Used {
  const known = [a, b].flatMap(({ cost_usd }) => (cost_usd === null ? [] : [cost_usd]));
  const unpriced = [a, b].some((one) => one.cost_is_least || (one.cost_usd === null && one.calls > 0));
  return {
    calls: a.calls + b.calls,
    tokens: sumOf([a.tokens, b.tokens]),
    cost_usd: known.length === 0 ? null : sum(known),
    cost_is_least: known.length > 0 && unpriced,
    source: [a, b].some(({ source }) => source === 'estimated') ? 'estimated' : (a.source ?? b.source),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const sumOf = (all: readonly Used['tokens'][]): Used['tokens'] => ({
  input: sum(all.map(({ input }) => input)),
  output: sum(all.map(({ output }) => output)),
});

/** Without who, when and for what. */
const usedOf = ({ calls, tokens, cost_usd, cost_is_least, source }: Used): Used => ({
  ...{ calls, tokens, cost_usd, cost_is_least, source },
});

function rolesOf(tasks: readonly TaskRecord[]): readonly RoleCosts[] {
  const all = new Map<string, Used>();
  for (const [role, used] of tasks.flatMap(({ by_role }) => Object.entries(by_role))) {
    const before = all.get(role);
    all.set(role, before === undefined ? used : together(before, used));
  }
  return [...all].map(([role, used]) => ({ role, ...used }));
}

function agentsOf(tasks: readonly TaskRecord[]): readonly AgentCosts[] {
  const all = new Map<string, AgentCosts>();
  for (const { by_agent } of tasks) {
    const seen = new Set<string>();
    for (const one of by_agent) {
      const key = JSON.stringify([one.cli, one.model ?? '']);
      all.set(key, withOne(all.get(key) ?? null, one, !seen.has(key)));
      seen.add(key);
    }
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function withOne(sofar: AgentCosts | null, one: UsedBy, isNewTask: boolean): AgentCosts {
  const { cli, model, role } = one;
  if (sofar === null) return { cli, model, roles: [role], tasks: 1, ...usedOf(one) };
  return {
    ...{ cli, model },
    roles: sofar.roles.includes(role) ? sofar.roles : [...sofar.roles, role],
    tasks: sofar.tasks + (isNewTask ? 1 : 0),
    ...together(sofar, one),
  };
}
