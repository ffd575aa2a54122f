import { describe, expect, test } from 'vitest';
import { configured } from '../../../src/adapters/agents/configured.js';
import type { ConfiguredAgent } from '../../../src/domain/configured-agent.js';
import type { Ended } from '../../../src/ports/process.js';
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

describe('an agent that prints text and fails', () => {
  const failing = (...lines: string[]) => call(agent({}), lines, { kind: 'exited', code: 1 }).answer;

  test('is not known by the words of its answer, which are shown', () => {
    const says = 'I fixed the 429 rate limit handler; unauthorized users get a login page.';
    expect(failing(says)).toMatchObject({ ok: false, error: { reason: 'exit', code: 1, says } });
  });

  test('is known by what it complains of in the end', () => {
    expect(failing('I looked at the rate limits.', 'API Error: 401 Unauthorized')).toMatchObject({
      ok: false,
      error: { reason: 'not-signed-in' },
    });
  });

  test('has given no answer when a line of it was cut', () => {
    const envelope = agent({}).envelope({ now: () => new Date(0), folder: '/', promptChars: 1, schema: true });
    envelope.line('{"status":"APPROVED"}');
    envelope.line('x', true);
    const answer = envelope.close({ ending: { kind: 'exited', code: 0 }, stdoutTail: '', stderrTail: '' } as Ended);
    expect(answer).toMatchObject({ ok: false, error: { reason: 'garbled' } });
  });
});

describe('an agent that prints JSON', () => {
  test.each([
    ['{"type":"error","message":"stream disconnected"}'],
    ['{"type":"result","is_error":true,"a":{"text":"lost"}}'],
  ])('has failed when an error comes after an answer, however it ended: %s', (line) => {
    expect(call(json, ['{"a":{"text":"APPROVED"}}', line]).answer).toMatchObject({ ok: false });
  });

  test.each([
    ['as one document over many lines', ['{', '"a": {"text": "Hi.", "id": "s1"}', '}']],
    [
      'indented, after and before lines that are none',
      ['ready {x}', '{', '  "a": {', '    "text": "Hi.",', '    "id": "s1"', '  }', '}', 'bye'],
    ],
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

  const RATE = 'Rate limit reached, try again in 20s';
  test.each([
    ['a text', { error: RATE }, 'limited', RATE],
    ['an object with a message', { error: { type: 'x', message: RATE } }, 'limited', RATE],
    ['a list', { errors: [{ message: RATE }, { message: 'more' }] }, 'limited', RATE],
    [
      'an object that calls itself one',
      { type: 'error', message: 'invalid x-api-key' },
      'not-signed-in',
      'invalid x-api-key',
    ],
    [
      'one beside a text',
      { a: { text: 'Not logged in' }, is_error: true, result: 'Not logged in' },
      'not-signed-in',
      'Not logged in',
    ],
    ['a status beside words that say nothing', { error: { code: 429, message: 'Slow down' } }, 'limited', '"code":429'],
    ['an unknown one', { error: { message: 'the moon is full' } }, 'exit', 'the moon is full'],
  ])('AG-S55 tells by its error why it failed: %s', (_name, error, reason, says) => {
    // What was said on the way is no answer of a program that failed.
    const lines = ['{"a":{"text":"I begin."}}', ...JSON.stringify(error, null, 2).split('\n')];
    const answer = call(json, ['starting', ...lines], { kind: 'exited', code: 1 }, 'a warning\n').answer;
    expect(answer).toMatchObject({ ok: false, error: { reason, says: expect.stringContaining(says) } });
  });

  test('that tells an error has given no answer, even when it ends well', () => {
    const told = (...lines: readonly object[]) =>
      call(
        json,
        lines.map((line) => JSON.stringify(line)),
      ).answer;
    expect(told({ error: RATE })).toMatchObject({ error: { reason: 'limited', until: '2026-11-22T12:00:20.000Z' } });
    expect(told({ error: 'the moon is full' })).toMatchObject({
      error: { reason: 'garbled', why: 'the moon is full' },
    });
    // An error that was got over, and fields that tell of none.
    expect(told({ error: RATE }, { a: { text: 'Hi.' }, error: null, errors: [] })).toMatchObject({ ok: true });
  });

  test('is not told why it failed by what the model said', () => {
    const said = JSON.stringify({ a: { text: 'I added a rate limit of 429 requests.' } });
    expect(call(json, [said], { kind: 'exited', code: 3 }).answer).toMatchObject({
      error: { reason: 'exit', code: 3 },
    });
  });
});
