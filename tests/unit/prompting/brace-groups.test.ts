import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BraceGroup, braceGroups } from '../../../src/prompting/brace-groups.js';

function groupsOf(text: string) {
  const groups = new Map<number, BraceGroup | null>();
  const looked = braceGroups(text, 0, groups);
  return { looked, ends: [...groups].sort(([a], [b]) => a - b).map(([at, group]) => [at, group?.end ?? null]), groups };
}

describe('braceGroups', () => {
  test.each([
    ['one pair, and stops behind it', '{a}{b}', [[0, 3]], 3],
    [
      'pairs within',
      '{{}{}}',
      [
        [0, 6],
        [1, 3],
        [3, 5],
      ],
      6,
    ],
    ['no brace of a string', '{"}": "{"}', [[0, 10]], 10],
    ['no quote that is escaped', '{"\\"}"}', [[0, 7]], 7],
    [
      'what is never closed',
      '{ {}',
      [
        [0, null],
        [2, 4],
      ],
      4,
    ],
    ['a string that is never closed', '{ "}', [[0, null]], 4],
  ])('files %s', (_name, text, ends, looked) => {
    expect(groupsOf(text)).toMatchObject({ ends, looked });
  });

  test.each([
    ['a key named twice', '{"a":1,"a":2}', true],
    ['a key named twice, further in', '{"a":{"b":1,"b":2}}', true],
    ['the same key of two objects', '{"a":{"b":1},"c":{"b":1},"b":1}', false],
    ['a value like a key', '{"a":"a","b":["a"]}', false],
    ['a key within a text', '{"a":"\\"a\\": 1"}', false],
    ['blanks before the colon', '{"a" : 1, "a"\\n: 2}'.replace('\\n', '\n'), true],
  ])('tells %s', (_name, text, repeats) => {
    expect(groupsOf(text).groups.get(0)?.repeats).toBe(repeats);
  });

  test('pairs the braces of any JSON object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (object, rest) => {
        const json = JSON.stringify(object);
        expect(groupsOf(json + rest).groups.get(0)).toEqual({ end: json.length, repeats: false });
      }),
    );
  });
});
