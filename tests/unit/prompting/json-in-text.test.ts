import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonObjectsIn } from '../../../src/prompting/json-in-text.js';

const values = (text: string) => jsonObjectsIn(text)?.map(({ value }) => value) ?? null;

describe('jsonObjectsIn', () => {
  test.each([
    ['an object alone', '{"a":1}', [{ a: 1 }]],
    ['objects in prose', 'First {"a":1}, then:\n{"b": 2}.', [{ a: 1 }, { b: 2 }]],
    ['an object in a fence', '```json\n{\n  "a": {"b": 2}\n}\n```', [{ a: { b: 2 } }]],
    ['AG-S40 braces within a text', '{"a":"}{","b":"\\"}"}', [{ a: '}{', b: '"}' }]],
    ['an object after code', 'if (x) { y("{"); }\n{"a":1}', [{ a: 1 }]],
    ['an object after a loose brace', '{ and {"a":1}', [{ a: 1 }]],
    ['an object after braces that never close', 'a { b {\n{"a":1}', [{ a: 1 }]],
    ['an object after a quotation that was cut', '+  return {"name": "x",\n\nVerdict:\n{"a":1}', [{ a: 1 }]],
    ['an object after one that is broken', '{"a": yes}\n{"a":1}', [{ a: 1 }]],
    ['no object', 'no braces, "a": 1', []],
    ['no array', '[1, 2]', []],
  ])('finds %s', (_name, text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test.each([
    ['a value of another', '{"x":{"a":1}}', [{ x: { a: 1 } }]],
    ['a part of a broken one', '{"x": oops, "y": {"a":1}}', []],
    ['a part of a broken one, between words', '{"x": see {"a":1}}', []],
    ['a part of a broken one, in a list', '{"x": [{"a":1}, {"a":2}], }', []],
    ['a part of one that was cut', '{"x": 5" wide", "y": {"a":1}, "z": [{"a":2}, {"a":3}', []],
    ['an element of a list', '[{"a":1}, {"a":2}]', []],
    ['one with a key twice', '{"a":1,"a":2}', []],
  ])('lists no object that is %s', (_name, text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test('says where an object ends, and what before it was never ended', () => {
    expect(jsonObjectsIn('x {"a":1} {"b": 5, x {"c":2} y')).toEqual([
      { value: { a: 1 }, unended: '', end: 9 },
      { value: { c: 2 }, unended: '{"b": 5, x ', end: 28 },
    ]);
  });

  test('finds any object between any prose', () => {
    const object = fc.dictionary(fc.string({ maxLength: 20 }), fc.jsonValue(), { minKeys: 1 });
    const prose = fc.string().map((text) => text.replace(/[{}"[,\\]/g, '.'));
    fc.assert(
      fc.property(fc.array(fc.tuple(prose, object)), prose, (pieces, end) => {
        const plain = pieces.filter(([, one]) => /^\{"[^"\\]*":/.test(JSON.stringify(one)));
        const text = plain.map(([before, one]) => `${before}\n${JSON.stringify(one)}`).join('\n') + end;
        // Through JSON, as -0 and the like do not survive it.
        expect(values(text)).toEqual(plain.map(([, one]) => JSON.parse(JSON.stringify(one))));
      }),
    );
  });

  test.each([
    ['opening braces', '{'.repeat(2_000_000)],
    ['braces and quotes', '{"'.repeat(1_000_000)],
    ['objects that never close', '{"a":b '.repeat(300_000)],
    ['code', 'if (x) { y = { z: 1 }; }\n'.repeat(80_000)],
    ['blanks', `{${' '.repeat(2_000_000)}`],
  ])('finds the object behind two million characters of %s', (_name, text) => {
    expect(values(`${text}\n{"b":2}`)).toEqual([{ b: 2 }]);
  });

  test('finds an object of two million characters', () => {
    const big = { a: '{'.repeat(2_000_000) };
    expect(values(JSON.stringify(big))).toEqual([big]);
  });

  test('gives up on text made to be tangled instead of half reading it', () => {
    expect(values(`{"a":1}${'{"a": \\"'.repeat(100_000)}{"b":2}`)).toBeNull();
  });
});
