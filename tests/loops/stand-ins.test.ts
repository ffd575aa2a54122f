import { describe, expect, test } from 'vitest';
import type { AgentFailure } from '../../src/domain/agent.js';
import { done, ok } from '../../src/domain/result.js';
import type { Role } from '../../src/domain/role.js';
import { ask } from '../../src/loops/ask.js';
import { StandIns } from '../../src/loops/stand-ins.js';
import type { AgentRequest } from '../../src/ports/agents.js';
import type { Impatience } from '../../src/ports/impatience.js';
import { MemoryContext } from '../support/memory-context.js';
import { MemoryRepository } from '../support/memory-repository.js';
import { settingsWith } from '../support/memory-settings.js';
import { ScriptedAgents, type Turn } from '../support/scripted-agents.js';
import { UNBOUND } from '../support/unbound.js';

const CODEX = { cli: 'codex', model: null };
const limited = (until: string | null): AgentFailure => ({ reason: 'limited', cli: 'claude', says: '429', until });
const quota: AgentFailure = { reason: 'quota', cli: 'claude', says: 'used up' };
const inAnHour = new Date(Date.UTC(2026, 0, 1, 1)).toISOString();
const request = (role: Role): AgentRequest => ({
  ...{ role, purpose: role === 'author' ? 'build' : 'review', cycle: 1, prompt: 'p', schema: null, conversation: null },
});

function stage(
  turns: readonly Turn[],
  more: { harmless?: boolean; standIns?: StandIns; impatience?: Impatience; waitMs?: number } = {},
) {
  const ctx = new MemoryContext();
  const agents = new ScriptedAgents(new MemoryRepository(), turns);
  const standIns =
    more.standIns ?? new StandIns({ configured: settingsWith().agents, standIns: { author: CODEX, reviewer: CODEX } });
  const deps = {
    ...{ agents, rateLimitWaitMs: more.waitMs ?? 7_200_000, ...UNBOUND, standIns },
    steering: { remember: async () => done, restore: async () => ok([]) },
    ...(more.impatience === undefined ? {} : { impatience: more.impatience }),
  };
  const put = (role: Role, key = 'k') =>
    ask(deps, request(role), { key, after: async () => done, harmless: async () => ok(more.harmless ?? true) }, ctx);
  return { ctx, agents, put, by: () => agents.requests.map(({ by }) => by?.cli ?? 'its own') };
}
const fails = (failure: AgentFailure): Turn => ({ on: 'build', fails: failure });
const says: Turn = { on: 'build', says: 'done' };

describe('--fallback', () => {
  test('another agent steps in for a limit that takes long, and the role comes back when it is over', async () => {
    const { ctx, put, by } = stage([fails(limited(inAnHour)), says, says, says]);
    expect((await put('author', 'k1')).ok).toBe(true);
    expect((await put('author', 'k2')).ok).toBe(true);
    await ctx.clock.sleep(3_600_000);
    expect((await put('author', 'k3')).ok).toBe(true);
    expect(by()).toEqual(['its own', 'codex', 'codex', 'its own']);
    expect(ctx.of('stood-in')).toEqual([
      { type: 'stood-in', role: 'author', cli: 'claude', by: 'codex', until: inAnHour },
    ]);
    expect(ctx.of('wait-began')).toEqual([]);
  });

  test('for a quota that is used up, which no waiting heals', async () => {
    const { put, by } = stage([fails(quota), says]);
    expect((await put('author')).ok).toBe(true);
    expect(by()).toEqual(['its own', 'codex']);
  });

  test('not for a limit that has hardly begun', async () => {
    const { ctx, put, by } = stage([fails(limited(null)), fails(limited(null)), fails(limited(null)), says]);
    expect((await put('author')).ok).toBe(true);
    expect(by()).toEqual(['its own', 'its own', 'its own', 'codex']);
    expect(ctx.clock.waits).toEqual([2_000, 4_000]);
  });

  test('a stand-in that is limited too is waited for', async () => {
    const { ctx, put, by } = stage([fails(quota), fails(limited(inAnHour)), says]);
    expect((await put('author')).ok).toBe(true);
    expect(by()).toEqual(['its own', 'codex', 'its own']);
    expect(ctx.clock.waits).toEqual([3_600_000]);
  });

  test('L14: nobody goes on where an author was stopped in the middle of its edits', async () => {
    const { put, by } = stage([fails(limited(inAnHour))], { harmless: false });
    expect(await put('author')).toMatchObject({ ok: false, error: { reason: 'agent-failed' } });
    expect(by()).toEqual(['its own']);
  });

  test('whoever has written on a task never comes to judge it, when time has passed or the run goes on later', () => {
    const { agents: own } = settingsWith();
    const configured = { ...own, reviewer: { cli: 'gemini', model: null } };
    const cast = { configured, standIns: { author: CODEX, reviewer: CODEX } };
    const [build, review] = ['task/t/1/author/build', 'task/t/1/review'];
    const [now, later] = [new Date(0), new Date(3_600_000)];
    const live = new StandIns(cast);
    expect(live.stepIn('author', build, now, null)).toEqual(CODEX);
    live.answered(build, 'codex');
    expect(live.at('author', later)).toBeNull();
    expect(live.stepIn('reviewer', review, later, null)).toBeNull();
    expect(live.stepIn('reviewer', 'task/u/1/review', later, null)).toEqual(CODEX);

    const value = { text: 'x', structured: false, conversation: null, usage: null, by: 'codex' };
    const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1, costUsd: null, source: 'reported' } as const;
    for (const line of [
      { kind: 'step', key: build, value },
      { kind: 'used', key: build, by: 'codex', usage },
    ] as const)
      expect(new StandIns(cast, [line]).stepIn('reviewer', review, now, null)).toBeNull();
    expect(new StandIns(cast, [{ kind: 'step', key: review, value }]).stepIn('reviewer', review, now, null)).toEqual(
      CODEX,
    );
  });

  test('it is the call itself that remembers who wrote', async () => {
    const { agents: configured } = settingsWith();
    const reviewer = { cli: 'scripted', model: null };
    const standIns = new StandIns({ configured: { ...configured, reviewer: CODEX }, standIns: { reviewer } });
    const { put, by } = stage([says, { on: 'review', fails: quota }], { standIns });
    expect((await put('author', 'task/t/1/author/build')).ok).toBe(true);
    expect(await put('reviewer', 'task/t/1/review')).toMatchObject({ ok: false, error: { failure: quota } });
    expect(by()).toEqual(['its own', 'its own']);
  });

  test('without one, a quota halts at once', async () => {
    const { put } = stage([fails(quota)], { standIns: UNBOUND.standIns });
    expect(await put('author')).toMatchObject({ ok: false, error: { failure: { reason: 'quota' } } });
  });
});

describe('a wait', () => {
  test('ends when somebody presses a key', async () => {
    const impatience: Impatience = { possible: true, asked: async () => undefined };
    const { ctx, put } = stage([fails(limited(inAnHour)), says], { standIns: UNBOUND.standIns, impatience });
    expect((await put('author')).ok).toBe(true);
    expect(ctx.of('wait-began')).toMatchObject([{ ms: 3_600_000, until: inAnHour, escapable: true, cli: 'claude' }]);
    expect(ctx.of('wait-ended')).toEqual([{ type: 'wait-ended', role: 'author', early: true }]);
  });

  test('that a key press ended counts for as long as it took', async () => {
    const impatience: Impatience = { possible: true, asked: async () => undefined };
    const turns = [fails(limited(inAnHour)), fails(limited(inAnHour)), says];
    const { put } = stage(turns, { standIns: UNBOUND.standIns, impatience, waitMs: 4_000_000 });
    expect((await put('author')).ok).toBe(true);
  });

  test('is over by itself otherwise', async () => {
    const { ctx, put } = stage([fails(limited(inAnHour)), says], { standIns: UNBOUND.standIns });
    expect((await put('author')).ok).toBe(true);
    expect(ctx.of('wait-began')).toMatchObject([{ escapable: false }]);
    expect(ctx.of('wait-ended')).toEqual([{ type: 'wait-ended', role: 'author', early: false }]);
  });

  test('that would take longer than is allowed is not begun', async () => {
    const { ctx, put } = stage([fails(limited(inAnHour))], { standIns: UNBOUND.standIns, waitMs: 1_000 });
    expect(await put('author')).toMatchObject({ ok: false, error: { failure: { reason: 'limited' } } });
    expect(ctx.clock.waits).toEqual([]);
  });
});
