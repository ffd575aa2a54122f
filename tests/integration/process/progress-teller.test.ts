import { expect, test } from 'vitest';
import { progressTeller } from '../../../src/adapters/agents/progress-teller.js';
import type { Progress } from '../../../src/domain/progress.js';
import { ManualClock } from '../../support/memory-context.js';

const doing = (text: string | null, outputTokens: number | null = null): Progress => ({
  doing: text,
  outputTokens,
  costUsd: null,
});

/** Lets everything happen that waits for nothing. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('tells the first at once, and of a burst the newest of each part a moment later', async () => {
  const clock = new ManualClock();
  const told: Progress[] = [];
  const teller = progressTeller((progress) => told.push(progress), clock);
  teller.hear(doing('a'));
  expect(told).toEqual([doing('a')]);
  for (const progress of [doing('b', 5), null, doing('c'), doing(null, 9)]) teller.hear(progress);
  expect(told).toEqual([doing('a')]);
  await settled();
  expect(told).toEqual([doing('a'), doing('c', 9)]);
  expect(clock.waits).toEqual([100]);
});

test('tells at most ten in a second', async () => {
  const clock = new ManualClock();
  const told: Progress[] = [];
  const teller = progressTeller((progress) => told.push(progress), clock);
  const began = clock.now().getTime();
  for (let i = 0; clock.now().getTime() - began < 1_000; i++) {
    teller.hear(doing(`${i}`));
    if (i % 50 === 0) await settled();
  }
  expect(told.length).toBeLessThanOrEqual(11);
  expect(told.length).toBeGreaterThan(5);
});

test('tells at once what comes after a pause', async () => {
  const clock = new ManualClock();
  const told: Progress[] = [];
  const teller = progressTeller((progress) => told.push(progress), clock);
  teller.hear(doing('a'));
  await clock.sleep(100);
  teller.hear(doing('b'));
  expect(told).toEqual([doing('a'), doing('b')]);
});

test('tells nothing after the end, not even what it held back', async () => {
  const told: Progress[] = [];
  const teller = progressTeller((progress) => told.push(progress), new ManualClock());
  teller.hear(doing('a'));
  teller.hear(doing('b'));
  teller.end();
  teller.hear(doing('c'));
  await settled();
  expect(told).toEqual([doing('a')]);
});
