import fc from 'fast-check';
import { parse, stringify } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { lineFinder } from '../../../src/config/locate-line.js';

const TEXT = `# cli = "comment"
cli = "claude" # [limits]
day = 1979-05-27 07:32:00
half = 1.5
list = [
  [1, 2], # cli = 3
  ["]", "limits = 1"],
]
words = """
[limits]
max_cycles = 3 \\"""
"""
plain = '''
[sensitive]
'''
quotes = """ends with a quote""""
inline = { one = 1, "two" = { three = [1] } }
open = {
  first = 1,
  second = { third = 3 },
}
a.b.c = 1
"quo ted"."d.o.t" = 1
'single' = 1
"\\u0065scaped" = 1

[limits]
max_cycles = 3
  indented = 4

[ spaced . "na]me" ] # comment
key = 1

[[pipeline.insert]]
stage = "a"

[[pipeline.insert]]
module = "b"

[one.two.three]
four = 4
`;

describe('lineFinder', () => {
  test.each([
    ['a root key', 'cli', 2],
    ['a key after a date', 'half', 4],
    ['a list', 'list', 5],
    ['a key after lists in lists', 'words', 9],
    ['a key after texts of several lines', 'quotes', 16],
    ['a key of a table in one line', 'inline.one', 17],
    ['a quoted key of a table in a table', 'inline.two.three', 17],
    ['a key of a table in braces over lines', 'open.second', 20],
    ['a key within that', 'open.second.third', 20],
    ['a dotted key', 'a.b.c', 22],
    ['a table on the way to a dotted key', 'a.b', 22],
    ['quoted keys', ['quo ted', 'd.o.t'], 23],
    ['a key in single quotes', 'single', 24],
    ['an escaped key', 'escaped', 25],
    ['a table', 'limits', 27],
    ['a key of a table', 'limits.max_cycles', 28],
    ['an indented key', 'limits.indented', 29],
    ['a key that is not written, by its table', 'limits.max_loc_per_task', 27],
    ['a table with odd names', ['spaced', 'na]me', 'key'], 32],
    ['a list of tables', 'pipeline.insert', 34],
    ['a key of the second table of a list', 'pipeline.insert.module', 38],
    ['a table that only its parts are written of', 'one.two', 40],
    ['the last key', 'one.two.three.four', 41],
    ['nothing', 'sensitive', null],
    ['what only a comment says', 'comment', null],
    ['the file as a whole', [], null],
  ])('finds %s', (_name, path, line) => {
    expect(lineFinder(TEXT)(typeof path === 'string' ? path.split('.') : path)).toBe(line);
  });

  test('the text it is tested with is one', () => {
    expect(Object.keys(parse(TEXT))).toContain('one');
  });

  test('counts lines that end in CR LF like others', () => {
    expect(lineFinder(TEXT.replaceAll('\n', '\r\n'))(['one', 'two', 'three', 'four'])).toBe(41);
  });

  test('finds every key of any file', () => {
    const key = fc.oneof(
      fc.string({ minLength: 1, maxLength: 6 }),
      fc.constantFrom('a', 'b.c', 'd e', '[f]', '"', '#'),
    );
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constantFrom('[a]\nb = 1\n', '"""', "'''"));
    const table = fc.dictionary(key, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), { maxKeys: 4 });
    fc.assert(
      fc.property(fc.dictionary(key, table, { maxKeys: 4 }), (file) => {
        const text = stringify(file);
        const lines = text.split('\n');
        for (const [name, inner] of Object.entries(file)) {
          for (const own of Object.keys(inner)) {
            const line = lineFinder(text)([name, own]) ?? 0;
            // The line as it stands, between its table's header and the next one, is that key's.
            expect(Object.keys(parse(lines[line - 1] ?? ''))).toEqual([own]);
            expect(Object.keys(parse(header(lines, line)))).toEqual([name]);
          }
        }
      }),
    );
  });

  test('comes to an end on anything', () => {
    const piece = fc.constantFrom('[', ']', '{', '}', '=', '.', ',', '"', "'", '"""', '#', '\n', 'a', ' ', '\\');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(() => lineFinder(pieces.join(''))(['a', 'b'])).not.toThrow();
      }),
    );
  });
});

/** The nearest line above that opens a table. */
const header = (lines: readonly string[], from: number): string =>
  lines.slice(0, from).findLast((line) => line.startsWith('[')) ?? '';
