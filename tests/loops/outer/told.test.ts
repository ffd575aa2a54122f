import { describe, expect, test } from 'vitest';
import { document, NOTHING_TOLD, tell } from '../../../src/adapters/state/projection.js';
import type { ChainPlan } from '../../../src/domain/chain.js';
import { GATES } from '../../../src/domain/chain.js';
import type { GateDecision } from '../../../src/domain/gate.js';
import type { OpportunityId, RunId } from '../../../src/domain/ids.js';
import { JOURNAL_VERSION, type JournalLine } from '../../../src/domain/journal.js';
import type { RunPlan } from '../../../src/domain/run-plan.js';
import { recipe } from '../../../src/loops/pipeline/recipes.js';
import { chainOf } from '../../support/chain-of.js';
import { settingsWith } from '../../support/memory-settings.js';
import { gatesIn } from '../../support/outer-rows.js';
import { OuterStage } from '../../support/outer-stage.js';
import { opportunities, opportunity } from '../../support/outer-texts.js';
import { designs } from '../../support/outer-turns.js';
import { leg, TURNS, takenUp } from '../../support/outer-walk.js';
import type { Turn } from '../../support/scripted-agents.js';
import { stagePlan } from '../../support/take-up.js';

const { task: _, ...common } = stagePlan as Extract<RunPlan, { mode: 'task' }>;
const at = '2026-01-01T00:00:00.000Z';
const APPROVED: GateDecision = { kind: 'approved', by: 'continue' };
const gone: Turn = { on: 'design', fails: { reason: 'quota', cli: 'x', says: 'no' } };

/** What `state.json` tells of a run, `reason` being why it stopped. */
function toldOf(run: OuterStage, chain: ChainPlan, reason: string) {
  const plan: RunPlan = { ...common, mode: 'chain', chain, tasklist: 't.md', maxTasks: 5 };
  const lines: readonly JournalLine[] = [
    { kind: 'opened', v: JOURNAL_VERSION, plan, at },
    ...run.ctx.journal.entries
      .filter(({ kind }) => kind !== 'halted')
      .map((entry) => ({ ...entry, at }) as JournalLine),
    { kind: 'halted', reason, says: 'x', waives: null, seen: null, at },
  ];
  return document('run' as RunId, lines.reduce(tell, NOTHING_TOLD), { outer_loop: null });
}

interface Told {
  readonly stage: string;
  readonly given: string | null;
  readonly stages: readonly {
    readonly name: string;
    readonly status: string;
    readonly inputs: string[];
    readonly outputs: string[];
  }[];
}
const outerOf = (run: OuterStage, chain: ChainPlan, reason: string): Told =>
  toldOf(run, chain, reason).outer_loop as unknown as Told;

describe('what state.json tells of runs of stages', () => {
  test.each([true, false])(
    'ST-S29 at each gate the stage that waits, with what it made; reviews %s',
    async (reviewDesigns) => {
      const settings = { reviewDesigns };
      const chain = chainOf('analyze', null, 'execute', settings);
      let part = leg(chain, 0);
      let run = new OuterStage(chain, part.turns, { settings });
      const waits: unknown[] = [];
      for (const _gate of gatesIn(chain.links)) {
        expect(await run.go()).toMatchObject({ value: { end: 'gate' } });
        const { stage, stages } = outerOf(run, chain, 'gate');
        const last = stages.at(-1);
        waits.push([stage, last?.name, last?.status, last?.outputs]);
        part = leg(chain, part.next);
        run = takenUp(run, chain, APPROVED, part.turns, { settings });
      }
      const designed = reviewDesigns ? 'review_design' : 'design';
      expect(waits).toEqual([
        ['analyze', 'analyze', 'gated', ['be-fast', 'be-clear']],
        [designed, designed, 'gated', ['be-fast']],
        ['plan', 'plan', 'gated', ['one']],
      ]);
      expect(waits).toHaveLength(GATES.length);
    },
  );

  test('ST-S30 a stage that failed before it made anything is partly done, with the words it was asked for', async () => {
    const words = `Be fast ${'and do not stop '.repeat(20)}`.trim();
    const chain = chainOf('design', words, 'plan');
    const run = new OuterStage(chain, [gone]);
    expect(await run.go()).toMatchObject({ error: { reason: 'agent-failed' } });
    const told = outerOf(run, chain, 'agent-failed');
    expect(told).toMatchObject({ stage: 'design_partial', given: words, stages: [{ status: 'failed', outputs: [] }] });
  });

  test('ST-S31 of three inputs of which the second failed the first is done, and told', async () => {
    const inputs = ['a', 'b', 'c'].map((id) => ({ kind: 'opportunity', id: id as OpportunityId }) as const);
    const there = { '.millstone/opportunities.md': opportunities(...['a', 'b', 'c'].map((id) => opportunity(id, 1))) };
    const chain = chainOf('design', null);
    const run = new OuterStage(chain, [...designs('a'), gone], { there });
    expect(await run.walk(recipe('design', null, settingsWith()), inputs)).toMatchObject({ ok: false });
    expect(outerOf(run, chain, 'agent-failed')).toMatchObject({
      stage: 'design_partial',
      stages: [{ name: 'design', status: 'failed', inputs: ['a', 'b'], outputs: ['a'] }],
    });
    expect(['a', 'b', 'c'].map((id) => run.ctx.journal.find(`pass/1/design/${id}/gave`) !== undefined)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('ST-S32 with --no-approve nothing ever waits at a gate', async () => {
    const chain = chainOf('analyze', null, 'execute', { noApprove: true });
    const turns = chain.links.flatMap(({ stage }) => TURNS[stage] ?? []);
    const run = new OuterStage(chain, turns, { settings: { noApprove: true } });
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    const { entries } = run.ctx.journal;
    expect(entries.filter((line) => line.kind === 'intent' && line.key.endsWith('/gate'))).toEqual([]);
    const every = entries.map((_line, i) => {
      const part = { ctx: { journal: { entries: entries.slice(0, i + 1) } } } as unknown as OuterStage;
      return outerOf(part, chain, 'cancelled').stages.map(({ status }) => status);
    });
    expect(every.flat()).not.toContain('gated');
    expect(every.at(-1)).toContain('done');
  });

  test('PL-S47 the task in hand stands beside the stages, and what is told later takes the place of what was told', async () => {
    const chain = chainOf('deliver', 'Be fast');
    const fails: Turn = { on: 'review', fails: { reason: 'quota', cli: 'x', says: 'no' } };
    const turns = [...(TURNS.design ?? []), ...(TURNS.plan ?? []), (TURNS.execute ?? [])[0] as Turn, fails];
    const run = new OuterStage(chain, turns);
    expect(await run.go()).toMatchObject({ error: { reason: 'agent-failed' } });
    const told = toldOf(run, chain, 'agent-failed');
    expect(told).toMatchObject({ current_task_num: 1, cycle: 1, inner: { task: { id: 'one' } } });
    expect(told.outer_loop).toMatchObject({ stage: 'execute_partial', asked: 'deliver' });

    const rest = (TURNS.execute ?? []).slice(1);
    const next = new OuterStage(chain, rest, { repository: run.disk, journal: run.ctx.journal });
    expect(await next.go()).toMatchObject({ value: { end: 'done' } });
    const later = outerOf(next, chain, 'cancelled');
    expect(later.stage).toBe('execute');
    expect(later.stages.map(({ name, status }) => `${name} ${status}`)).toEqual([
      ...['design done', 'review_design done', 'plan done', 'execute done'],
    ]);
  });
});
