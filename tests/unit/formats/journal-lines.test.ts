import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JOURNAL_VERSION, type JournalLine } from '../../../src/domain/journal.js';
import { journalLines } from '../../../src/formats/journal-lines.js';
import { NO_SEAL, sealLine } from '../../../src/formats/journal-seal.js';
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
/** As they are written, each sealed behind the one before. */
function written(all: readonly JournalLine[]): readonly string[] {
  let before = NO_SEAL;
  return all.map((line) => {
    const { text, seal } = sealLine(before, line);
    before = seal;
    return text;
  });
}
const sealed = written(lines);
const text = sealed.map((line) => `${line}\n`).join('');
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
    ['another value', 3, (line: string) => line.replace('not-approved', 'git'), 'does not follow'],
    [
      'a seal of its own',
      3,
      (line: string) => line.replace(/seal":".*"/, `seal":"${'0'.repeat(16)}"`),
      'does not follow',
    ],
    ['no seal', 3, (line: string) => line.replace(/,"seal":".*"/, ''), 'this line is damaged'],
    ['two lines in one', 1, (line: string) => `${line}${line}`, 'this line is damaged'],
    [
      'another version',
      0,
      (line: string) => line.replace(`"v":${v}`, '"v":9'),
      'of version 9; this millstone reads versions 1, 2 and 3',
    ],
    ['another version later', 4, (line: string) => line.replace(`"v":${v}`, '"v":4'), 'of version 4'],
  ])('with %s is damaged, and the line is named', (_what, index, edit, why) => {
    const edited = sealed.map((line, i) => (i === index ? edit(line) : line));
    expect(journalLines(Buffer.from(`${edited.join('\n')}\n`))).toMatchObject({
      error: { line: index + 1, why: expect.stringContaining(why) },
    });
  });

  test('whose lines were taken out, doubled or moved is damaged there, unless the last ones are all that is gone', () => {
    const at = fc.nat({ max: sealed.length - 1 });
    const deed = fc.oneof(
      fc.record({ kind: fc.constant('gone' as const), at }),
      fc.record({ kind: fc.constant('twice' as const), at }),
      fc.record({ kind: fc.constant('swapped' as const), at }),
    );
    fc.assert(
      fc.property(deed, ({ kind, at: n }) => {
        const edited = [...sealed];
        if (kind === 'gone') edited.splice(n, 1);
        if (kind === 'twice') edited.splice(n, 0, edited[n] ?? '');
        if (kind === 'swapped') edited.splice(n, 2, ...edited.slice(n, n + 2).toReversed());
        const read = journalLines(Buffer.from(edited.map((line) => `${line}\n`).join('')));
        const isPrefix = edited.every((line, i) => line === sealed[i]);
        expect(read.ok).toBe(isPrefix);
        if (!read.ok) expect(read.error.line).toBe(edited.findIndex((line, i) => line !== sealed[i]) + 1);
      }),
    );
  });

  test('of a version without seals is read as it is', () => {
    const old = lines.map((line) => ('v' in line ? { ...line, v: 2 as const } : line));
    const plain = old.map((line) => `${JSON.stringify(line)}\n`).join('');
    expect(journalLines(Buffer.from(plain))).toMatchObject({ value: { lines: old, seal: null } });
  });

  test('without a line is empty', () => {
    expect(journalLines(Buffer.alloc(0))).toMatchObject({ value: { lines: [], whole: 0, torn: 0 } });
  });
});
