import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { isTable, sameValue, shown } from '../../../src/config/toml-value.js';

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
