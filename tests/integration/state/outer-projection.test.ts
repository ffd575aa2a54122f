import { describe, expect, test } from 'vitest';
import { document, NOTHING_TOLD, tell } from '../../../src/adapters/state/projection.js';
import type { RunId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalEntry, type JournalLine } from '../../../src/domain/journal.js';
import type { RunPlan } from '../../../src/domain/run-plan.js';
import { stagePlan } from '../../support/take-up.js';

const { task: _, ...common } = stagePlan as Extract<RunPlan, { mode: 'task' }>;
const chain = { asked: 'design', given: 'Be fast', links: [], issues: null, roadmap: null, through: 'plan' } as const;
const plan: RunPlan = { ...common, mode: 'chain', chain: { ...chain, links: [] }, tasklist: 't.md', maxTasks: 5 };
const at = '2026-01-01T00:00:00.000Z';
const opened: JournalEntry = { kind: 'opened', v: JOURNAL_VERSION, plan };
const step = (key: string, value: unknown): JournalEntry => ({ kind: 'step', key, value });
const halted = (reason: string): JournalEntry => ({ kind: 'halted', reason, says: 'x', waives: null, seen: null });

const shown = (...entries: readonly JournalEntry[]) =>
  document('run' as RunId, entries.map((entry) => ({ ...entry, at }) as JournalLine).reduce(tell, NOTHING_TOLD), {
    outer_loop: { stage: 'old' },
  }).outer_loop;

describe('state.json of a run of stages', () => {
  const designed = [
    step('pass/1/design/be-fast/aim', 'be-fast'),
    step('pass/1/design/be-fast/gave', [{ kind: 'design', id: 'be-fast' }]),
  ];

  test('tells which stages were done, with what they were given and gave', () => {
    expect(shown(opened, ...designed)).toEqual({
      ...{ stage: 'design', timestamp: '2026-01-01T00:00:00Z', asked: 'design', given: 'Be fast' },
      stages: [{ name: 'design', pass: 1, status: 'done', inputs: ['be-fast'], outputs: ['be-fast'] }],
      ...{ gates_passed: [], pending_mcp_syncs: null },
    });
  });

  test('a gate waits, and then is passed', () => {
    const intent: JournalEntry = { kind: 'intent', key: 'pass/1/design/gate', before: {} };
    const waiting = [opened, ...designed, intent, halted('gate')];
    expect(shown(...waiting)).toMatchObject({ stage: 'design', stages: [{ status: 'gated' }], gates_passed: [] });
    const passed = step('pass/1/design/gate', { kind: 'approved', by: 'continue' });
    const over = { stages: [{ status: 'done', outputs: ['be-fast'] }], gates_passed: ['design'] };
    expect(shown(...waiting, passed)).toMatchObject(over);
    const committed = step('pass/1/design/commit', { kind: 'committed', by: 'tool', commits: [] });
    expect(shown(...waiting, passed, step('pass/1/design/gate/told', null), committed)).toMatchObject(over);
    // What could not be approved after all waits again.
    const open: JournalEntry = { kind: 'forgotten', keys: ['pass/1/design/gate'] };
    const again = shown(...waiting, passed, open, intent, halted('incomplete'));
    expect(again).toMatchObject({ stage: 'design', stages: [{ status: 'gated' }], gates_passed: [] });
  });

  test('PL-S12 a stage that failed is called partly done, as the original calls it', () => {
    const begun = step('pass/1/plan/be-fast/list', null);
    expect(shown(opened, ...designed, begun, halted('agent-failed'))).toMatchObject({
      stage: 'plan_partial',
      stages: [
        { name: 'design', status: 'done' },
        { name: 'plan', status: 'failed' },
      ],
    });
  });

  test('nothing is left of it once it is closed; a run of tasks alone takes nothing away', () => {
    expect(shown(opened, ...designed, { kind: 'closed', how: 'done', commits: [] })).toBeNull();
    const list: RunPlan = { ...common, mode: 'worklist', tasklist: 't.md', maxTasks: 5 };
    expect(shown({ kind: 'opened', v: JOURNAL_VERSION, plan: list })).toEqual({ stage: 'old' });
  });
});
