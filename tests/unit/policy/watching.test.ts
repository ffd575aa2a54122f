import { expect, test } from 'vitest';
import type { RunId } from '../../../src/domain/ids.js';
import { isOf, outlook } from '../../../src/policy/watching.js';

const holder = { pid: 1, host: 'h', run: 'r', started: '', since: '2026-01-01T10:00:00.000Z' };
const event = (at: string, run = 'r') => ({ run: run as RunId, at: `2026-01-01T${at}.000Z` });

test('what an earlier process of the same run wrote is not shown', () => {
  expect(isOf(holder, event('09:59:59'))).toBe(false);
  expect(isOf(holder, event('10:00:00'))).toBe(true);
  expect(isOf(holder, event('10:00:01', 'other'))).toBe(false);
});

const quiet = { locked: true, alive: true, begun: true, unlockedMs: 0 };
test.each([
  ['at work', {}, 'more'],
  ['ended, its last words on their way', { locked: false, unlockedMs: 100 }, 'more'],
  ['killed', { alive: false }, 'died'],
  ['killed, and its lock taken by another', { alive: false, locked: false }, 'died'],
  ['gone without a word from another host', { locked: false, unlockedMs: 6_000 }, 'died'],
  ['refused before it began', { locked: false, alive: false, begun: false }, 'nothing'],
] as const)('a run that is %s', (_, facts, is) => {
  expect(outlook({ ...quiet, ...facts })).toBe(is);
});
