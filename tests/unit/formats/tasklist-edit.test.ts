import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskId } from '../../../src/domain/ids.js';
import { type Entry, readTasklist } from '../../../src/formats/tasklist.js';
import { append, insertBefore, remove, replace, tick, untick } from '../../../src/formats/tasklist-edit.js';
import { anyList, RUNS, TRIED } from './lists.js';

const id = (text: string): TaskId => text as TaskId;
const idAt = (text: string, index: number): TaskId => readTasklist(text).entries[index]?.task.id ?? id('none');
const value = (edited: ReturnType<typeof append>): string =>
  edited.ok ? edited.value : `refused: ${edited.error.reason}`;

describe('an edit of a tasklist', () => {
  test('TL-S10 a tick in a file with CRLF changes one character', () => {
    const text = '# List\r\n\r\n- [ ] A\r\n- [ ] B\r\n';
    expect(value(tick(text, idAt(text, 0)))).toBe('# List\r\n\r\n- [x] A\r\n- [ ] B\r\n');
  });

  test('TL-S11 a byte order mark survives', () => {
    const text = '\uFEFF- [ ] A';
    expect(value(tick(text, idAt(text, 0)))).toBe('\uFEFF- [x] A');
  });

  test('TL-S31 TL-S32 the task that is named changes, and no other', () => {
    const text = '- [ ] A\n- [ ] B\n  - ID: b\n';
    expect(value(tick(text, idAt(text, 0)))).toBe('- [x] A\n- [ ] B\n  - ID: b\n');
    expect(value(tick(text, id('b')))).toBe('- [ ] A\n- [x] B\n  - ID: b\n');
  });

  test('TL-S33 an unknown id is refused', () => {
    expect(tick('- [ ] A\n', id('nobody'))).toEqual({ ok: false, error: { reason: 'unknown', id: 'nobody' } });
  });

  test('TL-S34 a box that is as it was asked to be is refused', () => {
    const text = '- [X] A\n- [ ] B';
    expect(tick(text, idAt(text, 0))).toMatchObject({ error: { reason: 'already' } });
    expect(untick(text, idAt(text, 1))).toMatchObject({ error: { reason: 'already' } });
  });

  test('TL-S35 the second of two equal texts has a name of its own', () => {
    const text = '- [ ] Done thing\n- [ ] Done thing\n';
    expect(value(tick(text, id('d9339394-1')))).toBe('- [ ] Done thing\n- [x] Done thing\n');
  });

  test('a box in a fence is not ticked in place of the real one', () => {
    const text = '```\n- [ ] A\n```\n- [ ] A\n';
    expect(value(tick(text, idAt(text, 0)))).toBe('```\n- [ ] A\n```\n- [x] A\n');
  });

  test('takes a task out with its lines', () => {
    const text = '- [ ] A\r\n  more\r\n- [ ] B';
    expect(value(remove(text, idAt(text, 0)))).toBe('- [ ] B');
    expect(value(remove(text, idAt(text, 1)))).toBe('- [ ] A\r\n  more\r\n');
  });

  test('puts another block in its place, or one before it', () => {
    const text = '# L\r\n- [ ] A\r\n- [ ] B\r\n';
    expect(value(replace(text, idAt(text, 0), '- [x] C\n  more\n'))).toBe('# L\r\n- [x] C\r\n  more\r\n- [ ] B\r\n');
    expect(value(insertBefore(text, idAt(text, 1), '- [ ] C'))).toBe('# L\r\n- [ ] A\r\n- [ ] C\r\n- [ ] B\r\n');
  });

  test.each([
    ['', '- [ ] N\n'],
    ['\uFEFF', '\uFEFF- [ ] N\n'],
    ['# L', '# L\n\n- [ ] N\n'],
    ['# L\n', '# L\n\n- [ ] N\n'],
    ['# L\n\n', '# L\n\n- [ ] N\n'],
    ['# L\r\n', '# L\r\n\r\n- [ ] N\r\n'],
    ['- [ ] A\r', '- [ ] A\r\r- [ ] N\r'],
  ])('behind %j a new task comes after one empty line', (text, result) => {
    expect(value(append(text, ['- [ ] N']))).toBe(result);
  });

  test('AR-S29 AR-S30 puts several where there was nothing, an empty line between them; none if one is no task', () => {
    const three = ['- [ ] A\n  - ID: a', '- [ ] B', '- [ ] C\n'];
    expect(value(append('', three))).toBe('- [ ] A\n  - ID: a\n\n- [ ] B\n\n- [ ] C\n');
    expect(append('', [...three, 'just words'])).toEqual({
      ok: false,
      error: { reason: 'no-block', block: 'just words' },
    });
  });

  test('puts several at the end, or none', () => {
    expect(value(append('- [ ] A\n', ['- [ ] B\n  - ID: b', '- [x] C\n']))).toBe(
      '- [ ] A\n\n- [ ] B\n  - ID: b\n\n- [x] C\n',
    );
    expect(value(append('# L', []))).toBe('# L');
  });

  test.each([
    ['words', 'just words'],
    ['two tasks', '- [ ] A\n- [ ] B'],
    ['more than a task', '- [ ] A\nwords'],
    ['a fence that is never closed', '- [ ] A\n  ```\n  x'],
    ['nothing', ''],
  ])('%s is no block of a task', (_name, block) => {
    expect(append('', [block])).toEqual({ ok: false, error: { reason: 'no-block', block } });
    expect(replace('- [ ] Z', idAt('- [ ] Z', 0), block)).toMatchObject({ error: { reason: 'no-block' } });
  });

  test('is refused where nobody would see the task', () => {
    expect(append('- [ ] A\n```\n', ['- [ ] B'])).toEqual({ ok: false, error: { reason: 'hidden', line: 2 } });
  });
});

describe('whatever the list', () => {
  const each = (work: (text: string, entry: Entry) => void): void =>
    fc.assert(
      fc.property(anyList, fc.nat(), (text, n) => {
        const { entries } = readTasklist(text);
        const entry = entries[n % Math.max(entries.length, 1)];
        if (entry !== undefined) work(text, entry);
      }),
      { numRuns: RUNS },
    );

  test(`a tick changes one character, and taking it away brings the text back ${TRIED}`, () => {
    each((text, { task, done, box }) => {
      const ticked = value(done ? untick(text, task.id) : tick(text, task.id));
      expect(ticked.slice(0, box) + ticked.slice(box + 1)).toBe(text.slice(0, box) + text.slice(box + 1));
      expect(ticked[box]).toBe(done ? ' ' : 'x');
      const back = value(done ? tick(ticked, task.id) : untick(ticked, task.id));
      expect(back.replaceAll('[X]', '[x]')).toBe(text.replaceAll('[X]', '[x]'));
      const ids = (list: string) => readTasklist(list).entries.map((entry) => entry.task.id);
      expect(ids(ticked)).toEqual(ids(text));
    });
  });

  test(`taking a task out leaves what is before and behind it ${TRIED}`, () => {
    each((text, { task, start, end }) => {
      const left = value(remove(text, task.id));
      expect(text.slice(0, start)).toBe(left.slice(0, start));
      const behind = text.slice(end).replace(/^(?:\r\n?|\n)/, '');
      expect(left.slice(start)).toBe(behind);
    });
  });

  test(`another block stands exactly where the old one stood ${TRIED}`, () => {
    each((text, { task, start, end, index }) => {
      const block = '- [ ] **New**: one\n  - ID: brand-new';
      const changed = value(replace(text, task.id, block));
      expect(changed.slice(0, start)).toBe(text.slice(0, start));
      expect(changed.endsWith(text.slice(end))).toBe(true);
      expect(readTasklist(changed).entries[index]?.task).toMatchObject({ id: 'brand-new', title: 'New' });
    });
  });

  test(`what is put at the end is read back, and all before it stays ${TRIED}`, () => {
    fc.assert(
      fc.property(anyList, (text) => {
        const added = append(text, ['- [ ] New one', '- [x] New two\n  - ID: two']);
        if (!added.ok) {
          expect(added.error.reason).toBe('hidden');
          return;
        }
        expect(added.value.startsWith(text)).toBe(true);
        const before = readTasklist(text).entries.map((entry) => entry.task.raw);
        const after = readTasklist(added.value).entries.map((entry) => entry.task.raw);
        expect(after.slice(0, before.length)).toEqual(before);
        expect(after.slice(before.length).map((raw) => raw.split(/\r\n?|\n/)[0])).toEqual(['New one', 'New two']);
      }),
      { numRuns: RUNS },
    );
  });
});
