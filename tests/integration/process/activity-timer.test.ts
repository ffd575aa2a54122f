import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ActivityTimer } from '../../../src/adapters/process/activity-timer.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** How often a timer of 100 ms has fired after this many ms, touched at these. */
function fired(ms: number, touches: readonly number[], limit = 100): number {
  let times = 0;
  const timer = new ActivityTimer(limit, () => times++);
  for (let now = 0; now < ms; now++) {
    if (touches.includes(now)) timer.touch();
    vi.advanceTimersByTime(1);
  }
  timer.stop();
  return times;
}

test.each([
  ['not before its time', 99, [], 0],
  ['once', 1_000, [], 1],
  ['not while it is touched', 279, [60, 120, 180], 0],
  ['when it is no longer touched', 280, [60, 120, 180], 1],
])('fires %s', (_name, ms, touches, times) => {
  expect(fired(ms, touches)).toBe(times);
});

test('never fires without a limit, nor after it was stopped', () => {
  expect(fired(10_000, [], 0)).toBe(0);
  let times = 0;
  const timer = new ActivityTimer(100, () => times++);
  vi.advanceTimersByTime(50);
  timer.stop();
  vi.advanceTimersByTime(1_000);
  expect([times, vi.getTimerCount()]).toEqual([0, 0]);
});
