import { describe, expect, test } from 'vitest';
import type { Casting } from '../../../src/domain/run-plan.js';
import { cyclePlan, listPlan, plan, textsAfter } from './samples.js';

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

test('CLI-S53 a list is told by its file, with how many tasks of it; a mode of conversations only when it is named', () => {
  const begun = { type: 'run-started', log: 'x.log', branch: null } as const;
  const lines = textsAfter({ ...begun, plan: { ...listPlan, session: 'continue_within_run' } });
  expect(lines).toContain('  Tasks   docs/tasks.md');
  expect(lines).toContain('  Session continue_within_run');
  expect(row(lines, 'Limits')).toContain('5 tasks, each 3 cycles');
  const four = { concurrency: 4 };
  const atOnce = textsAfter({ ...begun, plan: { ...listPlan, ...four } });
  expect(row(atOnce, 'Limits')).toContain('5 tasks, 4 at a time, each 3 cycles');
  const chain = textsAfter({ ...begun, plan: { ...cyclePlan, ...four } });
  expect(row(chain, 'Limits')).toContain('tasks 4 at a time, each 3 cycles');
  expect(textsAfter({ ...begun, plan: listPlan }).join()).not.toContain('Session');
});

test.each([
  [{}, undefined],
  [
    { noApprove: true },
    /nobody is asked \(--no-approve\): reviewers, checks and limits decide; a task of high risk still asks$/,
  ],
  [{ noApprove: true, yesHighRisk: true }, /checks and limits decide$/],
] as const)('what decides where nobody is asked: %j', (flags, expected) => {
  const found = row(start({ flags }), 'Gates');
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toMatch(expected);
});

test('ON-S8 the profile, with what it may do at most', () => {
  const profile = { id: 'dev_implementation', tier: 'C1_local_write' } as const;
  expect(row(start({ profile }), 'Profile')).toBe('  Profile dev_implementation (tier: C1_local_write)');
  expect(row(start(), 'Profile')).toBeUndefined();
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

describe('L26 brakes', () => {
  const budget = { costUsd: null, tokens: null, minutes: null, taskCostUsd: null, unpriced: [] as string[] };
  test.each([
    ['none, none told', budget, undefined],
    [
      'all of them',
      { costUsd: 5, tokens: 20_000, minutes: 30, taskCostUsd: 1, unpriced: [] },
      '$5.00, $1.00 a task, 20000 tokens, 30 minutes',
    ],
    [
      'money alone, with an agent that reports none',
      { ...budget, costUsd: 5, unpriced: ['codex', 'gemini'] },
      '$5.00; codex, gemini report no cost, nothing else holds them back: --max-tokens does',
    ],
    [
      'money and tokens',
      { ...budget, costUsd: 5, tokens: 1_000, unpriced: ['codex'] },
      '$5.00, 1000 tokens; codex reports no cost, for it the tokens rule',
    ],
    ['no money', { ...budget, minutes: 1, unpriced: ['codex'] }, '1 minute'],
  ])('%s', (_name, given, expected) => {
    expect(row(start({ budget: given }), 'Brakes')).toBe(expected === undefined ? undefined : `  Brakes  ${expected}`);
  });
});

describe('evaluations', () => {
  test.each([
    ['none, none told', undefined, undefined],
    [
      'both, and nobody is asked',
      { onTask: 'smoke', onCommit: true, autoRollback: true },
      'before each commit (smoke), after each commit; what made things worse is taken back',
    ],
    ['after it alone', { onTask: null, onCommit: true, autoRollback: false }, 'after each commit'],
    ['before it alone', { onTask: 'full', onCommit: false, autoRollback: true }, 'before each commit (full)'],
  ])('%s', (_name, evals, expected) => {
    const started = start(evals === undefined ? {} : { evals });
    expect(row(started, 'Evals')).toBe(expected === undefined ? undefined : `  Evals   ${expected}`);
  });
});
