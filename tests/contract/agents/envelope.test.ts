import { describe, expect, test } from 'vitest';
import { codex } from '../../../src/adapters/agents/codex.js';
import { gemini } from '../../../src/adapters/agents/gemini.js';
import type { Ending } from '../../../src/ports/process.js';
import { call, codexSays, SUBJECTS } from './adapters.js';

const exited = (code: number): Ending => ({ kind: 'exited', code });

/** Words of an ordinary answer that would be a failure if the tool said them of itself. */
const TRICKY = 'Not logged in (401) and rate limit (429): API Error: 500. Prompt is too long. model x not found.';

describe.each(SUBJECTS)('the envelope of $name', (subject) => {
  const { adapter, name: cli, mustExitWell } = subject;

  test('answers with the last words of a success', () => {
    const { answer } = call(adapter, subject.says('I changed a.txt.'));
    expect(answer).toMatchObject({
      ok: true,
      value: { reply: { text: 'I changed a.txt.', structured: false, conversation: subject.conversation } },
    });
  });

  test('AG-S25 answers with a structured reply as JSON and says that it is one', () => {
    const lines = subject.structured({ status: 'OK', reason: 'fine' });
    const { answer } = call(adapter, lines, exited(0), '', true);
    expect(answer).toMatchObject({
      ok: true,
      value: { reply: { text: '{"status":"OK","reason":"fine"}', structured: subject.marksStructured } },
    });
  });

  test.runIf(subject.doing !== null)('tells what the agent is doing', () => {
    const { progress } = call(adapter, [subject.doing?.line ?? '', ...subject.says('done')]);
    expect(progress[0]?.doing).toBe(subject.doing?.phrase);
  });

  test.skipIf(mustExitWell).each([
    ['the result stands whatever code it ends with', exited(1)],
    ['and however it ends of itself', { kind: 'signalled', signal: 'SIGSEGV' }],
  ] as const)('after a success, %s', (_name, ending) => {
    expect(call(adapter, subject.says('done'), ending, 'rate limit').answer).toMatchObject({
      ok: true,
      value: { reply: { text: 'done' } },
    });
  });

  test.each([
    [
      { kind: 'silent', ms: 900_000 },
      { reason: 'silent', cli, ms: 900_000 },
    ],
    [
      { kind: 'timeout', ms: 3_600_000 },
      { reason: 'timeout', cli, ms: 3_600_000 },
    ],
    [{ kind: 'cancelled' }, { reason: 'killed', cli }],
  ] as const)('a call that we ended is no success, not even after a result (%o)', (ending, error) => {
    expect(call(adapter, subject.says('done'), ending).answer).toMatchObject({ ok: false, error });
  });

  test.runIf(mustExitWell)('words before a bad end are no answer', () => {
    expect(call(adapter, subject.says('done'), exited(1), 'boom').answer).toEqual({
      ok: false,
      error: { reason: 'exit', cli, code: 1, says: 'boom' },
    });
  });

  test('words of an answer are never taken for a failure', () => {
    expect(call(adapter, subject.says(TRICKY), exited(mustExitWell ? 0 : 1)).answer).toMatchObject({
      ok: true,
      value: { reply: { text: TRICKY } },
    });
  });

  test('AG-S28 no result at all is no answer, although it ends well', () => {
    expect(call(adapter, [subject.doing?.line ?? '']).answer).toMatchObject({
      ok: false,
      error: { reason: 'garbled', cli },
    });
    expect(call(adapter, []).answer).toMatchObject({ ok: false, error: { reason: 'garbled', cli } });
  });

  test('AG-S55 a sign-in that is missing is told with the words and what to do', () => {
    const stderr = 'Warning: something else\nInvalid API key · Please run /login\n';
    expect(call(adapter, [], exited(1), stderr).answer).toEqual({
      ok: false,
      error: {
        reason: 'not-signed-in',
        cli,
        says: 'Invalid API key · Please run /login',
        fix: expect.stringMatching(/\w/),
      },
    });
  });

  test.each([
    [exited(1), 'boom', { reason: 'exit', cli, code: 1, says: 'boom' }],
    [exited(137), '', { reason: 'killed', cli, signal: 'signal 9', says: '' }],
    [{ kind: 'signalled', signal: 'SIGSEGV' }, 'core', { reason: 'killed', cli, signal: 'SIGSEGV', says: 'core' }],
    [{ kind: 'silent', ms: 5 }, 'rate limit', { reason: 'silent', cli, ms: 5 }],
    [{ kind: 'timeout', ms: 5 }, 'rate limit', { reason: 'timeout', cli, ms: 5 }],
    [{ kind: 'not-found' }, '', { reason: 'not-installed', cli, install: adapter.install }],
  ] as const)('without a result, %o is told as it was', (ending, stderr, error) => {
    expect(call(adapter, [], ending, stderr).answer).toEqual({ ok: false, error });
  });

  test('AG-S12 without a result, both streams are heard', () => {
    expect(call(adapter, ['said on stdout'], exited(1), 'said on stderr').answer).toMatchObject({
      ok: false,
      error: { reason: 'exit', says: 'said on stderr\nsaid on stdout' },
    });
  });

  test('a tool that could not be started says why', () => {
    const { answer } = call(adapter, [], { kind: 'not-started', why: 'EACCES' });
    expect(answer).toMatchObject({ ok: false, error: { reason: 'refused-to-start', cli, says: 'EACCES' } });
  });

  test('AG-S27 garbage lines are stepped over', () => {
    const garbage = [
      '',
      '   ',
      'Warning: no colours',
      '{"type":',
      '[]',
      'null',
      '42',
      '"result"',
      '{}',
      '{"type":"new"}',
    ];
    const odd = ['{"type":"result"}', '{"type":"assistant"}', '{"type":"assistant","message":{"content":"?"}}'];
    const { answer, progress } = call(adapter, [...garbage, ...odd, ...subject.says('done'), ...garbage]);
    expect(answer).toMatchObject({ ok: true, value: { reply: { text: 'done' } } });
    expect(progress.every((one) => one.doing === 'done')).toBe(true);
  });

  test('a very long line does no harm', () => {
    const long = JSON.stringify({
      type: 'assistant',
      message: { content: [{ type: 'text', text: 'x'.repeat(1 << 20) }] },
    });
    const cut = long.slice(0, 1 << 19);
    const text = 'y'.repeat(300_000);
    const { answer, progress } = call(adapter, [long, cut, 'z'.repeat(1 << 20), ...subject.says(text)]);
    expect(answer).toMatchObject({ ok: true, value: { reply: { text } } });
    expect(Math.max(0, ...progress.map((one) => one.doing?.length ?? 0))).toBeLessThan(1_000);
  });

  test('the events themselves never say why a call failed', () => {
    const event = JSON.stringify({ type: 'assistant', message: { content: [{ type: 'text', text: TRICKY }] } });
    const many = Array.from({ length: 200 }, () => event);
    expect(call(adapter, many, exited(1)).answer).toEqual({
      ok: false,
      error: { reason: 'exit', cli, code: 1, says: '' },
    });
    expect(call(adapter, [...many, 'Please run /login'], exited(1)).answer).toMatchObject({
      ok: false,
      error: { reason: 'not-signed-in', says: 'Please run /login' },
    });
  });
});

describe('how Gemini CLI ends', () => {
  const fails = (message: string, code: number, stderr = '') =>
    call(gemini, [JSON.stringify({ type: 'result', status: 'error', error: { message } })], exited(code), stderr)
      .answer;

  test.each([
    ['an error of its own is no limit', fails('something new', 1), 'garbled'],
    ['nor is the end of its turns', fails('Reached max session turns', 53), 'garbled'],
    ['a status of the API is', fails('', 173), 'limited'],
    ['a model that is not there', fails('models/x is not found for API version v1beta', 1), 'unknown-model'],
    ['a quota in words nobody knows', fails('None left today', 1, 'TerminalQuotaError: x'), 'quota'],
    ['a limit that passes', fails('Wait a bit', 1, 'RetryableQuotaError: x'), 'limited'],
  ])('%s', (_name, answer, reason) => {
    expect(answer).toMatchObject({ ok: false, error: { reason } });
  });
});

test('IL-S36 what Codex thinks is seen as thinking, and is neither told nor taken as its answer', () => {
  const thought = { type: 'item.completed', item: { id: 'r1', type: 'reasoning', text: 'SECRET PLAN' } };
  const { answer, progress } = call(codex, [JSON.stringify(thought), ...codexSays('I changed a.txt.')]);
  expect(answer).toMatchObject({ ok: true, value: { reply: { text: 'I changed a.txt.' } } });
  expect(progress).toContainEqual(expect.objectContaining({ doing: 'thinking' }));
  expect(JSON.stringify([answer, progress])).not.toContain('SECRET');
});
