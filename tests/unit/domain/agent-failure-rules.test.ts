import { describe, expect, test } from 'vitest';
import type { AgentFailure } from '../../../src/domain/agent.js';
import { FAILURE_RULES, failureFix, failureSays } from '../../../src/domain/agent-failure-rules.js';
import { FAILURES } from './halts.js';

describe('agent failure rules', () => {
  test('every failure is tried here', () => {
    expect(Object.keys(FAILURES).sort()).toEqual(Object.keys(FAILURE_RULES).sort());
  });

  test.each(Object.values(FAILURES))('$reason names the agent, in one line', (failure) => {
    expect(failureSays(failure)).toMatch(/^[^\n]*claude[^\n]*$/);
    expect(failureSays(failure)).not.toMatch(/undefined|null|\.\.$/);
  });

  test.each<[AgentFailure['reason'], RegExp | null]>([
    ['not-installed', /npm install -g it/],
    ['not-signed-in', /run claude login/],
    ['refused-to-start', /^Start as another user\.$/],
    ['exit', null],
    ['killed', /memory/],
    ['silent', /--idle-timeout/],
    ['timeout', /--timeout/],
    ['garbled', /log/],
    ['limited', /later.*--cli/],
    ['lost-conversation', /again/],
    ['capped', /--max-cost/],
    ['network', /network/],
    ['quota', /--cli/],
    ['too-long', /smaller.*--model/],
    ['unknown-model', /--model/],
  ])('%s comes with what to do about it', (reason, words) => {
    const fix = failureFix(FAILURES[reason]);
    if (words === null) expect(fix).toBeNull();
    else expect(fix).toMatch(words);
  });

  test.each<[string, AgentFailure, RegExp]>([
    ['what it said', FAILURES.exit, /exit code 3: boom$/],
    ['no colon for silence', { ...FAILURES.exit, says: ' \n' }, /exit code 3$/],
    ['only the first line', { ...FAILURES.exit, says: '\nfirst\nsecond' }, /: first$/],
    ['not all of a long line', { ...FAILURES.exit, says: 'x'.repeat(5_000) }, /^.{0,340}$/],
    ['seconds', { ...FAILURES.silent, ms: 45_000 }, / 45 s /],
    ['minutes', FAILURES.timeout, / 30 min /],
    ['half minutes', FAILURES.silent, / 1\.5 min /],
    ['until when', FAILURES.limited, /until 2026-01-01T00:00:00Z: too many requests/],
    ['no date that nobody knows', { ...FAILURES.limited, until: null }, /provider: too many/],
    ['the signal', FAILURES.killed, /SIGKILL$/],
    ['the model', FAILURES['unknown-model'], /m-9: 404/],
  ])('the sentence has %s', (_name, failure, words) => {
    expect(failureSays(failure)).toMatch(words);
  });
});
