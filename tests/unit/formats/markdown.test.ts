import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Line, scanLines } from '../../../src/formats/markdown.js';
import { anyList, RUNS, TRIED } from './lists.js';

const scan = (text: string): { lines: Line[]; unclosed: ReturnType<typeof scanLines> } => {
  const lines: Line[] = [];
  return { unclosed: scanLines(text, (line) => lines.push(line)), lines };
};
const kinds = (...lines: string[]): string =>
  scan(lines.join('\n'))
    .lines.map(({ kind }) => kind[0])
    .join('');

describe('scanLines', () => {
  test.each([
    ['LF', 'a\nb\n', ['a', 'b']],
    ['CRLF', 'a\r\nb', ['a', 'b']],
    ['CR', 'a\rb\r', ['a', 'b']],
    ['all of them', 'a\r\n\rb\n\nc', ['a', '', 'b', '', 'c']],
    ['none', 'a', ['a']],
    ['no text', '', []],
    ['a byte order mark', '\uFEFFa\nb', ['a', 'b']],
    ['separators that end no line', 'a\u2028b\u0085c\vd', ['a\u2028b\u0085c\vd']],
  ])('splits at %s', (_name, text, lines) => {
    expect(scan(text).lines.map((line) => line.text)).toEqual(lines);
  });

  test.each([
    ['a fence', ['a', '```', 'b', '', '```', 'c'], 'tfffft'],
    ['tildes', ['~~~', '```', '~~~', 'a'], 'ffft'],
    ['a longer end', ['```', 'x', '`````', 'a'], 'ffft'],
    ['no shorter end', ['````', '```', 'a'], 'fff'],
    ['an info string, but not at the end', ['```ts', '```ts', '```', 'a'], 'ffft'],
    ['backticks in a line', ['```a``` b', 'c'], 'tt'],
    ['a comment of many lines', ['<!-- a', '- [ ] b', '-->', 'c'], 'ccct'],
    ['a comment of one line', ['<!-- a -->', 'b'], 'ct'],
    ['a comment in a fence', ['```', '<!--', '```', 'b'], 'ffft'],
    ['a fence in a comment', ['<!--', '```', '-->', 'b'], 'ccct'],
    ['a comment behind words', ['words <!-- a', 'b', '-->'], 'ttt'],
    ['a fence in an item, ended by the item', ['- a', '  ```', '  b', '', '- c'], 'tffft'],
    ['a comment in an item, ended by the item', ['1. a', '\t<!--', '\tb', 'c'], 'tcct'],
    ['a set-in fence outside of items', ['  ```', '- a', '  ```', 'b'], 'ffft'],
    ['blank lines', ['', ' \t', 'a'], 'bbt'],
  ])('knows %s', (_name, lines, expected) => {
    expect(kinds(...lines)).toBe(expected);
  });

  test.each([
    ['a fence', 'a\n```\nb', { kind: 'fence', line: 2, contained: false }],
    ['a comment', '<!--', { kind: 'comment', line: 1, contained: false }],
    ['a fence of an item', '- a\n  ```', { kind: 'fence', line: 2, contained: true }],
    ['nothing', '```\n```', null],
    ['nothing after the item', '- a\n  ```\nb', null],
  ])('tells that %s is open at the end', (_name, text, unclosed) => {
    expect(scan(text).unclosed).toEqual(unclosed);
  });

  test(`every character is in one line or in the line end behind it ${TRIED}`, () => {
    fc.assert(
      fc.property(fc.oneof(anyList, fc.string({ unit: 'binary' })), (text) => {
        const { lines } = scan(text);
        let at = text.startsWith('\uFEFF') ? 1 : 0;
        for (const [i, line] of lines.entries()) {
          expect(line).toMatchObject({ number: i + 1, start: at, text: text.slice(line.start, line.end) });
          expect(['\n', '\r', '\r\n', '']).toContain(text.slice(line.end, line.next));
          expect(line.text).not.toMatch(/[\r\n]/);
          at = line.next;
        }
        expect(at).toBe(text.length);
      }),
      { numRuns: RUNS },
    );
  });
});
