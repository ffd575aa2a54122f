import { describe, expect, test } from 'vitest';
import { document, NOTHING_TOLD, tell } from '../../../src/adapters/state/projection.js';
import type { RunId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalEntry, type JournalLine } from '../../../src/domain/journal.js';
import type { RunPlan } from '../../../src/domain/run-plan.js';
import { stagePlan } from '../../support/take-up.js';

const { task, ...common } = stagePlan as Extract<RunPlan, { mode: 'task' }>;
const plan: RunPlan = { ...common, mode: 'worklist', tasklist: 'docs/tasks.md', maxTasks: 5 };
const at = '2026-01-01T00:00:00.000Z';
const opened: JournalEntry = { kind: 'opened', v: JOURNAL_VERSION, plan };
const step = (key: string, value: unknown): JournalEntry => ({ kind: 'step', key, value });
const start = { head: 'c0', branch: 'refs/heads/main', tree: 't0', headTree: 't0' };
const done = { outcome: 'approved', cycles: 1, commits: [] };

const shown = (...entries: readonly JournalEntry[]) =>
  document('run' as RunId, entries.map((entry) => ({ ...entry, at }) as JournalLine).reduce(tell, NOTHING_TOLD), {
    outer_loop: { stage: 'plan' },
  });

describe('state.json of a run through a list', () => {
  test('has nothing in hand before the first task', () => {
    expect(shown(opened)).toMatchObject({ inner: null, current_task_num: 1, halt_reason: null });
  });

  test('has the task in hand, its number and its start at the root, as the original has them', () => {
    const now = shown(
      opened,
      ...[step('worklist/1', task), step('task/t/ended', done)],
      ...[step('worklist/2', { ...task, id: 'u', title: 'Next' }), step('task/u/start', start)],
      ...[step('task/u/1/author', { conversation: 'talk' }), step('task/u/1/checks', 1)],
    );
    expect(now).toMatchObject({
      ...{ current_task_num: 2, loc_baseline_ref: 'c0', builder_session_id: 'talk', cycle: 1 },
      inner: { task: { id: 'u', title: 'Next' }, phase: 'sanity_impl', cycle: 1, base_commit: 'c0' },
      outer_loop: { stage: 'plan' },
    });
  });

  test('has nothing in hand between two tasks, and tells of a halt in one', () => {
    expect(shown(opened, step('worklist/1', task), step('task/t/ended', done))).toMatchObject({
      inner: null,
      cycle: 0,
    });
    const halted: JournalEntry = { kind: 'halted', reason: 'policy:x', says: 'x', waives: null, seen: null };
    expect(shown(opened, step('worklist/1', task), halted)).toMatchObject({
      ...{ halt_reason: 'policy:x', inner: { halt: { code: 'policy:x' } } },
    });
  });
});
