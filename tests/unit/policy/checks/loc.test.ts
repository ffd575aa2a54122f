import { describe, expect, test } from 'vitest';
import { countedLines, loc } from '../../../../src/policy/checks/loc.js';
import { file } from '../changes.js';

const none = () => null;
const limit = { limit: 100, rule: 'limits.max_loc_per_task' };

describe('loc', () => {
  test.each([
    ['IL-S14 exactly the limit', [file('a', { added: 60, deleted: 40 })], 100, true],
    ['IL-S14 one line more', [file('a', { added: 60, deleted: 41 })], 101, false],
    ['the sum over files', [file('a', { added: 60 }), file('b', { added: 50 })], 110, false],
    ['IL-S15 PO-S22 a binary file', [file('a.png', { status: 'added', added: 0, binary: true })], 0, true],
    ['IL-S25 a new file', [file('new', { status: 'added', added: 101 })], 101, false],
    ['a deleted file', [file('old', { status: 'deleted', added: 0, deleted: 101 })], 101, false],
    ['a rename without edits', [file('b', { from: 'a', status: 'renamed', added: 0 })], 0, true],
    ['a generated file', [file('a.gen.ts', { added: 5_000, generated: true })], 0, true],
  ])('%s', (_name, files, lines, passes) => {
    expect(countedLines(files, none)).toBe(lines);
    expect(loc(files, none, limit) === null).toBe(passes);
  });

  test('leaves out what is excluded', () => {
    const files = [file('a.lock', { added: 5_000 }), file('b', { added: 3 })];
    const excluded = (path: string) => (path.endsWith('.lock') ? '*.lock' : null);
    expect(countedLines(files, excluded)).toBe(3);
    expect(loc(files, excluded, limit)).toBeNull();
  });

  test('IL-S16 PO-S21 is held to the limit it is given, names its rule and the five largest files', () => {
    const files = [2, 9, 1, 8, 3, 4].map((added) => file(`f${added}`, { added, deleted: 1 }));
    expect(loc(files, none, { limit: 5, rule: 'limits.max_loc_per_task' })).toEqual({
      check: 'loc',
      changed: 33,
      limit: 5,
      rule: 'limits.max_loc_per_task',
      largest: [9, 8, 4, 3, 2].map((added) => ({ path: `f${added}`, lines: added + 1 })),
    });
  });
});
