import { recall } from '../../src/domain/recall.js';
import type { RunPlan } from '../../src/domain/run-plan.js';
import { tasksSoFar } from '../../src/domain/tasks-so-far.js';
import type { Turn } from './scripted-agents.js';
import { resumptionOf, stagePlan } from './take-up.js';
import { type ListOptions, WorklistStage } from './worklist-stage.js';

const { task: _, ...common } = stagePlan as Extract<RunPlan, { mode: 'task' }>;

/** What was asked for when a stage works through its list. */
export const listPlan: RunPlan = { ...common, mode: 'worklist', tasklist: '.millstone/tasklist.md', maxTasks: 5 };

/** The stage on which a stopped run through a list goes on, as `--continue` decides it. */
export async function takeUpList(
  stopped: WorklistStage,
  turns: readonly Turn[],
  options: ListOptions = {},
): Promise<WorklistStage> {
  const { repository, list } = stopped;
  const { journal } = stopped.ctx;
  const how = await resumptionOf(stopped, {}, listPlan);
  if (how.kind === 'go') journal.entries.push(...how.entries);
  else if (how.kind !== 'fresh') throw new Error(`the run does not go on: ${JSON.stringify(how)}`);
  const { waivers, moreCycles, steps } = recall(journal.entries);
  list.editedByHand = journal.entries.at(-1)?.kind === 'halted' || how.kind === 'go';
  const inHand = tasksSoFar(listPlan, steps).inHand?.id ?? null;
  const consent = { waivers, moreCycles };
  return new WorklistStage('', turns, { ...options, repository, journal, consent, inHand, list: () => list });
}
