import { describe, expect, test } from 'vitest';
import { failureOf, kindIn, kindOfStatus } from '../../../src/adapters/agents/failure-words.js';

const TOOL = { cli: 'claude', signIn: 'sign in', model: null, now: () => new Date('2026-11-22T12:00:00Z') };

describe('what the words of a tool say about its failure', () => {
  test.each([
    ['No conversation found with session ID: 1234', 'lost-conversation'],
    ['Error: thread/resume failed: no rollout found for thread id 1234', 'lost-conversation'],
    ['Error resuming session: Invalid session identifier "1234".', 'lost-conversation'],
    ['Error: Session not found', 'lost-conversation'],
    ['Prompt is too long', 'too-long'],
    ['prompt_too_long', 'too-long'],
    ["This model's maximum context length is 200000 tokens", 'too-long'],
    ['Your input exceeds the context window of this model', 'too-long'],
    ["There's an issue with the selected model (x). It may not exist", 'unknown-model'],
    ['model_not_found', 'unknown-model'],
    ['The model `gpt-x` does not exist or you do not have access to it.', 'unknown-model'],
    ['Not logged in · Please run /login', 'not-signed-in'],
    ['Invalid API key · Fix external API key', 'not-signed-in'],
    [
      'API Error: 401 {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}',
      'not-signed-in',
    ],
    ['OAuth token has expired. Please obtain a new token', 'not-signed-in'],
    ['unexpected status 401 Unauthorized: Incorrect API key provided', 'not-signed-in'],
    ['Missing environment variable: `OPENAI_API_KEY`', 'not-signed-in'],
    ['Invalid auth method selected.', 'not-signed-in'],
    ['API Error: 403 forbidden', 'not-signed-in'],
    ['Claude AI usage limit reached', 'quota'],
    ["You've hit your limit · resets 3am (Europe/Berlin)", 'quota'],
    ["You've hit your weekly limit", 'quota'],
    ["You've hit your 5-hour limit · resets 2:35pm (UTC)", 'quota'],
    ['API key not valid. Please pass a valid API key.', 'not-signed-in'],
    ['"reason": "API_KEY_INVALID"', 'not-signed-in'],
    ['API key expired. Please renew the API key.', 'not-signed-in'],
    ['Credit balance is too low', 'quota'],
    ['You exceeded your current quota, please check your plan and billing details.', 'quota'],
    ['insufficient_quota', 'quota'],
    ['exceeded retry limit, last status: 429 Too Many Requests', 'limited'],
    ['API Error: Request rejected (429) · this may be a temporary capacity issue: rate limited', 'limited'],
    ['API Error (529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})', 'limited'],
    ['API Error: Repeated 529 Overloaded errors', 'limited'],
    ['{"error":{"code":503,"message":"The model is overloaded."}}', 'limited'],
    ['RESOURCE_EXHAUSTED: No capacity available for model gemini-x', 'limited'],
    ['"statusCode":500', 'limited'],
    ['HTTP/1.1 502 Bad Gateway', 'limited'],
    ['The input token count (1200000) exceeds the maximum number of tokens allowed', 'too-long'],
    ['Input is too long for requested model', 'too-long'],
    ['models/gemini-9 is not found for API version v1beta', 'unknown-model'],
    ["The 'gpt-9' model is not supported when using Codex with a ChatGPT account", 'unknown-model'],
    ['You have exhausted your daily quota on this model.', 'quota'],
    ['Your workspace is out of credits', 'quota'],
    ['Insufficient Balance', 'quota'],
    ['You hit your spend cap set by the owner of your workspace.', 'quota'],
    ['spend limit reached · resets Aug 8', 'quota'],
    ['"error_code":"enforced_spend_limit_reached"', 'quota'],
    ['You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.', 'quota'],
    ['Selected model is at capacity. Please try a different model.', 'limited'],
    ['Overloaded', 'limited'],
    ['Request timed out', 'network'],
    ['socket hang up', 'network'],
    ['connect ECONNREFUSED 127.0.0.1:443', 'network'],
    ['getaddrinfo ENOTFOUND api.anthropic.com', 'network'],
    ['TypeError: fetch failed', 'network'],
    ['API Error: Connection error.', 'network'],
    ['API Error: Unable to connect to API (ConnectionRefused)', 'network'],
    ['stream disconnected before completion', 'network'],
  ])('%s', (says, kind) => {
    expect(kindIn(says)).toBe(kind);
  });

  test.each([
    'took 500 ms',
    'timeout, status: 500 ms',
    'error on line 401 of src/a.ts',
    'src/a.ts:429:12 - error TS2345',
    '401 passing, 0 failing',
    'Reached maximum number of turns (500)',
    'wrote 503 lines, 529 bytes',
    'exit code 1',
    'status 5000',
    'an overloaded function cannot be assigned',
    'Disk quota exceeded',
    'the billing module has no tests',
    'the author of this change',
    'segmentation fault',
    '',
  ])('nothing in: %s', (says) => {
    expect(kindIn(says)).toBeNull();
  });

  test.each([
    [400, null],
    [401, 'not-signed-in'],
    [402, 'quota'],
    [403, 'not-signed-in'],
    [404, null],
    [429, 'limited'],
    [500, 'limited'],
    [529, 'limited'],
    [0, null],
  ])('the status %i says %s', (code, kind) => {
    expect(kindOfStatus(code)).toBe(kind);
  });
});

describe('a failure of a kind', () => {
  test('carries the line that shows it', () => {
    const says = 'Warning: a new version is there\nAPI Error: 529 overloaded_error\nBye.\n';
    expect(failureOf('limited', says, TOOL)).toMatchObject({ says: 'API Error: 529 overloaded_error' });
  });

  test('carries all the words when no line shows it', () => {
    expect(failureOf('limited', 'Something\nwent wrong\n', TOOL)).toMatchObject({ says: 'Something\nwent wrong' });
  });

  test.each([
    ['usage limit reached|1795377600', 'limited', '2026-11-22T20:00:00.000Z'],
    ['usage limit reached, resets at 2026-11-22T20:00:00Z', 'limited', '2026-11-22T20:00:00.000Z'],
    ['usage limit reached, try again after 2026-11-22T21:00:00+01:00', 'limited', '2026-11-22T20:00:00.000Z'],
    ['usage limit reached, resets at 2026-11-22T20:00:00', 'quota', undefined],
    ['usage limit reached, resets 3am (UTC)', 'limited', '2026-11-23T03:00:00.000Z'],
    ['usage limit reached, resets 3am', 'quota', undefined],
    ['2026-11-22T20:00:00Z usage limit reached', 'quota', undefined],
  ])('quota: %s', (says, reason, until) => {
    expect(failureOf('quota', says, TOOL)).toMatchObject(until === undefined ? { reason } : { reason, until });
  });

  test('a limit waits for no time that is only that of a log line', () => {
    expect(failureOf('limited', '2026-11-22T20:00:00Z 429 Too Many Requests', TOOL)).toMatchObject({ until: null });
  });
});
