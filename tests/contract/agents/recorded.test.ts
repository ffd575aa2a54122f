import { describe, expect, test } from 'vitest';
import { adapterOf } from '../../../src/adapters/agents/registry.js';
import type { AgentAdapter } from '../../../src/ports/agent-adapter.js';
import { RECORDINGS } from '../../real-agents/recordings.js';
import { AGENTS } from '../../real-agents/versions.js';
import { FACTS } from './adapters.js';
import { recordedNames, recordedOf, replay } from './recorded.js';

const adapter = (agent: string): AgentAdapter => {
  const found = adapterOf(agent, { demoProgram: '', configured: {} });
  if (found === null) throw new Error(`no adapter for ${agent}`);
  return found;
};

/** Each request to the scripted model is told as 1200 tokens of input, 800 of them cached, and 34 of output. */
const ONCE = { inputTokens: 400, cachedTokens: 800 };

describe.each(AGENTS)('what the real %s printed', (agent) => {
  const heard = (name: string, schema = false) => replay(adapter(agent), recordedOf(agent, name), schema);

  test('everything is recorded, in one version', () => {
    expect(recordedNames(agent).toSorted()).toEqual(RECORDINGS.map(({ name }) => name).toSorted());
    expect(new Set(RECORDINGS.map(({ name }) => recordedOf(agent, name).version)).size).toBe(1);
  });

  test('a whole call: the last words, the conversation, the tokens of three requests', () => {
    const answer = heard('success');
    expect(answer).toMatchObject({
      ok: true,
      value: { reply: { text: 'All done.', structured: false, conversation: expect.stringMatching(/\w{8}/) } },
    });
    const usage = answer.ok ? answer.value.reply.usage : null;
    // Claude Code's API tells the cached part beside the input, the others within it.
    const input = agent === 'claude' ? 1_200 : ONCE.inputTokens;
    expect(usage).toMatchObject({ inputTokens: 3 * input, cachedTokens: 3 * ONCE.cachedTokens, source: 'reported' });
    expect(usage?.outputTokens).toBeGreaterThanOrEqual(3 * 34);
  });

  test('AG-S48 going on with a conversation answers in the same one', () => {
    const [first, second] = [heard('success'), heard('resumed')];
    expect(second).toMatchObject({ ok: true, value: { reply: { text: 'Said again.' } } });
    expect(second.ok && first.ok && second.value.reply.conversation === first.value.reply.conversation).toBe(true);
  });

  test('a structured reply is the object that was asked for', () => {
    const answer = heard('structured', true);
    expect(answer.ok ? JSON.parse(answer.value.reply.text) : answer).toEqual({ status: 'OK', reason: 'fine' });
  });

  test('L5: words instead of the object that was asked for are words', () => {
    const answer = heard('unstructured', true);
    expect(answer).toMatchObject({ ok: true, value: { reply: { text: 'It looks OK to me.', structured: false } } });
  });

  test('L3: a reader that tries to write is heard to its end', () => {
    expect(heard('reader-writes')).toMatchObject({ ok: true, value: { reply: { text: 'I tried.' } } });
    expect(JSON.stringify(recordedOf(agent, 'reader-writes'))).not.toMatch(/File created|Wrote file successfully/);
  });

  test.each([
    ['limited', 'limited'],
    ['limited-in-stream', 'limited'],
    ['quota', 'quota'],
    ['quota-midway', 'quota'],
    ['quota-in-stream', 'quota'],
    ['overloaded', 'limited'],
    ['overloaded-in-stream', 'limited'],
    ['server-error', 'limited'],
    ['not-signed-in', 'not-signed-in'],
    ['not-signed-in-patient', 'not-signed-in'],
    ['unknown-model', 'unknown-model'],
    ['too-long', 'too-long'],
    ['too-long-in-stream', 'too-long'],
    ['network', 'network'],
    ['lost-conversation', 'lost-conversation'],
  ])('AG-S55 %s is told apart from other failures', (name, reason) => {
    expect(heard(name)).toMatchObject({ ok: false, error: { reason, cli: agent } });
  });

  test('AG-S55 a try that failed is told while the tool tries again', () => {
    const call = recordedOf(agent, agent === 'gemini' ? 'limited' : 'not-signed-in-patient');
    const envelope = adapter(agent).envelope(FACTS);
    const told = [
      ...call.stdout.map((line) => envelope.line(line)),
      ...call.stderr.map((line) => envelope.errorLine?.(line) ?? null),
    ];
    expect(told.map((one) => one?.doing ?? '').join('\n')).toContain('waiting for the API: ');
  });

  test('the allowance of a plan that is used up is waited for, where the tool says until when', () => {
    const answer = heard('usage-limit');
    const failure = answer.ok ? null : answer.error;
    // OpenCode hands on the words of its provider, which name no time.
    const told =
      agent === 'opencode' ? { reason: 'quota' } : { reason: 'limited', until: expect.stringMatching(/^20\d\d-/) };
    expect(failure).toMatchObject(told);
  });

  test('a call that was refused has used nothing, and one that failed later what it had told', () => {
    const wasted = (name: string) => {
      const envelope = adapter(agent).envelope(FACTS);
      for (const line of recordedOf(agent, name).stdout) envelope.line(line);
      const { inputTokens = 0, outputTokens = 0 } = envelope.wasted?.()?.usage ?? {};
      return { inputTokens, outputTokens };
    };
    expect(wasted('limited')).toEqual({ inputTokens: 0, outputTokens: 0 });
    const once = { inputTokens: agent === 'claude' ? 1_200 : ONCE.inputTokens, outputTokens: 34 };
    // Codex tells what a turn has used only when it is complete; Gemini tells its thoughts apart.
    const midway = agent === 'codex' ? { inputTokens: 0, outputTokens: 0 } : once;
    expect(wasted('quota-midway')).toEqual(agent === 'gemini' ? { ...midway, outputTokens: 39 } : midway);
    // Whole, but ended by somebody before it was taken.
    expect(wasted('success').outputTokens).toBeGreaterThanOrEqual(3 * 34);
    // It shortens by asking the model, which costs.
    const used = agent === 'opencode' ? { inputTokens: 800, outputTokens: 68 } : { inputTokens: 0, outputTokens: 0 };
    expect(wasted('too-long')).toEqual(used);
  });

  test('a connection that was cut is healed by the tool, or told as a failure of the network', () => {
    const answer = heard('cut');
    if (answer.ok) expect(answer.value.reply.text).toContain('Recovered.');
    else expect(answer.error.reason).toBe('network');
  });
});
