import { checkpoint } from '../../src/domain/checkpoint.js';
import { JOURNAL_VERSION, type JournalLine } from '../../src/domain/journal.js';
import { recall } from '../../src/domain/recall.js';
import type { Result } from '../../src/domain/result.js';
import type { RunFlags, RunPlan } from '../../src/domain/run-plan.js';
import { task } from '../../src/domain/task.js';
import { type Resumption, resume, startOf } from '../../src/policy/resume.js';
import type { Turn } from './scripted-agents.js';
import { type StageOptions, TaskStage } from './task-stage.js';

const at = '2026-01-01T00:00:00.000Z';
const demo = { cli: 'demo', model: null };
const some = { id: 't', title: 'Add retry', risk: null, acceptance: [], group: null, context: null };

/** What was asked for when a stage runs its task. */
export const stagePlan: RunPlan = {
  mode: 'task',
  version: '1.2.3',
  repo: '/repo',
  task: task.parse({ ...some, raw: 'Add retry to the client.' }),
  agents: { author: demo, reviewer: demo, sanity: demo, analyzer: demo, release_eng: demo, sre: demo },
  defaultAgent: demo,
  maxCycles: 3,
  loc: { limit: 2_000, rule: 'limits.max_loc_per_task' },
  flags: {},
};

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A task that was stopped: its world and its memory. */
export type Stopped = Pick<TaskStage, 'repository' | 'ctx'>;

/** How the task of a stage that was stopped goes on, as `--continue` decides it. */
export async function resumptionOf(
  { repository, ctx }: Stopped,
  flags: RunFlags = {},
  plan: RunPlan = stagePlan,
): Promise<Resumption> {
  const opened: JournalLine = { kind: 'opened', v: JOURNAL_VERSION, plan: { ...plan, flags }, at };
  const lines = ctx.journal.entries.map((entry) => ({ ...entry, at }) as JournalLine);
  const past = checkpoint([opened, ...lines]);
  if (past === null) throw new Error('the journal is empty');
  const start = startOf(past);
  const { headTree, ...now } = must(await repository.baseline());
  const { descends } = must(await repository.history(start?.head ?? null));
  return resume(past, { now, descends, allCommitted: headTree === now.tree });
}

/** The stage on which a stopped task goes on, with what a person consents to by going on. */
export async function takeUp(stopped: Stopped, turns: readonly Turn[], options: StageOptions = {}): Promise<TaskStage> {
  const { repository } = stopped;
  const { journal } = stopped.ctx;
  const how = await resumptionOf(stopped, { research: options.settings?.research });
  if (how.kind !== 'go') throw new Error(`the task does not go on: ${JSON.stringify(how)}`);
  journal.entries.push(...how.entries);
  const { waivers, moreCycles } = recall(journal.entries);
  return new TaskStage(turns, { ...options, repository, journal, consent: { waivers, moreCycles } });
}
