import { describe, expect, test } from 'vitest';
import type { TaskId } from '../../../src/domain/ids.js';
import { readTasklist } from '../../../src/formats/tasklist.js';
import { blocksOf, stamped, withBlocks, withoutTasks } from '../../../src/formats/tasklist-plan.js';
import { planned } from '../../../src/policy/planned.js';

const OLD = '# Tasklist\n\n- [ ] Old task\n- [x] Done\n  - ID: done\n';
const titles = (before: string, now: string, owned: readonly string[] = []) => {
  const { own, touched } = planned(before, now, new Set(owned));
  return { own: own.map(({ about }) => about.title), touched };
};

describe('what a planner has made of a list', () => {
  test.each([
    ['nothing', OLD, [], []],
    ['a new task', `${OLD}- [ ] New one\n`, ['New one'], []],
    ['a new task in between', OLD.replace('- [x]', '- [ ] New one\n- [x]'), ['New one'], []],
    ['an old one reworded', OLD.replace('Old task', 'Old task, better'), [], ['Old task']],
    ['an old one ticked', OLD.replace('[ ] Old', '[x] Old'), [], ['Old task']],
    ['an old one gone, and another one new', OLD.replace('Old task', 'Paint it blue'), ['Paint it blue'], ['Old task']],
    ['one with an id changed', OLD.replace('Done\n', 'Done twice\n'), [], ['Done']],
    ['prose alone', `${OLD}\nSome words.\n`, [], []],
  ])('%s', (_name, now, own, touched) => {
    expect(titles(OLD, now)).toEqual({ own, touched });
  });

  test('what was its own before stays its own, changed or not', () => {
    const before = `${OLD}- [ ] Mine\n  - ID: mine\n`;
    expect(titles(before, before.replace('Mine', 'Other words'), ['mine'])).toEqual({
      own: ['Other words'],
      touched: [],
    });
    expect(titles(before, OLD, ['mine'])).toEqual({ own: [], touched: [] });
  });
});

describe('tasks of a plan', () => {
  const refs = { designRef: 'd', opportunityRef: 'o' };
  const ids = (text: string) => readTasklist(text).entries.map(({ id }) => id);

  test('get an id of their own and the references they lack', () => {
    const text = `${OLD}- [ ] **New: one!**: words\n  - design-ref: mine\n`;
    const [, , id] = ids(text);
    const { text: now, ids: given } = stamped(text, [id as TaskId], refs);
    expect(given).toEqual(['new-one']);
    expect(now).toBe(
      `${OLD}- [ ] **New: one!**: words\n  - ID: new-one\n  - opportunity-ref: o\n  - design-ref: mine\n`,
    );
  });

  test.each([
    ['another has', `${OLD}- [ ] New\n  - ID: done\n`, ['new']],
    ['is none', `${OLD}- [ ] New\n  - ID: Not Allowed\n`, ['new']],
    ['is right', `${OLD}- [ ] New\n  - ID: mine\n`, ['mine']],
  ])('an id that %s', (_name, text, expected) => {
    const [, , id] = ids(text);
    const { text: now, ids: given } = stamped(text, [id as TaskId], { designRef: 'd', opportunityRef: null });
    expect(given).toEqual(expected);
    expect(ids(now).at(-1)).toBe(expected[0]);
  });

  test('two with the same title get two ids', () => {
    const text = `${OLD}- [ ] **Same**: a\n- [ ] **Same**: b\n`;
    const given = stamped(text, ids(text).slice(2), refs).ids;
    expect(given).toEqual(['same', 'same-2']);
  });

  test('can be taken out and put in again', () => {
    const text = `${OLD}\n- [ ] One\n  - ID: one\n\n- [ ] Two\n  - ID: two\n`;
    const blocks = blocksOf(text, new Set(['one', 'two']));
    const bare = withoutTasks(text, ['one', 'two'] as TaskId[]);
    expect(ids(bare)).toEqual(ids(OLD));
    expect(ids(withBlocks(bare, blocks))).toEqual(ids(text));
  });
});
