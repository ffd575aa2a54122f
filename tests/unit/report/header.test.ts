import { describe, expect, test } from 'vitest';
import type { Casting } from '../../../src/domain/run-plan.js';
import { plan, textsAfter } from './samples.js';

const start = (over: Partial<typeof plan> = {}, branch: string | null = 'refs/heads/main') =>
  textsAfter({ type: 'run-started', plan: { ...plan, ...over }, log: '.millstone/runs/x.log', branch });
const row = (lines: readonly string[], label: string) => lines.find((text) => text.startsWith(`  ${label} `));

test('the header says what is done where, by whom and within which limits', () => {
  expect(start()).toEqual([
    'millstone 1.2.3',
    '  Repo    /home/a/repo (main)',
    '  Task    Add retry',
    '  Agents  demo',
    '  Limits  3 cycles; 2000 changed lines (limits.max_loc_per_task)',
    '  Log     .millstone/runs/x.log',
    '',
  ]);
});

test.each([
  ['refs/heads/a/b', '(a/b)'],
  [null, '(detached HEAD)'],
])('the branch %s', (branch, expected) => {
  expect(row(start({}, branch), 'Repo')).toContain(expected);
});

describe('CLI-S52 agents', () => {
  const claude: Casting = { cli: 'claude', model: null };
  const demo: Casting = { cli: 'demo', model: null };
  const opus: Casting = { cli: 'claude', model: 'opus' };
  const cast = (author = claude, reviewer = claude, sanity = claude) => ({ ...plan.agents, author, reviewer, sanity });
  test.each([
    ['all the same', cast(), claude, 'claude'],
    ['one differs', cast(claude, demo), claude, 'claude; reviewer: demo'],
    ['two differ, each for itself', cast(opus, demo), claude, 'claude; builder: claude (opus); reviewer: demo'],
    ['a model of its own makes a difference', cast(claude, opus), claude, 'claude; reviewer: claude (opus)'],
    ['the default plays no part', cast(demo, demo, demo), claude, 'demo'],
    ['a role that no task uses is not shown', { ...cast(), sre: demo }, claude, 'claude'],
  ])('%s', (_name, agents, defaultAgent, expected) => {
    expect(row(start({ agents, defaultAgent }), 'Agents')).toBe(`  Agents  ${expected}`);
  });
});
