import type { RunEvent } from '../../../src/domain/event.js';
import type { TaskId } from '../../../src/domain/ids.js';
import { plan, RUN, task } from '../report/samples.js';

/** An event some seconds after noon. */
export type Timed = readonly [second: number, event: RunEvent | object];

/** The lines that a log holds of these events. */
export const logOf = (events: readonly Timed[]): readonly string[] =>
  events.map(([second, event], seq) => {
    const at = new Date(Date.parse('2026-01-31T12:00:00.000Z') + second * 1_000).toISOString();
    return JSON.stringify({ level: 30, ...event, at, run: RUN, seq });
  });

export const started = { type: 'run-started', plan, log: 'x.log', branch: 'refs/heads/main' } as const;
export const taskStarted = (id = 'retry', title = 'Add retry') => ({
  ...{ type: 'task-started', maxCycles: 3, nth: 1, of: 1 },
  task: { ...task, id: id as TaskId, title },
});
export const usage = { inputTokens: 100, cachedTokens: 20, outputTokens: 7, costUsd: 0.5, source: 'reported' } as const;
export const asked = (call: number, role: string, purpose: string, cli = 'claude', model: string | null = null) => ({
  ...{ type: 'agent-asked', call, role, purpose, cli, model, cycle: 1, promptChars: 1 },
});
export const answered = (call: number, role: string, ms: number, text = 'done', used: object | null = usage) => ({
  ...{ type: 'agent-answered', call, role, ms, text, usage: used },
});
export const check = (code: number) => ({
  type: 'project-checked',
  ...{ cycle: 1, replayed: false },
  ran: {
    ...{ kind: 'tests', command: 'npm test', ending: { kind: 'exited', code } },
    ...{ ms: 1_000, output: '', putBack: [] },
  },
});
export const file = {
  ...{ path: 'src/a.ts', from: null, status: 'modified', added: 3, deleted: 1, binary: false, generated: false },
};
export const refusal = (problem = 'no test') => ({
  ...{ type: 'reviewed', cycle: 1, of: 3, cli: 'codex', ms: 1, replayed: false },
  verdict: { approved: false, summary: 'Not yet.', findings: [{ severity: 'high', where: 'src/a.ts:1', problem }] },
});
export const approval = {
  ...{ type: 'reviewed', cycle: 2, of: 3, cli: 'codex', ms: 1, replayed: false },
  verdict: { approved: true, summary: 'Good.', findings: [] },
};
const commit = { id: 'c0ffee1234567890', tree: 'f00d', subject: 'Add retry' };
export const committed = { type: 'committed', by: 'author', commits: [commit] };
export const taskEnded = (outcome = 'approved') => ({
  ...{ type: 'task-ended', task: 'retry', outcome, cycles: 2, ms: 1, commits: outcome === 'approved' ? [commit] : [] },
});
export const runEnded = (says: string | null = null) => ({
  ...{ type: 'run-ended', exit: says === null ? 0 : 1, halt: says === null ? null : { reason: 'budget', says } },
});

/** A task that was refused once and then approved. */
export const WHOLE: readonly Timed[] = [
  [0, started],
  [0, taskStarted()],
  [0, { type: 'cycle-started', cycle: 1, of: 3 }],
  [0, asked(1, 'author', 'build')],
  [4, answered(1, 'author', 4_000, 'I built it.')],
  [4, { type: 'observed', cycle: 1, files: [file], diff: '' }],
  [5, check(1)],
  [5, asked(2, 'reviewer', 'review', 'codex')],
  [8, answered(2, 'reviewer', 3_000, '{}', { ...usage, costUsd: null })],
  [8, refusal()],
  [8, { type: 'cycle-started', cycle: 2, of: 3 }],
  [8, asked(3, 'author', 'fix')],
  [10, answered(3, 'author', 2_000)],
  [11, check(0)],
  [12, approval],
  [13, committed],
  [13, taskEnded()],
  [14, runEnded()],
];
