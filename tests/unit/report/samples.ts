import type { FileChange } from '../../../src/domain/change.js';
import type { RunEvent, Spent, Stamped } from '../../../src/domain/event.js';
import type { CommitId, RunId, TaskId, TreeId } from '../../../src/domain/ids.js';
import type { Purpose } from '../../../src/domain/progress.js';
import type { Role } from '../../../src/domain/role.js';
import type { RunPlan } from '../../../src/domain/run-plan.js';
import type { Task } from '../../../src/domain/task.js';
import type { Verdict } from '../../../src/domain/verdict.js';
import type { Line } from '../../../src/report/line.js';
import { linesFor } from '../../../src/report/lines.js';
import { follow } from '../../../src/report/view.js';

export const RUN = '20260131_120000_000_abcd' as RunId;
const demo = { cli: 'demo', model: null };

export const task: Task = {
  id: 'retry' as TaskId,
  title: 'Add retry',
  risk: null,
  acceptance: [],
  group: null,
  context: null,
  raw: 'Add retry',
};
export const plan: Extract<RunPlan, { mode: 'task' }> = {
  mode: 'task',
  version: '1.2.3',
  repo: '/home/a/repo',
  task,
  agents: { author: demo, reviewer: demo, sanity: demo, analyzer: demo, release_eng: demo, sre: demo },
  defaultAgent: demo,
  maxCycles: 3,
  loc: { limit: 2_000, rule: 'limits.max_loc_per_task' },
  flags: {},
};
const { task: _, ...common } = plan;
export const listPlan: RunPlan = { ...common, mode: 'worklist', tasklist: 'docs/tasks.md', maxTasks: 5 };
const chain = { asked: 'cycle', given: null, links: [], issues: null, roadmap: null, through: null } as const;
export const cyclePlan: RunPlan = {
  ...{ ...common, mode: 'chain', tasklist: 't.md', maxTasks: 5 },
  chain: { ...chain, links: [] },
};
export const spent: Spent = {
  calls: 3,
  inputTokens: 12_000,
  outputTokens: 3_400,
  costUsd: 0.12,
  estimated: false,
  unpriced: [],
};
export const commitOf = (subject: string) => ({
  id: 'c0ffee1234567890' as CommitId,
  tree: 'f00d' as TreeId,
  subject,
});
export const file = (path: string, added = 1, deleted = 0): FileChange => ({
  ...{ path, from: null, status: 'modified', binary: false, generated: false },
  ...{ added, deleted },
});
export const refused: Verdict = {
  approved: false,
  summary: 'Not yet.',
  findings: [
    { severity: 'low', where: null, problem: 'a typo' },
    { severity: 'high', where: 'src/a.ts:12', problem: 'stops one try too early' },
  ],
};

/** Some events of a run, in the order they come. */
export const started: RunEvent = { type: 'run-started', plan, log: '.millstone/runs/x.log', branch: 'refs/heads/main' };
export const cycle: RunEvent = { type: 'cycle-started', cycle: 2, of: 3 };
export const asked = (call: number, role: Role, purpose: Purpose = 'build'): RunEvent => ({
  ...{ type: 'agent-asked', call, role, cli: 'claude', model: null, purpose, cycle: 2, promptChars: 10 },
});
export const answered = (call: number, role: Role, text: string): RunEvent => ({
  ...{ type: 'agent-answered', call, role, ms: 12_000, text, usage: null },
});
export const ended = (over: Partial<Extract<RunEvent, { type: 'task-ended' }>> = {}): RunEvent => ({
  ...{ type: 'task-ended', task: task.id, outcome: 'approved', cycles: 2, ms: 64_000, commits: [], spent },
  ...over,
});
export const runEnded = (over: Partial<Extract<RunEvent, { type: 'run-ended' }>> = {}): RunEvent => ({
  ...{
    type: 'run-ended',
    exit: 0,
    outcome: 'approved',
    halt: null,
    commits: [],
    tasks: 0,
    end: null,
    ms: 64_000,
    spent,
  },
  ...over,
});

/** The event as a sink gets it. */
export const stamped = (event: RunEvent, seq = 1): Stamped => ({
  ...event,
  ...{ at: '2026-01-31T12:00:00.123Z', run: RUN, seq },
});

/** The lines of the last event, after the others. */
export function linesAfter(...events: readonly RunEvent[]): readonly Line[] {
  const view = follow();
  let lines: readonly Line[] = [];
  for (const event of events) {
    view.on(event);
    lines = linesFor(event, view.now);
  }
  return lines;
}

export const textsAfter = (...events: readonly RunEvent[]): readonly string[] =>
  linesAfter(...events).map(({ text }) => text);

/** What an author has written. */
export const built = [cycle, asked(1, 'author'), answered(1, 'author', 'done')];
/** A verdict on it, in the second of three cycles. */
export const reviewed = (verdict: Verdict): RunEvent => ({
  type: 'reviewed',
  replayed: false,
  cycle: 2,
  of: 3,
  cli: 'claude',
  ms: 800,
  verdict,
});
/** A verdict that lets it through. */
export const approved = (findings: Verdict['findings'] = []): Verdict => ({
  approved: true,
  summary: 'Good.',
  findings: [...findings],
});
