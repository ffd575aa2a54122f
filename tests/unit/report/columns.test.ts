import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columns, cut, wrap } from '../../../src/report/columns.js';

describe('columns', () => {
  test.each([
    ['plain letters', 'author', 6],
    ['accents put on the letter before', 'cafe\u0301', 4],
    ['Chinese takes two each', '修复', 4],
    ['Korean too', '수정 a', 6],
    ['an emoji', 'ok ✅', 5],
    ['signs that are drawn narrow', '… · ━ ⠋', 7],
    ['nothing', '', 0],
  ])('%s', (_name, text, expected) => {
    expect(columns(text)).toBe(expected);
  });
});

describe('cut', () => {
  test.each([
    ['what fits stays whole', 'abc', 3, 'abc'],
    ['what does not says so', 'abcdef', 4, 'abc…'],
    ['no space before the sign', 'abc def', 5, 'abc…'],
    ['a wide sign is not cut in half', '修复修复', 4, '修…'],
    ['nor is an emoji', 'a😀b😀c', 3, 'a…'],
  ])('%s', (_name, text, width, expected) => {
    expect(cut(text, width)).toBe(expected);
  });

  test('never is wider than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        expect(columns(cut(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('wrap', () => {
  test.each([
    ['what fits is one line', '  high    a b', 40, 10, ['  high    a b']],
    ['it breaks between words and hangs', 'high  one two three', 12, 6, ['high  one', '      two', '      three']],
    ['spaces that make columns stay', '  1/3  author    x y', 18, 4, ['  1/3  author    x', '    y']],
    [
      'a word longer than a line is left to the terminal',
      'at src/a/very/long/path.ts end',
      12,
      2,
      ['at src/a/very/long/path.ts', '  end'],
    ],
    ['wide signs count twice', '수정 수정 수정', 10, 0, ['수정 수정', '수정']],
    ['an empty line stays one', '', 10, 0, ['']],
  ])('%s', (_name, text, width, hang, expected) => {
    expect(wrap(text, width, hang)).toEqual(expected);
  });

  test('loses no word, and no line is too wide that could be broken', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '修'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(word),
        fc.integer({ min: 20, max: 40 }),
        fc.integer({ min: 0, max: 8 }),
        (words, width, hang) => {
          const lines = wrap(words.join(' '), width, hang);
          expect(lines.flatMap((one) => one.trim().split(' ').filter(Boolean))).toEqual(words);
          for (const one of lines.filter((text) => text.trim().includes(' '))) {
            expect(columns(one)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});
