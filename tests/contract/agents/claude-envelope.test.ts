import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claude } from '../../../src/adapters/agents/claude.js';
import type { Ending } from '../../../src/ports/process.js';
import { call, recorded } from './adapters.js';

const SESSION = 'a2924c1e-7d0f-4c55-9a80-5b1f6c3b7e11';
const EXIT_1: Ending = { kind: 'exited', code: 1 };

/** The same event with its keys in another order, the inner ones too. */
function reordered(value: unknown, order: (keys: readonly string[]) => readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => reordered(one, order));
  if (typeof value !== 'object' || value === null) return value;
  const entries = new Map(Object.entries(value));
  return Object.fromEntries(order([...entries.keys()]).map((key) => [key, reordered(entries.get(key), order)]));
}

describe('a call of Claude Code', () => {
  test('that went well: words, conversation, tokens, and the price of the whole conversation', () => {
    expect(call(claude, recorded('success')).answer).toEqual({
      ok: true,
      value: {
        reply: {
          text: 'All done.',
          structured: false,
          conversation: SESSION,
          usage: { inputTokens: 3600, cachedTokens: 2400, outputTokens: 102, costUsd: null, source: 'reported' },
        },
        conversationCostUsd: 0.01305,
      },
    });
  });

  test('tells what it does, with paths as seen from the repository', () => {
    expect(call(claude, recorded('success')).progress.map((one) => one.doing)).toEqual([
      'I will write the file.',
      'Write hello.txt',
      'All done.',
    ]);
  });

  test('tells tools early, and output tokens added up over its messages and those of its own agents', () => {
    const { progress, answer } = call(claude, recorded('partial'));
    expect(progress.map((one) => [one.doing, one.outputTokens])).toEqual([
      ['thinking', 1],
      ['Write ...', 1],
      ['Write hello.txt', 1],
      [null, 40],
      ['Task look around', 40],
      [null, 40 + 2 + 30],
      [null, 40 + 50 + 30],
      ['All done.', 40 + 50 + 30],
    ]);
    expect(progress.every((one) => one.costUsd === null)).toBe(true);
    // What is billed stands in the result alone.
    expect(answer).toMatchObject({ ok: true, value: { reply: { usage: { outputTokens: 122 } } } });
  });

  test.each([
    ['without usage', { type: 'message_start', message: {} }, { type: 'message_delta', delta: {} }],
    ['of a shape nobody knows', { type: 'message_start', message: 7 }, { type: 'message_delta', usage: 'many' }],
    ['without a beginning', { type: 'ping' }, { type: 'message_delta', usage: { output_tokens: 9 } }],
  ])('is not harmed by events of a message %s', (_name, ...events) => {
    const lines = events.map((event) => JSON.stringify({ type: 'stream_event', event }));
    const { answer } = call(claude, [...lines, '{"type":"stream_event"}', ...recorded('success')]);
    expect(answer).toMatchObject({ ok: true, value: { reply: { text: 'All done.' } } });
  });

  test('that has to wait for its API says so', () => {
    expect(
      call(claude, recorded('api-429'))
        .progress.slice(0, 2)
        .map((one) => one.doing),
    ).toEqual(['waiting for the API: rate_limit, try 1 of 10', 'waiting for the API: rate_limit, try 2 of 10']);
  });

  test('IL-S35 with a schema gives the object; without the object it gives the words, and does not call them structured', () => {
    expect(call(claude, recorded('structured')).answer).toMatchObject({
      ok: true,
      value: { reply: { structured: true, text: expect.stringContaining('"status":"APPROVED"') } },
    });
    expect(call(claude, recorded('structured-missing')).answer).toMatchObject({
      ok: true,
      value: { reply: { structured: false, text: 'It looks right to me, approved.' } },
    });
  });

  test('whose writing was refused says so to whoever judges it', () => {
    const { answer } = call(claude, recorded('denied'));
    expect(answer).toMatchObject({
      ok: true,
      value: {
        reply: {
          text: 'I could not write the file.\n\n[claude was not permitted: Write hello.txt, Bash git commit -m x]',
        },
      },
    });
  });

  test('that only reads is refused things by our own wish, which is not worth a word', () => {
    expect(call(claude, recorded('denied-reader')).answer).toMatchObject({
      ok: true,
      value: { reply: { text: 'I have read it all.' } },
    });
  });

  test('means the same whatever the order of keys', () => {
    for (const name of ['success', 'partial', 'structured', 'denied', 'api-401', 'max-turns']) {
      const plain = call(claude, recorded(name), EXIT_1);
      fc.assert(
        fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
          const order = (keys: readonly string[]) =>
            keys
              .map((key) => ({ key, at: numbers.next().value ?? 0 }))
              .sort((a, b) => a.at - b.at)
              .map(({ key }) => key);
          const lines = recorded(name).map((line) => JSON.stringify(reordered(JSON.parse(line), order)));
          const { answer, progress } = call(claude, lines, EXIT_1);
          expect(progress).toEqual(plain.progress);
          // A structured reply keeps the order in which the model gave it.
          if (name === 'structured') expect(answer.ok).toBe(true);
          else expect(answer).toEqual(plain.answer);
        }),
        { numRuns: 20 },
      );
    }
  });

  test('without a result at the end is no answer, whatever was said on the way', () => {
    const { answer } = call(claude, recorded('no-result'), EXIT_1);
    expect(answer).toEqual({ ok: false, error: { reason: 'exit', cli: 'claude', code: 1, says: '' } });
  });

  test('refused to root says how to go on', () => {
    const stderr = '--dangerously-skip-permissions cannot be used with root/sudo privileges for security reasons\n';
    expect(call(claude, [], EXIT_1, stderr).answer).toMatchObject({
      ok: false,
      error: { reason: 'refused-to-start', fix: expect.stringContaining('IS_SANDBOX=1') },
    });
  });
});

describe('a failed call of Claude Code', () => {
  test.each([
    ['api-429', 'limited'],
    ['api-500', 'limited'],
    ['api-529', 'limited'],
    ['api-401', 'not-signed-in'],
    ['api-403', 'not-signed-in'],
    ['not-logged-in', 'not-signed-in'],
    ['too-long', 'too-long'],
    ['unknown-model', 'unknown-model'],
    ['no-connection', 'network'],
    ['api-400', 'garbled'],
    ['max-turns', 'garbled'],
    ['max-turns-older', 'garbled'],
    ['budget', 'capped'],
    ['unknown-session', 'lost-conversation'],
  ])('%s is %s', (name, reason) => {
    expect(call(claude, recorded(name), EXIT_1).answer).toMatchObject({ ok: false, error: { reason } });
  });

  test('AG-S29 with a stated end of its limit names it', () => {
    expect(call(claude, recorded('usage-limit'), EXIT_1).answer).toMatchObject({
      ok: false,
      error: { reason: 'limited', until: '2026-11-22T20:00:00.000Z' },
    });
  });

  test.each([
    ['rejected', '2026-11-22T20:00:17.000Z'],
    ['allowed_warning', '2026-11-22T20:00:00.000Z'],
  ])('of a plan whose allowance is %s ends at the second that was told, else at the stated minute', (status, until) => {
    const resetsAt = Date.parse('2026-11-22T20:00:17Z') / 1_000;
    const event = { type: 'rate_limit_event', rate_limit_info: { status, resetsAt } };
    expect(call(claude, [JSON.stringify(event), ...recorded('usage-limit')], EXIT_1).answer).toMatchObject({
      error: { reason: 'limited', until },
    });
  });

  test('says it in the words of the tool', () => {
    expect(call(claude, recorded('unknown-session'), EXIT_1).answer).toMatchObject({
      error: { says: 'No conversation found with session ID: 0b5e' },
    });
    expect(call(claude, recorded('not-logged-in'), EXIT_1).answer).toMatchObject({
      error: { says: 'Not logged in · Please run /login' },
    });
  });

  test('is not told by what the model said before it was interrupted', () => {
    expect(call(claude, recorded('interrupted-tool')).answer).toMatchObject({
      ok: false,
      error: { reason: 'garbled' },
    });
  });

  test('is forgotten when the model answered after it', () => {
    const early = '{"type":"assistant","error":"rate_limit","message":{"content":[]}}';
    const { answer } = call(claude, [early, ...recorded('max-turns')], EXIT_1);
    expect(answer).toMatchObject({ ok: false, error: { reason: 'garbled' } });
  });
});
