import { describe, expect, test } from 'vitest';
import { JOURNAL_VERSION, type JournalLine } from '../../../src/domain/journal.js';
import { journalLines } from '../../../src/formats/journal-lines.js';
import { stagePlan } from '../../support/take-up.js';

const v = JOURNAL_VERSION;
const at = '2026-01-01T00:00:00.000Z';
const lines: readonly JournalLine[] = [
  { kind: 'opened', v, plan: { ...stagePlan }, at },
  { kind: 'intent', key: 'task/t/1/author', before: { tree: 't0' }, at },
  { kind: 'step', key: 'task/t/1/author', value: { text: 'größer, 日本語 👩‍💻 \n "quoted"' }, at },
  { kind: 'halted', reason: 'not-approved', says: 'no', waives: null, seen: null, at },
  { kind: 'resumed', v, flags: {}, at },
  { kind: 'closed', how: 'done', commits: [], at },
];
const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
const bytes = Buffer.from(text);

describe('a journal', () => {
  test('cut after any byte is its whole lines, and the rest is torn', () => {
    let kept = 0;
    for (let cut = 0; cut <= bytes.length; cut++) {
      if (cut > 0 && bytes[cut - 1] === 0x0a) kept++;
      const read = journalLines(bytes.subarray(0, cut));
      if (!read.ok) expect.fail(`cut after byte ${cut}: line ${read.error.line} ${read.error.why}`);
      const { whole, torn } = read.value;
      expect([read.value.lines.length, whole + torn]).toEqual([kept, cut]);
      expect(read.value.text).toBe(bytes.subarray(0, whole).toString());
    }
    expect(journalLines(bytes)).toMatchObject({ value: { lines, torn: 0 } });
  });

  test.each([
    ['a line that is no JSON', 1, () => '{"kind":"step"', 'this line is damaged'],
    ['an empty line', 2, () => '', 'this line is damaged'],
    ['a kind nobody knows', 3, (line: string) => line.replace('"halted"', '"paused"'), 'this line is damaged'],
    ['a key too many', 0, (line: string) => line.replace('{', '{"extra":1,'), 'this line is damaged'],
    ['a value of another type', 5, (line: string) => line.replace('"done"', '3'), 'this line is damaged'],
    ['two lines in one', 1, (line: string) => `${line}${line}`, 'this line is damaged'],
    [
      'another version',
      0,
      (line: string) => line.replace(`"v":${v}`, '"v":9'),
      'of version 9; this millstone reads versions 1 and 2',
    ],
    ['another version later', 4, (line: string) => line.replace(`"v":${v}`, '"v":3'), 'of version 3'],
  ])('with %s is damaged, and the line is named', (_what, index, edit, why) => {
    const edited = lines.map((line, i) => (i === index ? edit(JSON.stringify(line)) : JSON.stringify(line)));
    expect(journalLines(Buffer.from(`${edited.join('\n')}\n`))).toMatchObject({
      error: { line: index + 1, why: expect.stringContaining(why) },
    });
  });

  test('without a line is empty', () => {
    expect(journalLines(Buffer.alloc(0))).toMatchObject({ value: { lines: [], whole: 0, torn: 0 } });
  });
});
