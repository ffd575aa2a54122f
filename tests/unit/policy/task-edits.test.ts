import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskId } from '../../../src/domain/ids.js';
import { type Entry, readTasklist } from '../../../src/formats/tasklist.js';
import { type TaskEdits, taskEdits, withoutForeignEdits } from '../../../src/policy/task-edits.js';
import { anyList, RUNS, TRIED } from '../formats/lists.js';

const list = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');
const BEFORE = list('- [ ] Add a cache', '- [ ] Write the docs', '- [x] Old thing', '- [ ] Ship it');

const titles = (entries: readonly Entry[]): readonly string[] => entries.map((entry) => entry.task.title);
const told = ({ own, reworded, ...edits }: TaskEdits) => ({
  own: own === null ? null : own.task.title,
  ticked: titles(edits.ticked),
  unticked: titles(edits.unticked),
  removed: titles(edits.removed),
  reworded: reworded.map(({ was, is }) => `${was.task.title} > ${is.task.title}`),
  added: titles(edits.added),
});
const NONE = { own: 'Add a cache', ticked: [], unticked: [], removed: [], reworded: [], added: [] };

const compare = (after: string, before = BEFORE) => {
  const [old, now] = [readTasklist(before), readTasklist(after)];
  const edits = taskEdits(old, now, old.entries[0]?.task.id ?? null);
  return {
    edits: told(edits),
    mended: withoutForeignEdits(old, now, edits, { ticks: true }),
    left: withoutForeignEdits(old, now, edits, { ticks: false }),
  };
};

describe('what an author did to the tasklist', () => {
  test('TL-S39 PO-S27 ticking its own task is nothing to undo', () => {
    const after = BEFORE.replace('- [ ] Add', '- [x] Add');
    expect(compare(after)).toEqual({ edits: NONE, mended: after, left: after });
  });

  test('TL-S40 PO-S26 ticks of other tasks are undone (L17)', () => {
    const after = BEFORE.replaceAll('[ ]', '[x]');
    const { edits, mended, left } = compare(after);
    expect(edits).toEqual({ ...NONE, ticked: ['Write the docs', 'Ship it'] });
    expect(mended).toBe(BEFORE.replace('- [ ] Add', '- [x] Add'));
    expect(left).toBe(after);
  });

  test('TL-S40 so is the tick that was taken from a done one', () => {
    const { edits, mended } = compare(BEFORE.replace('[x]', '[ ]'));
    expect(edits).toEqual({ ...NONE, unticked: ['Old thing'] });
    expect(mended).toBe(BEFORE);
  });

  test('TL-S40 a task that was removed is put back where it stood (L17)', () => {
    for (const gone of ['Add a cache', 'Write the docs', 'Ship it']) {
      const { edits, mended, left } = compare(BEFORE.replace(`- [ ] ${gone}\n`, ''));
      expect(edits.removed).toEqual([gone]);
      expect([mended, left]).toEqual([BEFORE, BEFORE]);
    }
  });

  test('TL-S41 a task that was added stays', () => {
    const after = BEFORE.replace('- [ ] Write', '- [ ] Look at the logs first\n- [ ] Write');
    expect(compare(after)).toMatchObject({ edits: { ...NONE, added: ['Look at the logs first'] }, mended: after });
  });

  test('a task that was added as done is not', () => {
    const { edits, mended } = compare(`${BEFORE}- [x] I did this too\n`);
    expect(edits).toMatchObject({ added: ['I did this too'], ticked: ['I did this too'] });
    expect(mended).toBe(`${BEFORE}- [ ] I did this too\n`);
  });

  test('TL-S42 an empty list is no list without violations', () => {
    const { edits, mended } = compare('');
    expect(edits.removed).toEqual(['Add a cache', 'Write the docs', 'Old thing', 'Ship it']);
    expect(mended).toBe(BEFORE);
  });

  test.each([
    ['other words', 'Write the docs', 'Write the docs of the cache'],
    ['the same title', '**Docs**: all of them', '**Docs**: only for people who use it'],
  ])('rewording is told by %s and stays (L1)', (_name, was, is) => {
    const before = BEFORE.replace('Write the docs', was);
    const after = before.replace(was, is);
    const { edits, mended } = compare(after, before);
    expect(edits.reworded).toHaveLength(1);
    expect(edits).toMatchObject({ removed: [], added: [] });
    expect(mended).toBe(after);
  });

  test('its own task is found again when it has reworded that', () => {
    const { edits } = compare(BEFORE.replace('Add a cache', 'Add a small cache'));
    expect(edits).toMatchObject({ own: 'Add a small cache', removed: [] });
  });

  test('another task in the place of one is a removed task', () => {
    const { edits, mended } = compare(BEFORE.replace('Write the docs', 'Refactor everything'));
    expect(edits).toMatchObject({ removed: ['Write the docs'], added: ['Refactor everything'] });
    expect(mended).toContain('- [ ] Write the docs\n');
    expect(mended).toContain('- [ ] Refactor everything\n');
  });

  test('moving tasks is no change of them', () => {
    const after = list('- [ ] Ship it', '- [x] Old thing', '- [ ] Add a cache', '- [ ] Write the docs');
    expect(compare(after)).toEqual({ edits: NONE, mended: after, left: after });
  });

  test('inserting a task above the ticked one confuses nobody', () => {
    const after = `- [ ] New\n${BEFORE.replace('- [ ] Add', '- [x] Add')}`;
    expect(compare(after)).toMatchObject({ edits: { ...NONE, added: ['New'] }, mended: after });
  });

  test('a removed task goes back into its group, or the old list comes back', () => {
    const before = list('## Group: API', '- [ ] Add a cache', '## Group: UI', '- [ ] Draw it');
    const { mended } = compare(list('## Group: API', '- [ ] Add a cache'), before);
    expect(mended).toBe(before);
  });

  test('with nobody at work every task is another one', () => {
    const [old, now] = [readTasklist('- [ ] A\n'), readTasklist('- [x] A\n')];
    expect(titles(taskEdits(old, now, null).ticked)).toEqual(['A']);
    expect(titles(taskEdits(old, now, 'gone' as TaskId).ticked)).toEqual(['A']);
  });

  test(`whatever was written, no task is lost and no other box differs ${TRIED}`, () => {
    fc.assert(
      fc.property(anyList, anyList, fc.boolean(), (before, after, keep) => {
        const [old, now] = [readTasklist(before), readTasklist(keep ? `${before}\n${after}` : after)];
        const own = old.entries[0]?.task.id ?? null;
        const mended = readTasklist(withoutForeignEdits(old, now, taskEdits(old, now, own), { ticks: true }));
        const left = taskEdits(old, mended, own);
        expect(left).toMatchObject({ removed: [], unticked: [] });
        expect(left.ticked).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
