import { describe, expect, test } from 'vitest';
import type { AgentFailure, Usage } from '../../src/domain/agent.js';
import { type Budget, NO_BUDGET } from '../../src/domain/budget.js';
import type { JournalLine } from '../../src/domain/journal.js';
import { done, ok } from '../../src/domain/result.js';
import { ask } from '../../src/loops/ask.js';
import { Brakes } from '../../src/loops/brakes.js';
import type { AgentRequest } from '../../src/ports/agents.js';
import { MemoryContext } from '../support/memory-context.js';
import { MemoryRepository } from '../support/memory-repository.js';
import { ScriptedAgents, type Turn } from '../support/scripted-agents.js';
import { UNBOUND } from '../support/unbound.js';

const NOW = new Date(Date.UTC(2026, 0, 1));
const usage = (costUsd: number | null): Usage => ({
  ...{ inputTokens: 90, cachedTokens: 0, outputTokens: 10, costUsd, source: 'reported' },
});
const reply = (costUsd: number) => ({ text: '', structured: false, conversation: null, usage: usage(costUsd) });
const step = (key: string, costUsd: number): JournalLine => ({
  kind: 'step',
  key,
  value: reply(costUsd),
  at: NOW.toISOString(),
});
const brakes = (budget: Partial<Budget>, lines: readonly JournalLine[] = []) =>
  new Brakes({ ...NO_BUDGET, ...budget }, lines);

describe('L26: brakes', () => {
  test('count what earlier processes of the run have used', () => {
    const all = brakes({ costUsd: 1, taskCostUsd: 0.75 }, [step('task/a/1/build', 0.5), step('task/b/1/build', 0.3)]);
    expect(all.before('task/b/1/review', NOW)).toEqual(ok({ capUsd: 1 - 0.8, maxMs: null }));
    all.add('task/b/1/review', usage(0.2));
    expect(all.before('task/b/2/build', NOW)).toMatchObject({ ok: false, error: { what: 'cost', limit: 1 } });
  });

  test('count each task for itself', () => {
    const each = brakes({ taskCostUsd: 0.5 }, [step('task/a/1/build', 0.5)]);
    expect(each.before('task/a/1/review', NOW)).toMatchObject({ ok: false, error: { what: 'task-cost', used: 0.5 } });
    expect(each.before('task/b/1/build', NOW)).toEqual(ok({ capUsd: 0.5, maxMs: null }));
    expect(each.before('group/x', NOW)).toEqual(ok({ capUsd: 0.5, maxMs: null }));
  });

  test('count tokens where no money is told', () => {
    const tokens = brakes({ tokens: 250 });
    for (const _ of [1, 2]) tokens.add('task/a/1/build', usage(null));
    expect(tokens.before('task/a/1/review', NOW)).toEqual(ok({ capUsd: null, maxMs: null }));
    tokens.add('task/a/1/review', usage(null));
    expect(tokens.before('task/a/2/build', NOW)).toMatchObject({ ok: false, error: { what: 'tokens', used: 300 } });
  });
});

const REQUEST: AgentRequest = {
  ...{ role: 'author', purpose: 'build', cycle: 1, prompt: 'p', schema: null, conversation: null },
};
const rules = { key: 'task/a/1/build', after: async () => done, harmless: async () => ok(true) };

interface How {
  readonly steering?: readonly string[];
  readonly stopped?: boolean;
}

function put(turns: readonly Turn[], of: Brakes, { steering: touched = [], stopped = false }: How = {}) {
  const ctx = new MemoryContext();
  const steering = { remember: async () => done, restore: async () => ok([...touched]) };
  const asked = stopped ? turns.map((turn) => ({ ...turn, does: () => ctx.abort() })) : turns;
  const agents = new ScriptedAgents(new MemoryRepository(), asked);
  const deps = { agents, steering, rateLimitWaitMs: 60_000, ...UNBOUND, brakes: of };
  return { ctx, agents, result: ask(deps, REQUEST, rules, ctx) };
}

describe('L26: a call', () => {
  test('is not made when the limit is reached', async () => {
    const { agents, result } = put([], brakes({ costUsd: 0.5 }, [step('task/a/1/other', 0.5)]));
    expect(await result).toEqual({ ok: false, error: { reason: 'budget', what: 'cost', limit: 0.5, used: 0.5 } });
    expect(agents.requests).toEqual([]);
  });

  const opened = { kind: 'resumed', v: 3, flags: {}, at: NOW.toISOString() } as const;
  const timeout = (ms: number): AgentFailure => ({ reason: 'timeout', cli: 'claude', ms });

  test('is told how long it may take, and halts when it took that long', async () => {
    const of = brakes({ minutes: 1.5 }, [opened]);
    const { agents, result } = put([{ on: 'build', fails: timeout(90_000) }], of);
    expect(await result).toEqual({ ok: false, error: { reason: 'budget', what: 'minutes', limit: 1.5, used: 1.5 } });
    expect(agents.requests.map(({ maxMs }) => maxMs)).toEqual([90_000]);
  });

  test('that was ended by its own limit is too slow, however long the run may take', async () => {
    const { result } = put([{ on: 'build', fails: timeout(60_000) }], brakes({ minutes: 1.5 }, [opened]));
    expect(await result).toMatchObject({ ok: false, error: { reason: 'agent-failed', failure: timeout(60_000) } });
  });

  test('is not waited for longer than the run may take', async () => {
    const fails: AgentFailure = { reason: 'limited', cli: 'claude', says: '429', until: '2026-01-01T00:00:59.000Z' };
    const { ctx, result } = put([{ on: 'build', fails }], brakes({ minutes: 0.5 }, [opened]));
    expect(await result).toMatchObject({ ok: false, error: { reason: 'budget', what: 'minutes', used: 0.5 } });
    expect(ctx.clock.waits).toEqual([30_000]);
  });

  test('goes on where the minutes of earlier processes end, and a higher limit lets it', async () => {
    const at = (minute: number): string => new Date(NOW.getTime() + minute * 60_000).toISOString();
    const lines: JournalLine[] = [
      { ...opened, at: at(-90) },
      { kind: 'halted', reason: 'budget', says: '', waives: null, seen: null, at: at(-88) },
      // Nobody was at work for over an hour.
      opened,
    ];
    const halted = put([], brakes({ minutes: 2 }, lines));
    expect(await halted.result).toMatchObject({ ok: false, error: { what: 'minutes', limit: 2, used: 2 } });
    const { agents, result } = put([{ on: 'build', says: 'done' }], brakes({ minutes: 3 }, lines));
    expect((await result).ok).toBe(true);
    expect(agents.requests.map(({ maxMs }) => maxMs)).toEqual([60_000]);
  });

  test('is told what it may cost', async () => {
    const { agents, result } = put([{ on: 'build', says: 'done' }], brakes({ costUsd: 2 }));
    expect((await result).ok).toBe(true);
    expect(agents.requests.map(({ capUsd }) => capUsd)).toEqual([2]);
  });

  const capped: AgentFailure = { reason: 'capped', cli: 'claude', says: 'Reached maximum budget' };

  test.each([
    ['without a word', null, 2],
    ['and says at what', usage(2.125), 2.125],
  ])('that its tool stopped at the cap halts as one that was not made: %s', async (_, told, used) => {
    const turn: Turn = { on: 'build', fails: capped, ...(told === null ? {} : { usage: told }) };
    const { result } = put([turn], brakes({ costUsd: 2 }));
    expect(await result).toEqual({ ok: false, error: { reason: 'budget', what: 'cost', limit: 2, used } });
  });

  test.each([
    ['tried again', { costUsd: 1 }, 2, { what: 'cost', used: 1 }],
    ['tried again, in tokens', { tokens: 250 }, 3, { what: 'tokens', used: 300 }],
    ['tried again, of one task', { taskCostUsd: 1 }, 2, { what: 'task-cost', used: 1 }],
  ])('that failed is counted before it is %s', async (_, budget, calls, error) => {
    const fails: AgentFailure = { reason: 'network', cli: 'claude', says: 'reset' };
    const turn: Turn = { on: 'build', fails, usage: usage(0.5) };
    const { agents, result } = put([turn, turn, turn], brakes(budget));
    expect(await result).toMatchObject({ ok: false, error: { reason: 'budget', ...error } });
    expect(agents.requests).toHaveLength(calls);
  });

  test('that failed is counted when the run goes on in another process', async () => {
    const { ctx, result } = put([{ on: 'build', fails: capped, usage: usage(2) }], brakes({ costUsd: 2 }));
    expect((await result).ok).toBe(false);
    const lines = ctx.journal.entries.map((entry) => ({ ...entry, at: NOW.toISOString() }));
    const again = brakes({ costUsd: 2 }, lines);
    expect(again.before('task/a/1/build', NOW)).toMatchObject({ ok: false, error: { what: 'cost', used: 2 } });
    expect(brakes({ costUsd: 3 }, lines).before('task/a/1/build', NOW)).toEqual(ok({ capUsd: 1, maxMs: null }));
  });

  test.each([
    ['what it wrote is undone', { steering: ['x.toml'] }],
    ['it is stopped', { stopped: true }],
  ])('counts also when %s', async (_, how) => {
    const { ctx, result } = put([{ on: 'build', says: 'done', usage: usage(0.5) }], brakes({}), how);
    expect((await result).ok).toBe(false);
    expect(ctx.journal.entries).toEqual([{ kind: 'used', key: 'task/a/1/build', by: 'scripted', usage: usage(0.5) }]);
  });
});
