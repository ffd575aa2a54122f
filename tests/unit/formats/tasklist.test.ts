import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { task } from '../../../src/domain/task.js';
import { type Entry, readTasklist } from '../../../src/formats/tasklist.js';
import { anyList, RUNS, TRIED } from './lists.js';

const text = (...lines: string[]): string => lines.join('\n');
const entries = (...lines: string[]): readonly Entry[] => readTasklist(text(...lines)).entries;
const titles = (...lines: string[]): readonly string[] => entries(...lines).map((entry) => entry.task.title);

describe('readTasklist', () => {
  test('TL-S1 finds a pending and a done task', () => {
    expect(entries('- [ ] A', '- [x] B').map(({ task, done }) => [task.title, done])).toEqual([
      ['A', false],
      ['B', true],
    ]);
  });

  test('TL-S3 nothing is an empty list', () => {
    expect(readTasklist('')).toEqual({ text: '', entries: [], flaws: [] });
  });

  test('TL-S4 a bold title is the title', () => {
    expect(titles('- [ ] **Title**: text', '- [ ] **Title:** text', '- [ ] **Title** - text')).toEqual(
      Array(3).fill('Title'),
    );
  });

  test('TL-S5 a long line is cut to 47 characters', () => {
    expect(titles(`- [ ] ${'😀'.repeat(60)}`)).toEqual([`${'😀'.repeat(47)}...`]);
  });

  test('TL-S6 a capital X is done', () => {
    expect(entries('- [X] done')[0]?.done).toBe(true);
  });

  test('TL-S7 a nested box is text of its task', () => {
    const [only, ...rest] = entries('- [ ] A', '  - [ ] sub');
    expect(rest).toEqual([]);
    expect(only?.task.raw).toBe('A\n  - [ ] sub');
  });

  test.each([
    ['another bullet', '* [ ] x'],
    ['a plus', '+ [ ] x'],
    ['a number', '1. [ ] x'],
    ['a space before', ' - [ ] x'],
    ['two spaces behind the bullet', '-  [ ] x'],
    ['no space in the box', '- [] x'],
    ['another mark', '- [-] x'],
    ['a quote', '> - [ ] x'],
    ['no text', '- [ ]'],
    ['no text but spaces', '- [ ]   '],
    ['no space before the text', '- [ ]x'],
  ])('TL-S8 %s is no task', (_name, line) => {
    expect(entries(line)).toEqual([]);
  });

  test.each([
    ['a fence', ['```', '- [ ] x', '```', '- [ ] real']],
    ['tildes', ['~~~md', '- [ ] x', '~~~', '- [ ] real']],
    ['a comment', ['<!-- later:', '- [ ] x', '-->', '- [ ] real']],
  ])('TL-S9 a box in %s is no task', (_name, lines) => {
    expect(titles(...lines)).toEqual(['real']);
  });

  test('TL-S9 a fence in a task ends with the task', () => {
    expect(titles('- [ ] one', '  ```', '- [ ] two')).toEqual(['one', 'two']);
  });

  test('TL-S11 a byte order mark hides nothing', () => {
    expect(titles('\uFEFF- [ ] A')).toEqual(['A']);
  });

  test.each([
    ['two spaces', ['- [ ] A', '  more'], 'A\n  more'],
    ['a tab', ['- [ ] A', '\tmore'], 'A\n\tmore'],
    ['one empty line between', ['- [ ] A', '', '  more'], 'A\n\n  more'],
    ['three spaces alone between', ['- [ ] A', '   ', '   ', '  more'], 'A\n   \n   \n  more'],
    ['no two empty lines', ['- [ ] A', '', '', '  more'], 'A'],
    ['no line with one space', ['- [ ] A', ' more'], 'A'],
    ['no line at the margin', ['- [ ] A', 'more'], 'A'],
    ['empty lines of a fence', ['- [ ] A', '  ```', '', '', '  x', '  ```'], 'A\n  ```\n\n\n  x\n  ```'],
    ['no empty lines at the end', ['- [ ] A', '  b', '', '- [ ] B'], 'A\n  b'],
  ])('the block of a task takes %s', (_name, lines, raw) => {
    expect(entries(...lines)[0]?.task.raw).toBe(raw);
  });

  test('tells where a block stands', () => {
    const list = readTasklist('\uFEFF# List\r\n\r\n- [ ] A\r\n  more\r\n\r\n- [x] B');
    expect(list.entries.map(({ index, line, lastLine }) => [index, line, lastLine])).toEqual([
      [0, 3, 4],
      [1, 6, 6],
    ]);
    expect(list.entries.map(({ start, end }) => list.text.slice(start, end))).toEqual(['- [ ] A\r\n  more', '- [x] B']);
    expect(list.entries.map(({ box }) => list.text[box])).toEqual([' ', 'x']);
  });

  test('TL-S36 a task is in the group above it', () => {
    const groups = entries('## Group: API', '- [ ] a', '- [ ] b', '## Phase 2', '## Group: UI ', '- [ ] c').map(
      (entry) => entry.task.group,
    );
    expect(groups).toEqual(['API', 'API', 'UI']);
  });

  test('TL-S37 without headers nothing is in a group', () => {
    const lines = [
      '- [ ] a',
      '### Group: x',
      '- [ ] b',
      '## group: x',
      '- [ ] c',
      '```',
      '## Group: x',
      '```',
      '- [ ] d',
    ];
    expect(entries(...lines).map((entry) => entry.task.group)).toEqual([null, null, null, null]);
  });

  test('a header without a name ends a group', () => {
    expect(entries('## Group: API', '- [ ] a', '## Group:', '- [ ] b').map((entry) => entry.task.group)).toEqual([
      'API',
      null,
    ]);
  });

  test(`makes a list of any text ${TRIED}`, () => {
    fc.assert(
      fc.property(fc.oneof(anyList, fc.string({ unit: 'binary' })), (any) => {
        const list = readTasklist(any);
        expect(list.text).toBe(any);
        let at = 0;
        for (const entry of list.entries) {
          expect(entry.start).toBeGreaterThanOrEqual(at);
          expect(any.slice(entry.start, entry.end)).toMatch(/^- \[[ xX]\] /);
          expect(any.slice(entry.start, entry.end)).toContain(entry.task.raw);
          expect(task.parse(entry.task)).toEqual(entry.task);
          at = entry.end;
        }
        const ids = list.entries.map((entry) => entry.task.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(/^[a-z0-9_-]{1,40}$/);
      }),
      { numRuns: RUNS },
    );
  });
});
