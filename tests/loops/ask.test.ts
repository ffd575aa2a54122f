import { describe, expect, test } from 'vitest';
import type { AgentFailure } from '../../src/domain/agent.js';
import { done, err, ok } from '../../src/domain/result.js';
import { ask } from '../../src/loops/ask.js';
import type { AgentRequest } from '../../src/ports/agents.js';
import { dataBlock } from '../../src/prompting/fence.js';
import { MemoryContext } from '../support/memory-context.js';
import { MemoryRepository } from '../support/memory-repository.js';
import { ScriptedAgents, type Turn } from '../support/scripted-agents.js';
import { UNBOUND } from '../support/unbound.js';

const limited = (until: string | null): AgentFailure => ({ reason: 'limited', cli: 'claude', says: '429', until });
const request = (role: 'author' | 'reviewer'): AgentRequest => ({
  role,
  purpose: role === 'author' ? 'build' : 'review',
  cycle: 1,
  prompt: 'p',
  schema: null,
  conversation: null,
});

async function put(
  role: 'author' | 'reviewer',
  failures: readonly AgentFailure[],
  other: { harmless?: boolean; waitMs?: number; tampered?: string[] } = {},
) {
  const ctx = new MemoryContext();
  const purpose = request(role).purpose;
  const turns: Turn[] = [...failures.map((fails) => ({ on: purpose, fails })), { on: purpose, says: 'done' }];
  const agents = new ScriptedAgents(new MemoryRepository(), turns);
  const steering = { remember: async () => done, restore: async () => ok(other.tampered ?? []) };
  const deps = { agents, steering, rateLimitWaitMs: other.waitMs ?? 21_600_000, ...UNBOUND };
  const rules = { key: 'k', after: async () => done, harmless: async () => ok(other.harmless ?? true) };
  return { ctx, agents, result: await ask(deps, request(role), rules, ctx) };
}

describe('ask', () => {
  test.each([
    ['author', ['k']],
    ['reviewer', []],
  ] as const)('when git fails behind the answer of a %s, what is recorded is %j', async (role, keys) => {
    const ctx = new MemoryContext();
    const agents = new ScriptedAgents(new MemoryRepository(), [{ on: request(role).purpose, says: 'done' }]);
    const steering = { remember: async () => done, restore: async () => ok([]) };
    const deps = { agents, steering, rateLimitWaitMs: 0, ...UNBOUND };
    const git = { reason: 'git', doing: 'look', says: 'No space left on device' } as const;
    const broken = { key: 'k', after: async () => err(git), harmless: async () => ok(true) };
    expect(await ask(deps, request(role), broken, ctx)).toEqual(err(git));
    expect(ctx.journal.entries.flatMap((line) => (line.kind === 'step' ? line.key : []))).toEqual(keys);
    if (role === 'reviewer') return;
    // The run goes on: the answer is looked at again, and nobody is asked.
    const again = await ask(deps, request(role), { ...broken, after: async () => done }, ctx);
    expect(again).toMatchObject({ ok: true, value: { text: 'done' } });
    expect(agents.requests).toHaveLength(1);
  });

  test('AG-S31 waits 2, 4, 8, 16 seconds and on for a limit that names no time', async () => {
    const { ctx, result } = await put(
      'author',
      Array.from({ length: 5 }, () => limited(null)),
    );
    expect(result).toMatchObject({ ok: true, value: { text: 'done' } });
    expect(ctx.clock.waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000]);
  });

  test('AG-S29 waits until the stated time', async () => {
    const until = new Date(Date.UTC(2026, 0, 1) + 90_000).toISOString();
    const { ctx } = await put('reviewer', [limited(until)]);
    expect(ctx.clock.waits).toEqual([90_000]);
  });

  test('a stated time that has passed does not make it ask every other second', async () => {
    const past = new Date(Date.UTC(2025, 0, 1)).toISOString();
    const { ctx } = await put('reviewer', [limited(past), limited(past), limited(past)]);
    expect(ctx.clock.waits).toEqual([2_000, 4_000, 8_000]);
  });

  test('gives up when the stated time is beyond what may be waited', async () => {
    const until = new Date(Date.UTC(2026, 0, 1) + 90_000).toISOString();
    const { ctx, result } = await put('reviewer', [limited(until)], { waitMs: 60_000 });
    expect(result).toMatchObject({ ok: false, error: { reason: 'agent-failed', failure: { reason: 'limited' } } });
    expect(ctx.clock.waits).toEqual([]);
  });

  test('L14: a call that left something behind is never repeated', async () => {
    const { agents, result } = await put('author', [limited(null)], { harmless: false });
    expect(result.ok).toBe(false);
    expect(agents.requests).toHaveLength(1);
  });

  test.each([
    ['reviewer', 2],
    ['author', 1],
  ] as const)('a silent %s is asked %i time(s)', async (role, times) => {
    const { agents } = await put(role, [{ reason: 'silent', cli: 'claude', ms: 1 }]);
    expect(agents.requests).toHaveLength(times);
  });

  test('AG-S30 a failure that waiting does not heal ends at once', async () => {
    const { agents, result } = await put('reviewer', [{ reason: 'exit', cli: 'claude', code: 1, says: 'auth' }]);
    expect(result).toEqual(
      err({
        reason: 'agent-failed',
        role: 'reviewer',
        failure: { reason: 'exit', cli: 'claude', code: 1, says: 'auth' },
      }),
    );
    expect(agents.requests).toHaveLength(1);
  });

  test('a conversation that the tool does not know any more is begun anew', async () => {
    const ctx = new MemoryContext();
    const lost: AgentFailure = { reason: 'lost-conversation', cli: 'claude', says: 'gone' };
    const turns: Turn[] = [
      { on: 'build', fails: lost },
      { on: 'build', says: 'done' },
    ];
    const agents = new ScriptedAgents(new MemoryRepository(), turns);
    const steering = { remember: async () => done, restore: async () => ok([]) };
    const rules = { key: 'k', after: async () => done, harmless: async () => ok(true) };
    const asked = { ...request('author'), conversation: 'c1' };
    const result = await ask({ agents, steering, rateLimitWaitMs: 0, ...UNBOUND }, asked, rules, ctx);
    expect(result).toMatchObject({ ok: true, value: { text: 'done' } });
    expect(agents.requests.map(({ conversation }) => conversation)).toEqual(['c1', null]);
    expect(ctx.clock.waits).toEqual([]);
  });

  describe('a prompt that is too long', () => {
    const tooLong: AgentFailure = { reason: 'too-long', cli: 'claude', says: 'too long', prompt: 'calls/001.prompt' };
    const prompt = `Review.\n\n${dataBlock('The diff', '+x\n'.repeat(10_000))}`;
    const once = async (asked: Partial<AgentRequest>, turns: readonly Turn[], harmless = true) => {
      const ctx = new MemoryContext();
      const agents = new ScriptedAgents(new MemoryRepository(), turns);
      const steering = { remember: async () => done, restore: async () => ok([]) };
      const rules = { key: 'k', after: async () => done, harmless: async () => ok(harmless) };
      const deps = { agents, steering, rateLimitWaitMs: 0, ...UNBOUND };
      return { ctx, agents, result: await ask(deps, { ...request('author'), prompt, ...asked }, rules, ctx) };
    };

    test('is put once more, shortened, in a new conversation', async () => {
      const turns: Turn[] = [
        { on: 'build', fails: tooLong },
        { on: 'build', says: 'done' },
      ];
      const { agents, ctx, result } = await once({ conversation: 'c1' }, turns);
      expect(result).toMatchObject({ ok: true, value: { text: 'done' } });
      const [, second] = agents.requests;
      expect(second?.prompt.length).toBeLessThan(prompt.length * 0.6);
      expect(second?.prompt).toContain('calls/001.prompt');
      expect(second?.conversation).toBeNull();
      expect(ctx.of('asked-again').map(({ why }) => why)).toEqual([expect.stringContaining('too long')]);
    });

    test.each([
      ['twice', {}, 2, true],
      ['and has nothing to leave out', { prompt: 'p' }, 1, true],
      ['and was noticed in the middle of the work', {}, 1, false],
    ])('halts when it is so %s', async (_, asked, calls, harmless) => {
      const turns = Array.from({ length: calls }, (): Turn => ({ on: 'build', fails: tooLong }));
      const { agents, result } = await once(asked, turns, harmless);
      expect(result).toEqual(err({ reason: 'agent-failed', role: 'author', failure: tooLong }));
      expect(agents.requests).toHaveLength(calls);
    });
  });

  test('L24: an agent that changed what steers the run is halted, whatever it answered', async () => {
    const { result } = await put('author', [], { tampered: ['.millstone/policy.toml'] });
    expect(result).toEqual(err({ reason: 'tampered', role: 'author', files: ['.millstone/policy.toml'] }));
  });

  test('a signal during the call is the answer, also when the agent was up to something', async () => {
    const ctx = new MemoryContext();
    const turn: Turn = { on: 'build', says: 'done', does: () => ctx.abort() };
    const agents = new ScriptedAgents(new MemoryRepository(), [turn]);
    const steering = { remember: async () => done, restore: async () => ok(['.millstone/policy.toml']) };
    const rules = { key: 'k', after: async () => done, harmless: async () => ok(true) };
    const result = await ask({ agents, steering, rateLimitWaitMs: 0, ...UNBOUND }, request('author'), rules, ctx);
    expect(result).toEqual(err({ reason: 'cancelled', signal: 'SIGINT' }));
  });

  test('nobody is asked after the signal', async () => {
    const ctx = new MemoryContext();
    ctx.abort();
    const agents = new ScriptedAgents(new MemoryRepository(), []);
    const steering = { remember: async () => done, restore: async () => ok([]) };
    const rules = { key: 'k', after: async () => done, harmless: async () => ok(true) };
    const result = await ask({ agents, steering, rateLimitWaitMs: 0, ...UNBOUND }, request('author'), rules, ctx);
    expect(result).toEqual(err({ reason: 'cancelled', signal: 'SIGINT' }));
  });
});
