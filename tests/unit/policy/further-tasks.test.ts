import { expect, test } from 'vitest';
import { readTasklist } from '../../../src/formats/tasklist.js';
import { furtherTasks } from '../../../src/policy/further-tasks.js';
import { parallelPlan } from '../../../src/policy/parallel-plan.js';

const PATHS = { exists: () => false, isFolder: () => false };
const chosen = (text: string) => {
  const list = readTasklist(text).entries;
  const planned = parallelPlan(list, 9, PATHS);
  return { list, tasks: planned.kind === 'planned' ? planned.tasks : [] };
};
const further = (before: string, now: string, most: number) => {
  const { list, tasks } = chosen(now);
  return furtherTasks(chosen(before).tasks, list, tasks, most).map(({ task, after }) => [task.title, ...after]);
};
const LIST = '- [ ] One\n- [ ] Two\n- [ ] Three\n  - Depends: Two\n';

test.each<[string, string, string, number, readonly (readonly string[])[]]>([
  ['none that it has, in the order of the list', '- [ ] One\n', '- [ ] One\n- [ ] Two\n', 9, [['Two']]],
  ['so many', '- [ ] Zero\n', '- [ ] One\n- [ ] Two\n', 1, [['One']]],
  ['none when it has enough', '- [ ] Zero\n', '- [ ] One\n', 0, []],
  [
    'none without what it waits for',
    '- [ ] Zero\n',
    LIST.replace('- [ ] Two', '- [ ] Two\n  - Depends: Four\n- [ ] Four'),
    2,
    [['One'], ['Four']],
  ],
  ['one that was reworded meanwhile is the same', '- [ ] **One** as it was\n', '- [ ] **One** reworded\n', 9, []],
  ['one of the same title is another', '- [ ] **One** a\n', '- [ ] **One** a\n- [ ] **One** b\n', 9, [['One']]],
])('a run that is taken up takes on %s', (_name, before, now, most, expected) => {
  expect(further(before, now, most)).toEqual(expected);
});

test('what waits for a task that the run has waits for it by the id it has there', () => {
  const { list, tasks } = chosen('- [ ] **One** reworded\n- [ ] Two\n  - Depends: One\n');
  const before = chosen('- [ ] **One** as it was\n').tasks;
  expect(furtherTasks(before, list, tasks, 9).map(({ after }) => after)).toEqual([[before[0]?.id]]);
});
