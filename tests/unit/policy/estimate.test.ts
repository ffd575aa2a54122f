import { describe, expect, test } from 'vitest';
import { estimate } from '../../../src/policy/estimate.js';

describe('estimate', () => {
  test('TL-S51 EV-S49 has figures of its own where nothing is known', () => {
    expect(estimate(['simple', 'simple', 'medium', 'complex'], [])).toEqual({
      seconds: 120 + 120 + 300 + 600,
      confidence: 'low',
      past: 0,
      per: {
        simple: { tasks: 2, secondsEach: 120, past: 0 },
        medium: { tasks: 1, secondsEach: 300, past: 0 },
        complex: { tasks: 1, secondsEach: 600, past: 0 },
      },
    });
  });

  test('EV-S49 takes the mean of approved tasks of the same complexity', () => {
    const past = [10, 20, 60].map((seconds) => ({ complexity: 'simple' as const, seconds }));
    expect(estimate(['simple', 'medium'], past)).toMatchObject({
      seconds: 30 + 300,
      confidence: 'medium',
      per: { simple: { secondsEach: 30, past: 3 }, medium: { secondsEach: 300, past: 0 } },
    });
  });

  test.each([
    [2, 'low'],
    [3, 'medium'],
    [9, 'medium'],
    [10, 'high'],
  ])('EV-S49 after %i tasks its confidence is %s', (count, confidence) => {
    const past = Array.from({ length: count }, () => ({ complexity: 'complex' as const, seconds: 1 }));
    expect(estimate([], past).confidence).toBe(confidence);
  });
});
