import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeUtf8, InvalidUtf8 } from '../../../src/adapters/files/utf8.js';

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))));

const placeOf = (raw: Uint8Array): string => {
  try {
    return decodeUtf8(raw);
  } catch (error) {
    if (!(error instanceof InvalidUtf8)) throw error;
    return `${error.line}:${error.column}`;
  }
};

describe('decodeUtf8', () => {
  test.each([
    ['a lone byte', bytes('a\nbc', 0xff, 'd\n'), '2:3'],
    ['the first byte', bytes(0x80, 'abc'), '1:1'],
    ['a broken-off character at the end', bytes('a\n\n', 0xe2, 0x82), '3:1'],
    ['a broken-off character before others', bytes('ab', 0xef, 'c'), '1:3'],
    ['one after characters of several bytes', bytes('äö€\u{1F600}', 0xc0), '1:5'],
    ['one after a real U+FFFD', bytes('a\uFFFDb\n\uFFFD', 0xff), '2:2'],
    ['half of a surrogate pair', bytes('a', 0xed, 0xa0, 0x80), '1:2'],
    ['UTF-16', Buffer.from('\uFEFFcli', 'utf16le'), '1:1'],
  ])('says where %s is', (_name, raw, place) => {
    expect(placeOf(raw)).toBe(place);
  });

  test('keeps a byte order mark and any text', () => {
    expect(decodeUtf8(bytes('\uFEFFa'))).toBe('\uFEFFa');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeUtf8(Buffer.from(text))).toBe(text);
      }),
    );
  });

  test('the place is the end of what can be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (before, after) => {
        const lines = before.split('\n');
        const place = `${lines.length}:${[...(lines.at(-1) ?? '')].length + 1}`;
        expect(placeOf(bytes(before, 0xff, after))).toBe(place);
      }),
    );
  });
});
