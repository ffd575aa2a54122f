import { describe, expect, test } from 'vitest';
import type { Usage } from '../../../src/domain/agent.js';
import type { Budget } from '../../../src/domain/budget.js';
import { ok } from '../../../src/domain/result.js';
import { MemoryJournal } from '../../support/memory-context.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { TaskStage } from '../../support/task-stage.js';

/** A dollar and a hundred tokens. */
const usage: Usage = { inputTokens: 60, cachedTokens: 20, outputTokens: 20, costUsd: 1, source: 'reported' };
const MINUTE_MS = 60_000;

const build: Turn = { on: 'build', says: 'added retry', edits: { 'a.ts': 'one\n' }, usage };
const refusal: Turn = { on: 'review', says: changesRequested('mend it'), usage };
const fix: Turn = { on: 'fix', says: 'mended', edits: { 'a.ts': 'two\n' }, usage };
const approval: Turn = { on: 'review', says: approved(), usage };
const commit: Turn = { on: 'commit', commits: 'Add retry', says: 'done' };

/** A process of the run: each of its calls takes a minute. */
function processOf(turns: readonly Turn[], budget: Partial<Budget>, before?: TaskStage): TaskStage {
  const journal = new MemoryJournal([...(before?.ctx.journal.entries ?? []), { kind: 'resumed', v: 3, flags: {} }]);
  const taking = turns.map((turn) => ({ ...turn, does: () => void stage.ctx.clock.sleep(MINUTE_MS) }));
  const stage: TaskStage = new TaskStage(taking, {
    ...{ settings: { sanity: false }, budget, journal },
    ...(before === undefined ? {} : { repository: before.repository }),
  });
  return stage;
}

describe('L26: a task in a run with a brake', () => {
  test.each([
    ['max-cost', { costUsd: 2 }, { what: 'cost', limit: 2, used: 2 }, { costUsd: 9 }],
    ['max-tokens', { tokens: 150 }, { what: 'tokens', limit: 150, used: 200 }, { tokens: 900 }],
    ['max_cost_per_task', { taskCostUsd: 1.5 }, { what: 'task-cost', limit: 1.5, used: 2 }, { taskCostUsd: 9 }],
    ['max-minutes', { minutes: 2 }, { what: 'minutes', limit: 2, used: 2 }, { minutes: 9 }],
  ] as const)('halts before the next call at %s, and goes on with a higher one', async (name, budget, halt, higher) => {
    const first = processOf([build, refusal], budget);
    expect(await first.run()).toEqual({ ok: false, error: { reason: 'budget', ...halt } });
    expect(first.agents.asked()).toEqual(['build', 'review']);
    expect(first.repository.files['a.ts']).toBe('one\n');
    expect(first.ended()).toMatchObject({ outcome: 'budget' });

    // The same limit again: nobody is asked. The clock of a process begins anew, so that minutes are left to the brakes.
    if (name !== 'max-minutes') {
      const again = processOf([], budget, first);
      expect(await again.run()).toMatchObject({ ok: false, error: { reason: 'budget', what: halt.what } });
    }
    const more = processOf([fix, approval, commit], higher, first);
    expect(await more.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
    expect(more.agents.asked()).toEqual(['fix', 'review', 'commit']);
    expect(more.repository.log()).toEqual(['start', 'Add retry']);
  });

  test('counts what the process before has used when it goes on', async () => {
    const first = processOf([build, refusal], { tokens: 200 });
    expect(await first.run()).toMatchObject({ ok: false, error: { used: 200 } });
    const second = processOf([fix], { tokens: 300 }, first);
    expect(await second.run()).toMatchObject({ ok: false, error: { reason: 'budget', what: 'tokens', used: 300 } });
  });

  test('a call that the end of the minutes cut off leaves its edits, and the run goes on from them', async () => {
    const cut: Turn = {
      on: 'build',
      edits: { 'a.ts': 'half\n' },
      fails: { reason: 'timeout', cli: 'x', ms: MINUTE_MS },
    };
    const first = processOf([cut], { minutes: 1 });
    expect(await first.run()).toMatchObject({ ok: false, error: { reason: 'budget', what: 'minutes', limit: 1 } });
    expect(first.repository.files['a.ts']).toBe('half\n');
    const more = processOf([build, approval, commit], { minutes: 60 }, first);
    expect(await more.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(more.prompts('build')[0]).toContain('a.ts');
  });
});
