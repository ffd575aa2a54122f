import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTasklist } from '../../../src/formats/tasklist.js';
import { type Scope, tasklistScope } from '../../../src/policy/tasklist-scope.js';

const BEFORE = '# Tasks\r\n- [ ] Add a\r\n  Small.\r\n- [ ] Add b\r\n- [x] Add c\r\n';
const [own] = readTasklist(BEFORE).entries.map(({ task }) => task);
if (own === undefined) throw new Error('no task');
const scope = (now: string, done = false, leaveOthers = false): Scope =>
  tasklistScope(BEFORE, now, { own, done, leaveOthers });
const ticked = (text: string, title: string) => text.replace(`[ ] ${title}`, `[x] ${title}`);

describe('the boxes of a list', () => {
  test('nothing was done to it: not one byte is', () => {
    expect(scope(BEFORE)).toEqual({ text: BEFORE, undone: [], removed: [], found: true });
  });

  test('the own box says what it has to, whatever the author did to it', () => {
    expect(scope(ticked(BEFORE, 'Add a')).text).toBe(BEFORE);
    expect(scope(BEFORE, true).text).toBe(ticked(BEFORE, 'Add a'));
    expect(scope(ticked(BEFORE, 'Add a'), true).text).toBe(ticked(BEFORE, 'Add a'));
  });

  test('those of others say what they said, and are named', () => {
    const now = ticked(BEFORE, 'Add b').replace('[x] Add c', '[ ] Add c');
    expect(scope(now)).toMatchObject({ text: BEFORE, undone: ['Add b', 'Add c'] });
    expect(scope(now, true, true)).toMatchObject({ text: ticked(now, 'Add a'), undone: [] });
  });

  test('a task that is gone is back, and named', () => {
    const now = BEFORE.replace('- [ ] Add b\r\n', '');
    expect(scope(now)).toMatchObject({ text: BEFORE, removed: ['Add b'] });
    expect(scope('').removed).toEqual(['Add a', 'Add b', 'Add c']);
  });

  test('words may change, and the own task is found by its place', () => {
    const now = BEFORE.replace('Add a', 'Add an a').replace('Add b', 'Add b with tests');
    expect(scope(now, true)).toMatchObject({ text: ticked(now, 'Add an a'), removed: [], found: true });
  });

  test('a task that was in no list is found nowhere', () => {
    const other = { ...own, id: 'zz' as typeof own.id, raw: 'zz', title: 'zz' };
    expect(tasklistScope(BEFORE, BEFORE, { own: other, done: true, leaveOthers: false })).toMatchObject({
      ...{ text: BEFORE, found: false },
    });
  });

  test('whatever ticks an author sets, the list comes out with the own one alone', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), fc.boolean(), (marks, done) => {
        let n = 0;
        const now = BEFORE.replace(/- \[[ x]\]/g, () => `- [${marks[n++] === true ? 'x' : ' '}]`);
        expect(scope(now, done).text).toBe(done ? ticked(BEFORE, 'Add a') : BEFORE);
      }),
    );
  });
});
