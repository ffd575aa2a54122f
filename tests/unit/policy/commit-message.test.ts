import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskId } from '../../../src/domain/ids.js';
import type { Task } from '../../../src/domain/task.js';
import { taskFromText } from '../../../src/formats/task-text.js';
import { commitMessage, TRAILER } from '../../../src/policy/commit-message.js';

const task = (title: string, raw = title): Task => ({
  id: 'a' as TaskId,
  title,
  raw,
  risk: null,
  acceptance: [],
  group: null,
  context: null,
});

describe('commitMessage', () => {
  test('has a subject, a reason and the trailer', () => {
    expect(commitMessage(task('Add a retry.'), 'Adds it; tests show it.')).toBe(
      `Add a retry\n\nAdds it; tests show it.\n\n${TRAILER}\n`,
    );
  });

  test('does without a reason', () => {
    expect(commitMessage(task('Add a retry'), ' \n ')).toBe(`Add a retry\n\n${TRAILER}\n`);
  });

  test.each([
    ['one that had to be cut', 'Teach the fetch client to try again after a timeout, at most three times'],
    ['one that was cut when it was read', taskFromText(`${'word '.repeat(20)}end`).title],
  ])('cuts a long title at a word, and says it whole in the body: %s', (_name, title) => {
    const raw = `${title.replace('...', 'rd and more')}\nsecond line`;
    const [subject = '', , ...body] = commitMessage(task(title, raw), 'Why.').split('\n');
    expect([...subject].length).toBeLessThanOrEqual(50);
    expect(subject).toMatch(/[^ ]…$/);
    expect(raw.startsWith(`${subject.slice(0, -1)} `)).toBe(true);
    expect(body.join(' ')).toContain(raw.split('\n')[0]);
    expect(body.join(' ')).not.toContain('second line');
  });

  test('a word that is too long is cut within', () => {
    expect(commitMessage(task('x'.repeat(60)), '').split('\n')[0]).toBe(`${'x'.repeat(49)}…`);
  });

  test('wraps at 72 columns, paragraph by paragraph', () => {
    const lines = commitMessage(task('t'), `${'word '.repeat(40)}\nnext`).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72);
    expect(lines).toContain('next');
  });

  test('no line begins like a comment', () => {
    const message = commitMessage(task('# Heading'), `## Why\n  # really\n${'word '.repeat(14)}#12 and more`);
    expect(message.split('\n').filter((line) => line.startsWith('#'))).toEqual([]);
    expect(message).toContain('#12');
  });

  test('carries no control characters', () => {
    expect(commitMessage(task('a\u0000b\tc'), 'd\u001b[31me\r\nf')).toBe(`ab c\n\nd[31me\nf\n\n${TRAILER}\n`);
  });

  test('cuts a summary without end', () => {
    expect(commitMessage(task('t'), 'word '.repeat(100_000)).length).toBeLessThan(2_200);
  });

  test('is a message whatever it is given', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, text, (title, summary) => {
        const lines = commitMessage(task(title), summary).split('\n');
        expect(lines[0]?.trim()).toMatch(/./);
        expect([...(lines[0] ?? '')].length).toBeLessThanOrEqual(50);
        expect(lines[1]).toBe('');
        expect(lines.slice(-3)).toEqual(['', TRAILER, '']);
      }),
      { numRuns: 40 },
    );
  });
});
