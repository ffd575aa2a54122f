import { describe, expect, test } from 'vitest';
import type { Usage } from '../../../src/domain/agent.js';
import { NOTHING_SPENT, spend } from '../../../src/domain/spent.js';

const usage = (changes: Partial<Usage> = {}): Usage => ({
  ...{ inputTokens: 10, cachedTokens: 5, outputTokens: 2, costUsd: 0.5, source: 'reported' },
  ...changes,
});
const sum = (...all: readonly (Usage | null)[]) => all.reduce(spend, NOTHING_SPENT);

describe('spend', () => {
  test('adds calls, tokens and money; cached tokens are input', () => {
    expect(sum(usage(), usage())).toEqual({
      ...{ calls: 2, inputTokens: 30, outputTokens: 4, costUsd: 1, estimated: false },
    });
  });

  test('a call without figures is a call', () => {
    expect(sum(usage(), null)).toEqual({ ...sum(usage()), calls: 2 });
  });

  test('money nobody told stays unknown', () => {
    expect(sum(usage({ costUsd: null })).costUsd).toBeNull();
    expect(sum(usage({ costUsd: null }), usage({ costUsd: 0 })).costUsd).toBe(0);
    expect(sum(usage(), usage({ costUsd: null })).costUsd).toBe(0.5);
  });

  test('a sum with an estimate in it says so', () => {
    expect(sum(usage({ source: 'estimated' }), usage()).estimated).toBe(true);
  });
});
