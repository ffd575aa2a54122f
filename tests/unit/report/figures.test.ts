import { describe, expect, test } from 'vitest';
import { dollars, duration, elapsed, firstOf, plural, spentWords, tokens } from '../../../src/report/figures.js';
import { spent } from './samples.js';

test.each([
  [0, '0.0s'],
  [440, '0.4s'],
  [9_949, '9.9s'],
  [9_950, '10s'],
  [59_499, '59s'],
  [59_500, '1m 00s'],
  [185_000, '3m 05s'],
  [3_599_400, '59m 59s'],
  [3_599_500, '1h 00m'],
  [3_720_000, '1h 02m'],
  [90_000_000, '25h 00m'],
  // A clock that was set back.
  [-5, '0.0s'],
])('a duration of %d ms', (ms, expected) => {
  expect(duration(ms)).toBe(expected);
});

test.each([
  [0, '0s'],
  [999, '0s'],
  [1_000, '1s'],
  [59_999, '59s'],
  [60_000, '1m 00s'],
  [-1, '0s'],
])('%d ms so far', (ms, expected) => {
  expect(elapsed(ms)).toBe(expected);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1.0k'],
  [99_949, '99.9k'],
  [99_950, '100k'],
  [999_499, '999k'],
  [999_500, '1.0M'],
  [12_345_678, '12.3M'],
])('%d tokens', (count, expected) => {
  expect(tokens(count)).toBe(expected);
});

test.each([
  [0, '$0.00'],
  [0.00001, '<$0.0001'],
  [0.0412, '$0.0412'],
  [0.0949, '$0.0949'],
  [0.095, '$0.10'],
  [0.206, '$0.21'],
  [12.5, '$12.50'],
])('%d dollars', (usd, expected) => {
  expect(dollars(usd)).toBe(expected);
});

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
])('%d of something', (n, expected) => {
  expect(plural(n, 'file')).toBe(expected);
});

test('a long list names the first and counts the rest', () => {
  expect(firstOf(['a', 'b'], 2)).toBe('a, b');
  expect(firstOf(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
});

describe('what was used', () => {
  const none = { inputTokens: 0, outputTokens: 0, costUsd: null };
  test.each([
    ['everything told', {}, '3 agent calls, 12.0k tokens in and 3.4k out, $0.12 (as reported)'],
    ['a single call', { calls: 1 }, '1 agent call, 12.0k tokens in and 3.4k out, $0.12 (as reported)'],
    ['an estimate says so', { estimated: true }, '3 agent calls, 12.0k tokens in and 3.4k out, $0.12 (estimated)'],
    [
      'a price that is not of all',
      { unpriced: ['codex', 'gemini'] },
      '3 agent calls, 12.0k tokens in and 3.4k out, at least $0.12 (as reported; calls of codex and gemini reported none)',
    ],
    ['a price alone', { ...none, costUsd: 1 }, '3 agent calls, $1.00 (as reported)'],
    [
      'no price',
      { costUsd: null, unpriced: ['codex'] },
      '3 agent calls, 12.0k tokens in and 3.4k out (as reported); no cost was reported',
    ],
    ['nothing told', none, '3 agent calls; no tokens or cost were reported'],
    ['nobody asked', { ...none, calls: 0 }, '0 agent calls'],
  ])('%s', (_name, over, expected) => {
    expect(spentWords({ ...spent, ...over })).toBe(expected);
  });
});
