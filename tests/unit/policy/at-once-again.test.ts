import { expect, test } from 'vitest';
import { checkpoint } from '../../../src/domain/checkpoint.js';
import type { JournalLine } from '../../../src/domain/journal.js';
import type { RunFlags, RunPlan } from '../../../src/domain/run-plan.js';
import { BASE } from '../../../src/domain/task-keys.js';
import { isAgain } from '../../../src/policy/at-once-again.js';
import { stagePlan } from '../../support/take-up.js';

const { task: _, ...common } = stagePlan as Extract<RunPlan, { mode: 'task' }>;
const at = '2026-01-01T00:00:00.000Z';
const ended: Readonly<Record<string, JournalLine>> = {
  halted: { kind: 'halted', reason: 'land_pending', says: 'It waits.', waives: null, seen: null, at },
  closed: { kind: 'closed', how: 'done', commits: [], at },
};

test.each<
  [string, RunFlags, Partial<{ before: RunFlags; branch: string | null; end: string; atOnce: boolean }>, boolean]
>([
  ['the same words after a death', { worktrees: true }, {}, true],
  ['the same words after a halt', { worktrees: true }, { end: 'halted' }, true],
  ['what came to its end', { worktrees: true }, { end: 'closed' }, false],
  ['other numbers', { worktrees: true, concurrency: 2, conflictRetries: 0, maxTasks: 1 }, {}, true],
  ['one after the other', {}, {}, false],
  ['one after the other, whatever the settings say', { worktrees: false }, { before: {} }, false],
  ['at once by the settings, both times', {}, { before: {} }, true],
  ['another list', { worktrees: true, tasklist: 'other.md' }, {}, false],
  [
    'the usual list after another one',
    { worktrees: true },
    { before: { worktrees: true, tasklist: 'tasks.md' } },
    false,
  ],
  [
    'the same list',
    { worktrees: true, tasklist: './tasks.md' },
    { before: { worktrees: true, tasklist: 'tasks.md' } },
    true,
  ],
  ['onto another branch', { worktrees: true, baseBranch: 'dev' }, {}, false],
  ['from another branch', { worktrees: true }, { branch: 'dev' }, false],
  ['from another branch onto the same one', { worktrees: true, baseBranch: 'main' }, { branch: 'dev' }, true],
  ['from no branch', { worktrees: true }, { branch: null }, false],
  ['after a run that was not at once', { worktrees: true }, { atOnce: false }, false],
])('L23 an unfinished run is met by: %s', (_name, typed, { before, branch, end, atOnce }, again) => {
  const lines: JournalLine[] = [
    {
      ...{ kind: 'opened', v: 1, at },
      plan: {
        ...{ ...common, mode: 'worklist', tasklist: 'tasks.md', maxTasks: 5 },
        ...(atOnce === false ? {} : { concurrency: 4 }),
        flags: before ?? { worktrees: true },
      },
    } as JournalLine,
    { kind: 'step', key: BASE, value: { branch: 'main' }, at },
    ...(end === undefined ? [] : [ended[end] as JournalLine]),
  ];
  const past = checkpoint(lines);
  expect(past !== null && isAgain(past, typed, branch === undefined ? 'main' : branch)).toBe(again);
});
