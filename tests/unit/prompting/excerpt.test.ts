import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt } from '../../../src/prompting/excerpt.js';

describe('excerpt', () => {
  test.each([
    ['shorter', 'abc', 4],
    ['as long', 'abcd', 4],
    ['as long in characters, not in code units', '😀😀😀', 3],
    ['empty', '', 0],
  ])('a text that is %s stays whole', (_name, text, max) => {
    expect(excerpt(text, max)).toBe(text);
  });

  test('keeps the beginning and the end, and says how much is missing', () => {
    expect(excerpt('abcdefghij', 6)).toBe('abcd\n[... 4 characters left out ...]\nij');
  });

  test('no character is cut in half, and what is said to be missing is', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '😀', 'é', '\n'), minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (whole, max) => {
        const points = [...whole];
        fc.pre(points.length > max);
        const [, head = '', missing = '', tail = ''] =
          /^([\s\S]*)\n\[\.\.\. (\d+) characters left out \.\.\.\]\n([\s\S]*)$/.exec(excerpt(whole, max)) ?? [];
        expect([...head].length + [...tail].length).toBe(max);
        expect(Number(missing)).toBe(points.length - max);
        expect(points.slice(0, [...head].length).join('')).toBe(head);
        expect(points.slice(points.length - [...tail].length).join('')).toBe(tail);
      }),
    );
  });
});
