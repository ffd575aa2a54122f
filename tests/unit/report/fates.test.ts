import { expect, test } from 'vitest';
import type { TaskId } from '../../../src/domain/ids.js';
import type { TaskFate } from '../../../src/domain/parallel-event.js';
import { listPlan, runEnded, started, textsAfter } from './samples.js';

const fate = (task: string, more: Partial<TaskFate>): TaskFate => ({
  ...{ task: task as TaskId, title: `Add ${task}`, state: 'landed', attempts: 1, ms: 62_000 },
  ...{ commit: null, says: null, place: null, ...more },
});

test('WT-S60 a run of many ends with a line for every task: state, tries, time, commit, reason, and where its work lies', () => {
  const place = { path: '.millstone/worktrees/task-b', branch: 'millstone/task/b' };
  const tasks = [
    fate('a', { attempts: 2, commit: '0123456789abcdef' }),
    fate('bb', { state: 'conflict', says: 'Same lines.', place }),
    fate('c', { state: 'interrupted', ms: 900, place }),
    fate('d', { state: 'not_begun', attempts: 0, ms: null }),
  ];
  const begun = { ...started, plan: listPlan } as typeof started;
  const lines = textsAfter(begun, { type: 'tasks-summed', tasks }, runEnded({ end: 'none-left', tasks: 1 }));
  const from = lines.findIndex((text) => text.startsWith('  Task'));
  expect(lines.slice(from, from + 7)).toEqual([
    '  Task  State        Tries  Took    Commit',
    '  a     landed       2      1m 02s  0123456789ab  Add a',
    '  bb    conflict     1      1m 02s                Add bb: Same lines.',
    '                                                  in .millstone/worktrees/task-b, on millstone/task/b',
    '  c     interrupted  1      0.9s                  Add c',
    '                                                  in .millstone/worktrees/task-b, on millstone/task/b',
    '  d     not begun                                 Add d',
  ]);
});
