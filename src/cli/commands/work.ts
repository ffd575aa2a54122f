import { adapterOf } from '../../adapters/agents/registry.js';
import type { ChainPlan } from '../../domain/chain.js';
import type { RunPlan } from '../../domain/run-plan.js';
import { sessionWord } from '../../domain/session-mode.js';
import type { Settings } from '../../domain/settings.js';
import type { Task } from '../../domain/task.js';
import { cyclesFor } from '../../policy/risk.js';
import type { AgentAdapter } from '../../ports/agent-adapter.js';
import type { Host } from '../host.js';
import { builds } from './chain-needs.js';
import type { WatchedRun } from './frame.js';
import type { Site } from './site.js';

/** What a run is to do. */
export type Work =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'worklist' }
  | { readonly kind: 'chain'; readonly chain: ChainPlan };

/** Whether the tasks are done at once. One task, a research and a compaction are done where the run was started (L23). */
export const isParallel = (work: Work, { parallel, research, compact }: Settings): boolean =>
  (work.kind === 'worklist' || (work.kind === 'chain' && builds(work.chain))) &&
  parallel.enabled &&
  !research &&
  !compact;

/** Whether an earlier run did its tasks at once. */
export const ranAtOnce = (plan: RunPlan): boolean => plan.mode !== 'task' && plan.concurrency !== undefined;

/** Whether the command itself was typed once more, not --continue: then the run takes further tasks of the list as well. */
export const isTypedAnew = ({ request }: Pick<WatchedRun, 'request'>): boolean => request.kind === 'worklist';

/** What an earlier run was doing. */
export function workOf(plan: RunPlan): Work {
  if (plan.mode === 'task') return { kind: 'task', task: plan.task };
  return plan.mode === 'chain' ? { kind: 'chain', chain: plan.chain } : { kind: 'worklist' };
}

/**
 * The plan of a run as its journal and its listeners get it. `moreCycles` were granted to its one task since. Whether tasks are
 * done at once stays as it was begun, whatever the settings say by the time.
 */
export function planOf(
  { host, request }: Pick<WatchedRun, 'host' | 'request'>,
  { located, prepared }: Pick<Site, 'located' | 'prepared'>,
  work: Work,
  moreCycles: number,
  atOnce = isParallel(work, prepared.settings),
): RunPlan {
  const { settings, defaultAgent } = prepared;
  const common = {
    version: host.version,
    repo: located.top,
    ...(settings.project.name === null ? {} : { project: settings.project.name }),
    profile: settings.profile,
    agents: settings.agents,
    defaultAgent,
    loc: settings.loc,
    budget: { ...settings.budget, unpriced: unpriced(settings, host) },
    ...evalsOf(settings),
    flags: request.flags,
    ...(settings.session.kind === 'new-each-task' ? {} : { session: sessionWord(settings.session) }),
  };
  if (work.kind === 'task')
    return { mode: 'task', task: work.task, ...common, maxCycles: cyclesFor(work.task.risk, settings) + moreCycles };
  const slots = atOnce ? { concurrency: settings.parallel.concurrency } : {};
  const listed = { ...listOf(settings), ...common, maxCycles: cyclesFor(null, settings), ...slots };
  return work.kind === 'chain' ? { mode: 'chain', chain: work.chain, ...listed } : { mode: 'worklist', ...listed };
}

/** What is evaluated around tasks that change something. */
function evalsOf({ evals, research, compact }: Settings): Pick<RunPlan, 'evals'> {
  const { onTask, onCommit, autoRollback } = evals;
  const none = research || compact || (onTask === null && !onCommit);
  return none ? {} : { evals: { onTask, onCommit, autoRollback } };
}

/** The adapters of the agents that a run may ask, stand-ins included. */
function askable({ agents, standIns, configuredAgents }: Settings, { places }: Host): readonly AgentAdapter[] {
  const sources = { demoProgram: places.demoAgent, configured: configuredAgents };
  const roles = ['author', 'reviewer', 'sanity'] as const;
  const names = new Set(roles.flatMap((role) => [agents[role].cli, standIns[role]?.cli ?? agents[role].cli]));
  return [...names].map((name) => adapterOf(name, sources)).filter((adapter) => adapter !== null);
}

/** Whether one of them hides the user's git settings from what it runs. */
export const hidesGit = (settings: Settings, host: Host): boolean =>
  askable(settings, host).some((adapter) => adapter.hidesGit === true);

/** Those that tell no price, so that a limit on money means nothing to them (L26). */
const unpriced = (settings: Settings, host: Host): string[] =>
  askable(settings, host).flatMap(({ id, tells }) => (tells.money ? [] : [id]));

const listOf = ({ tasklist, maxTasks }: Settings) => ({ tasklist, maxTasks });
