import { expect, test } from 'vitest';
import type { Usage } from '../../../src/domain/agent.js';
import type { RunEvent } from '../../../src/domain/event.js';
import type { Role } from '../../../src/domain/role.js';
import { usageBook } from '../../../src/report/usage-book.js';
import { plan, started } from './samples.js';

const usage = (costUsd: number | null): Usage => ({
  ...{ inputTokens: 10, cachedTokens: 5, outputTokens: 2, source: 'reported', costUsd },
});
const asked = (role: Role, cli: string, model: string | null): RunEvent => ({
  ...{ type: 'agent-asked', call: 1, role, cli, model, purpose: 'build', cycle: 1, promptChars: 1 },
});
const answered = (role: Role, used: Usage | null): RunEvent => ({
  ...{ type: 'agent-answered', call: 1, role, ms: 1, text: 'x', usage: used },
});

/** The book after these events. */
function after(...events: readonly RunEvent[]) {
  const book = usageBook();
  for (const event of events) book.on(event);
  return book;
}

test('each role has its own figures, and so has each agent that played it, with its model', () => {
  const book = after(
    asked('author', 'claude', 'm-1'),
    answered('author', usage(0.5)),
    asked('author', 'codex', null),
    answered('author', usage(null)),
    asked('reviewer', 'claude', 'm-2'),
    answered('reviewer', usage(0.25)),
  );
  const figures = { calls: 1, tokens: { input: 15, output: 2 }, source: 'reported' };
  expect(book.byAgent()).toEqual([
    { role: 'author', cli: 'claude', model: 'm-1', ...figures, cost_usd: 0.5, cost_is_least: false },
    { role: 'author', cli: 'codex', model: null, ...figures, cost_usd: null, cost_is_least: false },
    { role: 'reviewer', cli: 'claude', model: 'm-2', ...figures, cost_usd: 0.25, cost_is_least: false },
  ]);
  expect(book.byRole()).toMatchObject({
    author: { calls: 2, tokens: { input: 30, output: 4 }, cost_usd: 0.5, cost_is_least: true },
    reviewer: { calls: 1, cost_usd: 0.25 },
  });
  expect(book.playing('reviewer')).toEqual({ cli: 'claude', model: 'm-2' });
});

test('what no tool told has no source, and a call that failed without figures blames nobody', () => {
  const failed: RunEvent = {
    ...{ type: 'agent-failed', call: 2, role: 'author', ms: 1, usage: null },
    failure: { reason: 'cancelled' },
  };
  const quiet = after(asked('author', 'demo', null), answered('author', null), failed);
  expect(quiet.byAgent()).toMatchObject([{ calls: 2, cost_usd: null, cost_is_least: false, source: null }]);
  const priced = after(asked('author', 'claude', null), answered('author', usage(1)), failed);
  expect(priced.byAgent()).toMatchObject([{ calls: 2, cost_usd: 1, cost_is_least: false }]);
});

test('a call that an earlier process paid for counts for the agent of the plan', () => {
  const book = after(started, { type: 'agent-replayed', role: 'author', usage: usage(0.5) });
  expect(book.byAgent()).toMatchObject([{ cli: plan.agents.author.cli, calls: 1, cost_usd: 0.5 }]);
});

test('a task begins with nothing used; who plays is still known', () => {
  const book = after(asked('author', 'claude', 'm-1'), answered('author', usage(1)));
  book.clear();
  expect(book.byRole()).toEqual({});
  expect(book.playing('author')).toEqual({ cli: 'claude', model: 'm-1' });
});
