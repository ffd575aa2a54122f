import { describe, expect, test } from 'vitest';
import type { Usage } from '../../../src/domain/agent.js';
import type { RunEvent, Spent } from '../../../src/domain/event.js';
import { NOTHING_SPENT, spend, spentBefore, tally } from '../../../src/domain/spent.js';

const usage = (changes: Partial<Usage> = {}): Usage => ({
  ...{ inputTokens: 10, cachedTokens: 5, outputTokens: 2, costUsd: 0.5, source: 'reported' },
  ...changes,
});
const sum = (...all: readonly (Usage | null)[]) =>
  all.reduce((sofar: Spent, one) => spend(sofar, one, 'claude'), NOTHING_SPENT);

describe('spend', () => {
  test('adds calls, tokens and money; cached tokens are input', () => {
    expect(sum(usage(), usage())).toEqual({
      ...{ calls: 2, inputTokens: 30, outputTokens: 4, costUsd: 1, estimated: false, unpriced: [] },
    });
  });

  test('a call without figures is a call', () => {
    expect(sum(usage(), null)).toEqual({ ...sum(usage()), calls: 2, unpriced: ['claude'] });
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

describe('who told no price', () => {
  const asked = (role: 'author' | 'reviewer', cli: string): RunEvent => ({
    ...{ type: 'agent-asked', call: 1, role, cli, model: null, purpose: 'build', cycle: 1, promptChars: 1 },
  });
  const answered = (role: 'author' | 'reviewer', told: Usage | null): RunEvent => ({
    ...{ type: 'agent-answered', call: 1, role, ms: 1, text: '', usage: told },
  });
  const failed = (told: Usage | null): RunEvent => ({
    ...{ type: 'agent-failed', call: 1, role: 'author', ms: 1, failure: { reason: 'cancelled' }, usage: told },
  });
  const heard = (...events: readonly RunEvent[]): Spent => {
    const all = tally();
    for (const event of events) all.on(event);
    return all.now();
  };

  test('is named once, and what others told is the least it can be', () => {
    const [author, reviewer] = [asked('author', 'codex'), asked('reviewer', 'claude')];
    const codex = [author, answered('author', usage({ costUsd: null }))];
    expect(heard(...codex, reviewer, answered('reviewer', usage()), ...codex)).toMatchObject({
      ...{ calls: 3, costUsd: 0.5, unpriced: ['codex'] },
    });
  });

  test('is nobody whose call failed before it cost anything; what a failed call used counts', () => {
    expect(heard(asked('author', 'codex'), failed(null))).toMatchObject({ calls: 1, unpriced: [] });
    const cut = heard(asked('author', 'codex'), failed(usage({ costUsd: null })));
    expect(cut).toMatchObject({ calls: 1, inputTokens: 15, unpriced: ['codex'] });
  });

  test('is read back from a journal, failed calls with the others', () => {
    const reply = { text: '', structured: false, conversation: null, usage: usage({ costUsd: null }), by: 'codex' };
    const lines = [
      { kind: 'step', key: 'task/a/1/build', value: reply },
      { kind: 'used', key: 'task/b/1/build', by: 'claude', usage: usage() },
    ] as const;
    expect(spentBefore(lines)).toMatchObject({ calls: 2, inputTokens: 30, costUsd: 0.5, unpriced: ['codex'] });
    expect(spentBefore(lines, 'task/b/')).toMatchObject({ calls: 1, costUsd: 0.5, unpriced: [] });
  });
});
