import { describe, expect, test } from 'vitest';
import { configured } from '../../../src/adapters/agents/configured.js';
import type { ConfiguredAgent } from '../../../src/domain/configured-agent.js';
import { call } from './adapters.js';

const agent = (more: Partial<ConfiguredAgent>) =>
  configured('mine', {
    ...{ command: 'my-agent', args: [], output: 'text', textField: '', sessionField: null },
    ...{ modelArgs: [], resumeArgs: [], readOnlyArgs: [], install: null, ...more },
  });
const json = agent({ output: 'json', textField: 'a.text', sessionField: 'a.id' });

describe('an agent that prints text', () => {
  test('answers with all of it, and with an estimate of what it used', () => {
    expect(call(agent({}), ['One.', 'Two.', '']).answer).toEqual({
      ok: true,
      value: {
        reply: {
          text: 'One.\nTwo.',
          structured: false,
          conversation: null,
          usage: { inputTokens: 100, cachedTokens: 0, outputTokens: 3, costUsd: null, source: 'estimated' },
        },
        conversationCostUsd: null,
      },
    });
  });

  test('that prints nothing has given no answer', () => {
    expect(call(agent({}), ['', ' ']).answer).toMatchObject({ ok: false, error: { reason: 'garbled' } });
  });

  test('AG-S55 says on either stream why it failed', () => {
    const answer = call(agent({}), ['Error: rate limit exceeded'], { kind: 'exited', code: 2 }).answer;
    expect(answer).toMatchObject({ ok: false, error: { reason: 'limited', says: 'Error: rate limit exceeded' } });
  });
});

describe('an agent that prints JSON', () => {
  test.each([
    ['as one document over many lines', ['{', '"a": {"text": "Hi.", "id": "s1"}', '}']],
    [
      'as the last of many lines',
      ['starting', '{"a":{"text":"Not yet."}}', '{"a":{"text":"Hi.","id":"s1"}}', '{"end":1}'],
    ],
  ])('is read %s', (_name, lines) => {
    expect(call(json, lines).answer).toMatchObject({
      ok: true,
      value: { reply: { text: 'Hi.', conversation: 's1' } },
    });
  });

  test.each([['{"text":"Hi."}'], ['{"a":{"text":7}}'], ['{"a":null}'], ['Hi.'], ['[]']])(
    'AG-S26 without a text where it should be has given no answer: %s',
    (line) => {
      expect(call(json, [line]).answer).toMatchObject({
        ok: false,
        error: { reason: 'garbled', why: expect.stringContaining('a.text') },
      });
    },
  );
});
