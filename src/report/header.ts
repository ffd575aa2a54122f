import type { RunEvent } from '../domain/event.js';
import type { Role } from '../domain/role.js';
import type { Casting, RunPlan } from '../domain/run-plan.js';
import { plural } from './figures.js';
import { type Line, line } from './line.js';
import { oneLine } from './plain-text.js';

/** Roles that a task uses, in the words of the configuration. */
const SHOWN: readonly (readonly [role: Role, word: string])[] = [
  ['author', 'builder'],
  ['reviewer', 'reviewer'],
  ['sanity', 'sanity'],
];

/** What a run is about to do, and within which limits. */
export function header(event: Extract<RunEvent, { type: 'run-started' }>): readonly Line[] {
  const { plan, log, branch } = event;
  const where = branch === null ? 'detached HEAD' : branch.replace(/^refs\/heads\//, '');
  const rows: readonly (readonly [string, string])[] = [
    ['Repo', `${plan.repo} (${where})`],
    ['Task', oneLine(plan.task.title)],
    ['Agents', agents(plan)],
    ['Limits', `${plural(plan.maxCycles, 'cycle')}; ${plan.loc.limit} changed lines (${plan.loc.rule})`],
    ['Log', log],
  ];
  return [
    line('progress', `millstone ${plan.version}`, 'strong'),
    ...rows.map(([name, value]) => line('progress', `  ${name.padEnd(8)}${value}`)),
    line('progress', ''),
  ];
}

/** The default agent, then the roles that differ from it. */
function agents(plan: RunPlan): string {
  const castings = SHOWN.map(([role, word]) => ({ word, cast: plan.agents[role] }));
  const words = castings.map(({ cast }) => named(cast));
  const common = plan.defaultAgent;
  const differing = castings.filter(({ cast }) => named(cast) !== named(common));
  if (new Set(words).size === 1) return words[0] ?? named(common);
  return [named(common), ...differing.map(({ word, cast }) => `${word}: ${named(cast)}`)].join('; ');
}

const named = ({ cli, model }: Casting): string => (model === null ? cli : `${cli} (${model})`);
