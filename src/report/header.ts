import type { RunEvent } from '../domain/event.js';
import { configWord, type Role } from '../domain/role.js';
import type { Casting, RunPlan } from '../domain/run-plan.js';
import { dollars, plural } from './figures.js';
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
    ...(plan.project === undefined ? [] : [row('Project', oneLine(plan.project))]),
    row('Repo', `${plan.repo} (${where})`),
    ...about(plan).map(([label, text]) => row(label, oneLine(text))),
    row('Agents', agents(plan)),
    ...(plan.profile === undefined ? [] : [row('Profile', `${plan.profile.id} (tier: ${plan.profile.tier})`)]),
    ...(plan.session === undefined ? [] : [row('Session', oneLine(plan.session))]),
    ...(plan.flags.compact === true ? [] : [row('Limits', limits(plan))]),
    ...(plan.flags.noApprove === true ? [row('Gates', ungated(plan))] : []),
    ...brakes(plan).map((text) => row('Brakes', text)),
    ...evaluated(plan).map((text) => row('Evals', text)),
    row('Log', log),
    line('progress', ''),
  ];
}

/** What the run is for. */
function about(plan: RunPlan): readonly (readonly [string, string])[] {
  if (plan.mode === 'task') return [['Task', plan.task.title]];
  if (plan.mode === 'worklist') return [['Tasks', plan.tasklist]];
  const { given, asked, links, roadmap } = plan.chain;
  const words = asked === 'cycle' ? (roadmap === null ? 'pending tasks, or an analysis' : `those of ${roadmap}`) : null;
  return [
    words === null ? ['Goal', given ?? `--${asked}`] : ['Goals', words],
    ...(links.length === 0 ? [] : [['Stages', links.map(({ stage }) => stage).join(', ')] as const]),
  ];
}

/** What a task, or each of several, may take. */
function limits(plan: RunPlan): string {
  const each = `${plural(plan.maxCycles, 'cycle')}; ${plan.loc.limit} changed lines (${plan.loc.rule})`;
  const atOnce = plan.mode === 'task' || plan.concurrency === undefined ? '' : `${plan.concurrency} at a time, `;
  if (plan.mode === 'worklist') return `${plural(plan.maxTasks, 'task')}, ${atOnce}each ${each}`;
  return atOnce === '' ? each : `tasks ${atOnce}each ${each}`;
}

/** What holds a run back in which nobody is asked. Source: ontology.md 12. */
const ungated = ({ flags }: RunPlan): string =>
  `nobody is asked (--no-approve): reviewers, checks and limits decide${flags.yesHighRisk === true ? '' : '; a task of high risk still asks'}`;

/** What the run may use. An agent that reports no money is not held by a limit on it, which is said (L26). */
function brakes({ budget }: RunPlan): readonly string[] {
  if (budget === undefined) return [];
  const { costUsd, taskCostUsd, tokens, minutes, unpriced } = budget;
  const parts = [
    ...(costUsd === null ? [] : [dollars(costUsd)]),
    ...(taskCostUsd === null ? [] : [`${dollars(taskCostUsd)} a task`]),
    ...(tokens === null ? [] : [`${tokens} tokens`]),
    ...(minutes === null ? [] : [plural(minutes, 'minute')]),
  ];
  if (parts.length === 0) return [];
  const money = costUsd !== null || taskCostUsd !== null;
  if (!money || unpriced.length === 0) return [parts.join(', ')];
  const [report, them] = unpriced.length === 1 ? ['reports', 'it'] : ['report', 'them'];
  const rules = tokens === null ? `nothing else holds ${them} back: --max-tokens does` : `for ${them} the tokens rule`;
  return [`${parts.join(', ')}; ${unpriced.join(', ')} ${report} no cost, ${rules}`];
}

/** When the project's checks decide besides the reviewer. */
function evaluated({ evals }: RunPlan): readonly string[] {
  if (evals === undefined) return [];
  const { onTask, onCommit, autoRollback } = evals;
  const worse = autoRollback ? '; what made things worse is taken back' : '';
  const after = `after each commit${worse}`;
  return [
    [...(onTask === null ? [] : [`before each commit (${oneLine(onTask)})`]), ...(onCommit ? [after] : [])].join(', '),
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
