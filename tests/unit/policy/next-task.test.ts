import { describe, expect, test } from 'vitest';
import { readTasklist } from '../../../src/formats/tasklist.js';
import { nextTask } from '../../../src/policy/next-task.js';
import { sameTask } from '../../../src/policy/same-task.js';

const listed = (text: string) => readTasklist(text).entries;
const LIST = '- [x] Old\n- [ ] Add a\n  - ID: a\n- [ ] Add b\n- [ ] Add b\n';

describe('the next task', () => {
  test('is the first that is pending', () => {
    expect(nextTask(listed(LIST), () => false)).toMatchObject({ task: { id: 'a' }, left: 3 });
  });

  test('is none that this run has ended, whatever its box says', () => {
    expect(nextTask(listed(LIST), ({ id }) => id === 'a')).toMatchObject({ task: { title: 'Add b' }, left: 2 });
  });

  test('is none when nothing is left', () => {
    expect(nextTask(listed('- [x] Old\n- [ ]\n'), () => false)).toEqual({ task: null, left: 0 });
  });
});

describe('the same task later on', () => {
  const [, a, b] = listed(LIST).map(({ task }) => task);

  test.each([
    ['ticked', LIST.replace('[ ] Add a', '[x] Add a'), 'Add a'],
    ['moved', `- [ ] New\n${LIST}`, 'Add a'],
    ['with other words under its title', LIST.replace('- ID: a', '- Risk: low'), 'Add a'],
    ['reworded, its id kept', LIST.replace('Add a', 'Add an a'), 'Add an a'],
    ['gone', '- [ ] Add c\n', null],
  ])('%s', (_name, text, title) => {
    if (a === undefined) throw new Error('no task');
    expect(sameTask(listed(text), a)?.task.title ?? null).toBe(title);
  });

  test('one of two with the same words is told by its id', () => {
    if (b === undefined) throw new Error('no task');
    expect(sameTask(listed(LIST), b)?.index).toBe(2);
  });
});
