import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lines } from '../../../src/adapters/process/lines.js';

type Line = readonly [text: string, cut: boolean];

function split(chunks: Iterable<Uint8Array>, cap = 1_000): readonly Line[] {
  const found: Line[] = [];
  const splitter = lines((line, cut) => found.push([line, cut]), cap);
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return found;
}

const whole = (text: string, cap?: number): readonly Line[] => split([Buffer.from(text)], cap);

describe('lines', () => {
  test.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\r\nb\n', ['a', 'b']],
    ['\n\na', ['', '', 'a']],
    ['a\r', ['a']],
    ['a\rb\n', ['a\rb']],
    ['naïve 日本 🙂\n', ['naïve 日本 🙂']],
  ])('%j', (text, expected) => {
    expect(whole(text)).toEqual(expected.map((line) => [line, false]));
  });

  test.each([
    [
      'abcde\nfg\n',
      [
        ['abcd', true],
        ['fg', false],
      ],
    ],
    [
      'abcd\nfg',
      [
        ['abcd', false],
        ['fg', false],
      ],
    ],
    ['abcdefgh', [['abcd', true]]],
    [
      '\nabcde',
      [
        ['', false],
        ['abcd', true],
      ],
    ],
  ])('cuts at 4 bytes: %j', (text, expected) => {
    expect(whole(text, 4)).toEqual(expected);
  });

  test('come out the same however the bytes are chunked', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'é', '🙂'), maxLength: 60 });
    const cuts = fc.array(fc.nat(200), { maxLength: 20 });
    fc.assert(
      fc.property(text, cuts, fc.integer({ min: 1, max: 40 }), (written, places, cap) => {
        const bytes = Buffer.from(written);
        const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
        // Copies, as a stream hands out buffers of its own.
        const chunks = at.slice(1).map((end, i) => Uint8Array.from(bytes.subarray(at[i], end)));
        expect(split(chunks, cap)).toEqual(split([bytes], cap));
      }),
    );
  });

  test('are those of the text, when none is too long', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', '日'), maxLength: 60 });
    fc.assert(
      fc.property(text, (written) => {
        const expected = written.split(/\r?\n/);
        if (expected.at(-1) === '') expected.pop();
        expect(whole(written).map(([line]) => line)).toEqual(expected);
      }),
    );
  });

  test('hold no more than the cap of a line that never ends', () => {
    let cut = 0;
    const splitter = lines((line) => {
      cut = line.length;
    }, 100);
    for (let i = 0; i < 1_000; i++) splitter.push(Buffer.alloc(1_000, 'x'));
    splitter.end();
    expect(cut).toBe(100);
  });
});
