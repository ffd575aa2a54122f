import type { RunEvent } from '../domain/event.js';
import { configWord, type Role } from '../domain/role.js';
import type { Casting, RunPlan } from '../domain/run-plan.js';
import { plural } from './figures.js';
import { type Line, labelled, line } from './line.js';
import { oneLine } from './plain-text.js';

/** Roles that a task uses. */
const SHOWN: readonly Role[] = ['author', 'reviewer', 'sanity'];

/** What a run is about to do, and within which limits. */
export function header({ plan, log, branch }: Extract<RunEvent, { type: 'run-started' }>): readonly Line[] {
  const where = branch === null ? 'detached HEAD' : branch.replace(/^refs\/heads\//, '');
  const row = (label: string, text: string): Line => labelled('progress', label, text, '  ');
  return [
    line('progress', `millstone ${plan.version}`, 'strong'),
    row('Repo', `${plan.repo} (${where})`),
    row('Task', oneLine(plan.task.title)),
    row('Agents', agents(plan)),
    row('Limits', `${plural(plan.maxCycles, 'cycle')}; ${plan.loc.limit} changed lines (${plan.loc.rule})`),
    row('Log', log),
    line('progress', ''),
  ];
}

/** The agent of every role, or the default one and the roles that differ from it, in the configuration's words. */
function agents({ agents, defaultAgent }: RunPlan): string {
  const parts = SHOWN.map((role) => ({ role, name: named(agents[role]) }));
  const [first] = parts;
  if (first !== undefined && parts.every(({ name }) => name === first.name)) return first.name;
  const common = named(defaultAgent);
  const differing = parts.filter(({ name }) => name !== common);
  return [common, ...differing.map(({ role, name }) => `${configWord(role)}: ${name}`)].join('; ');
}

const named = ({ cli, model }: Casting): string => (model === null ? cli : `${cli} (${model})`);
