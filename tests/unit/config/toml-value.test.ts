import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { isTable, sameValue, shown, toml } from '../../../src/config/toml-value.js';

const value = (text: string): unknown => parse(`a = ${text}`).a;

describe('sameValue', () => {
  test.each([
    ['3', '3', true],
    ['3', '4', false],
    ['"3"', '3', false],
    ['nan', 'nan', true],
    ['inf', 'nan', false],
    ['1979-05-27', '1979-05-27', true],
    ['1979-05-27', '1979-05-28', false],
    ['1979-05-27', '1979-05-27T00:00:00', false],
    ['["a", "b"]', '["a", "b"]', true],
    ['["a", "b"]', '["b", "a"]', false],
    ['["a"]', '["a", "b"]', false],
    ['{ x = 1, y = [2] }', '{ y = [2], x = 1 }', true],
    ['{ x = 1 }', '{ x = 1, y = 2 }', false],
    ['{ x = 1 }', '{ y = 1 }', false],
    ['{}', '[]', false],
    ['{}', '1979-05-27', false],
    ['[]', 'false', false],
  ])('%s and %s', (a, b, same) => {
    expect(sameValue(value(a), value(b))).toBe(same);
    expect(sameValue(value(b), value(a))).toBe(same);
  });

  test('a copy is the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (one) => {
        expect(sameValue(one, structuredClone(one))).toBe(true);
      }),
    );
  });
});

test.each([
  ['{}', true],
  ['{ x = 1 }', true],
  ['[]', false],
  ['"a"', false],
  ['1979-05-27', false],
])('whether %s is a table', (text, table) => {
  expect(isTable(value(text))).toBe(table);
});

test.each([
  ['"a"', '"a"'],
  ['1.5', '1.5'],
  ['-inf', '-Infinity'],
  ['true', 'true'],
  ['07:32:00', '07:32:00.000'],
  ['[1, { x = "y" }]', '[1,{"x":"y"}]'],
])('%s is shown', (text, words) => {
  expect(shown(value(text))).toBe(words);
});

describe('toml', () => {
  test.each([
    ['a', '"a"'],
    [['a', 'b'], '["a", "b"]'],
    [3, '3'],
    [0.5, '0.5'],
    [true, 'true'],
    [[], '[]'],
    [{}, '{}'],
    [[{ risk: 'high', 'a b': 1 }], '[{ risk = "high", "a b" = 1 }]'],
    ['"quoted" \\ and\nbroken\u007f', '"\\"quoted\\" \\\\ and\\nbroken\\u007f"'],
  ])('%j', (given, expected) => {
    expect(toml(given)).toBe(expected);
  });

  test('is read back as what it was', () => {
    const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean());
    const one = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), fc.dictionary(fc.string(), tie('value'))),
    })).value;
    fc.assert(
      fc.property(one, (given) => {
        const read: unknown = JSON.parse(JSON.stringify(parse(`a = ${toml(given)}`).a));
        expect(read).toEqual(JSON.parse(JSON.stringify(given)));
      }),
    );
  });
});
