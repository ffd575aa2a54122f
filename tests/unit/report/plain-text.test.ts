import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { line } from '../../../src/report/line.js';
import { linesOf, oneLine, plainText } from '../../../src/report/plain-text.js';

/** Pieces that a hostile or careless program prints, in any order. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '\u001b',
        '\u001b[31m',
        '\u001b[2J',
        '\u001b]0;title\u0007',
        '\u009b1m',
        '\r',
        '\r\n',
        '\n',
        '\t',
      ),
      fc.constantFrom(
        '\u202e',
        '\u2066',
        '\u200f',
        '\u061c',
        '\u2028',
        '\u0085',
        '\ufeff',
        '\u{e0041}',
        '\u001b\u001b[[',
      ),
    ),
  )
  .map((parts) => parts.join(''));

describe('plainText', () => {
  test.each([
    ['colours go', '\u001b[1;31mred\u001b[0m', 'red'],
    ['the title of the window stays as it is', '\u001b]0;pwned\u0007done', 'done'],
    ['an escape within an escape', '\u001b\u001b[31m[31mx', ' [31mx'],
    ['a bare return', 'first\rsecond', 'first second'],
    ['the ends of lines of Windows', 'a\r\nb', 'a\nb'],
    ['other ends of lines', 'a\u2028b\u0085c', 'a b c'],
    ['tabs', 'a\tb', 'a  b'],
    ['what turns the order of signs', 'a\u202eb\u2066c\u061cd', 'abcd'],
    ['signs nobody sees', 'pass\u200bword\u{e0041}', 'password'],
    ['emoji of several parts and accents stay', '👩‍💻 café', '👩‍💻 café'],
  ])('%s', (_name, text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  test('lets no control or turning character through, whatever comes', () => {
    const bad = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
    fc.assert(fc.property(hostile, (text) => !bad.test(plainText(text))));
  });

  test('changes nothing the second time', () => {
    fc.assert(fc.property(hostile, (text) => plainText(plainText(text)) === plainText(text)));
  });
});

test('oneLine is one line without needless space', () => {
  expect(oneLine('  a\n\n b \u001b[1m c\u001b[0m ')).toBe('a b c');
  fc.assert(fc.property(hostile, (text) => !oneLine(text).includes('\n')));
});

test('linesOf leaves out what is empty', () => {
  expect(linesOf('a  \n\n\t\n  b\r\n')).toEqual(['a', '  b']);
});

describe('line', () => {
  test('is harmless and single whatever it is made of', () => {
    fc.assert(fc.property(hostile, (text) => !/\p{Cc}|\p{Zl}|\p{Zp}/u.test(line('result', text).text)));
  });

  test('keeps the spaces that make columns', () => {
    expect(line('progress', '  1/3  author    demo').text).toBe('  1/3  author    demo');
  });

  test('goes on two columns further in, unless told', () => {
    expect(line('progress', '    text').hang).toBe(6);
    expect(line('progress', '    text', 'plain', 9).hang).toBe(9);
  });
});
