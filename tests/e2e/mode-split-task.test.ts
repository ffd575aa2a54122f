import { expect, test } from 'vitest';
import { Rig } from '../support/rig.js';

const LIST = '- [x] Old\n- [ ] **Store it**: refactor src/a.ts and README.md\n  - ID: store\n- [ ] Print it\n';
const ANSWER =
  '## Analysis\n\nTwo halves.\n\n- [ ] **Half**: one\n  - ID: half\n- [ ] **Rest**: two\n  - Depends on: half\n';

test('CLI-D7 TL-S53 a proposal is printed and checked, and the list stays as it is', async () => {
  const rig = await Rig.create();
  rig.write('.millstone/tasklist.md', LIST);
  rig.script({ on: 'split-task', says: 'In halves.', conversation: 'talk' }, { on: 'any', says: ANSWER });
  const run = await rig.millstone('--split-task', '2');
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toContain('Task 2 (store): Store it');
  expect(run.stdout).toContain('\n\n- [ ] **Half**: one\n  - ID: half\n');
  expect(rig.read('.millstone/tasklist.md')).toBe(LIST);
  const [first, second] = await rig.fake.calls();
  expect(first?.prompt).toMatch(/Task 2 of the tasklist:.*refactor src\/a\.ts.*README\.md/s);
  expect(first?.argv).toContain('--disallowedTools');
  expect(second?.prompt).toContain('no subtask in the form');
  expect(second?.argv).toContain('talk');
});

test('for a program, by id; what could not stand in the list is a halt', async () => {
  const rig = await Rig.create();
  rig.write('.millstone/tasklist.md', LIST);
  rig.script({ on: 'split-task', says: ANSWER });
  const run = await rig.millstone('--split-task', 'store', '--json');
  expect(JSON.parse(run.stdout)).toMatchObject({
    ...{ type: 'task-split', task: { number: 2, id: 'store' }, answer: ANSWER },
    subtasks: [
      { id: 'half', title: 'Half' },
      { title: 'Rest', depends: ['half'] },
    ],
  });
  rig.script({ on: 'split-task', says: '- [ ] All' }, { on: 'any', says: '- [ ] All' });
  const halted = await rig.millstone('--split-task', 'store');
  expect(halted.exitCode).toBe(1);
  expect(halted.stderr).toContain('only one subtask');
});

test('CLI-S37 CLI-S38 TL-S53 TL-S54 no such task, no such list, and tasks of a tracker', async () => {
  const rig = await Rig.create();
  const none = await rig.millstone('--split-task', '1');
  expect(none.exitCode).toBe(1);
  expect(none.stderr).toContain('tasklist.md was not found');
  rig.write('.millstone/tasklist.md', LIST);
  const range = await rig.millstone('--split-task', '9');
  expect(range.exitCode).toBe(1);
  expect(range.stderr).toMatch(/^Error: there is no task 9 in .*\n {2}name a task by its number, 1 to 3,/);
  rig.write('.millstone/config.toml', 'tasklist_provider = "jira"\n');
  const remote = await rig.millstone('--split-task', '1');
  expect(remote.exitCode).toBe(1);
  expect(remote.stderr.split('\n')).toEqual([
    'Error: --split-task reads a tasklist file, and the tasks of this repository live in jira',
    '  split the task in jira, or set tasklist_provider = "file"',
    '',
  ]);
});
