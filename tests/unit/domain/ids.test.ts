import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXPLICIT_ID, laterThan, type RunId, runId, slug } from '../../../src/domain/ids.js';

describe('runId', () => {
  test.each([
    ['2026-11-25T01:02:03.004Z', 0, '20261125_010203_004_0000'],
    ['2026-01-01T23:59:59.999Z', 65_535, '20260101_235959_999_ffff'],
    ['2026-01-01T00:00:00.000+02:00', 171, '20251231_220000_000_00ab'],
  ])('of %s and %i', (at, random, id) => {
    expect(runId(new Date(at), random)).toBe(id);
  });

  test('ids sort by time', () => {
    const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    const random = fc.integer({ min: 0, max: 65_535 });
    fc.assert(
      fc.property(date, date, random, random, (a, b, r, s) => {
        fc.pre(a.getTime() !== b.getTime());
        expect(runId(a, r) < runId(b, s)).toBe(a < b);
      }),
    );
  });
});

describe('the id of a run after others', () => {
  const of = (text: string): RunId => text as RunId;
  test.each([
    ['is its own when it is later', null, '20260101_120000_000_abcd', '20260101_120000_000_abcd'],
    [
      'is its own after an earlier one',
      '20260101_110000_000_ffff',
      '20260101_120000_000_abcd',
      '20260101_120000_000_abcd',
    ],
    [
      'is just behind when the clock was set back',
      '20260101_120000_999_ffff',
      '20260101_110000_000_00cd',
      '20260101_120001_000_00cd',
    ],
    [
      'is just behind one of the same instant',
      '20260101_120000_000_ffff',
      '20260101_120000_000_abcd',
      '20260101_120000_001_abcd',
    ],
    ['is its own beside a name that is not ours', 'zzz', '20260101_120000_000_abcd', '20260101_120000_000_abcd'],
  ])('%s', (_name, last, id, expected) => {
    expect(laterThan(last === null ? null : of(last), of(id))).toBe(expected);
  });

  test('is always the last one by name', () => {
    const ids = fc.tuple(
      fc.date({ min: new Date(0), max: new Date('2099-01-01'), noInvalidDate: true }),
      fc.nat(0xffff),
    );
    fc.assert(
      fc.property(ids, ids, ([a, x], [b, y]) => {
        const last = runId(a, x);
        expect(laterThan(last, runId(b, y)) > last).toBe(true);
      }),
    );
  });
});

describe('slug', () => {
  test.each([
    ['Add a Retry!', 30, 'add-a-retry'],
    ['  --x--  ', 30, 'x'],
    ['a/../b', 30, 'a-b'],
    ['one two', 4, 'one'],
    ['日本語', 30, 'none'],
    ['', 30, 'none'],
  ])('of %j in %i characters', (text, max, word) => {
    expect(slug(text, max, 'none')).toBe(word);
  });

  test('is always a file name, and an id', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(slug(text, 30, 'task')).toMatch(EXPLICIT_ID);
      }),
    );
  });
});

describe('EXPLICIT_ID', () => {
  test.each(['a', 'a_b-1', 'x'.repeat(40)])('takes %s', (id) => expect(id).toMatch(EXPLICIT_ID));
  test.each(['', 'A', 'a.b', '../a', 'a b', 'a\n', 'x'.repeat(41)])('refuses %j', (id) =>
    expect(id).not.toMatch(EXPLICIT_ID),
  );
});
