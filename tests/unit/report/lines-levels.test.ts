import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/domain/event.js';
import { answered, approved, asked, built, cycle, linesAfter, refused, reviewed, textsAfter } from './samples.js';

describe('who sees it', () => {
  const levels = (...events: readonly RunEvent[]) => linesAfter(...events).map(({ level }) => level);

  test('an agent’s words are for those who read along', () => {
    expect(linesAfter(...built).map(({ level, text }) => [level, text])).toEqual([['detail', '         | done']]);
  });

  test('a reader’s JSON is told as a verdict instead', () => {
    expect(textsAfter(cycle, asked(1, 'reviewer', 'review'), answered(1, 'reviewer', '{"status":"APPROVED"}'))).toEqual(
      [],
    );
    expect(textsAfter(cycle, asked(1, 'reviewer', 'review'), answered(1, 'reviewer', 'looks fine'))).toEqual([
      '         | looks fine',
    ]);
  });

  test('so is how long it took to commit', () => {
    const events = [cycle, asked(1, 'author', 'commit'), answered(1, 'author', '')];
    expect(linesAfter(...events)).toMatchObject([
      { level: 'detail', text: '  2/3  commit    claude        12s  answered' },
    ]);
  });

  test('the summary of an approval is a detail, that of a refusal is not', () => {
    expect(levels(cycle, reviewed(approved()))).toEqual(['progress', 'detail']);
    expect(levels(cycle, reviewed(refused))).toEqual(['progress', 'progress', 'progress', 'progress']);
  });

  const doing = (phrase: string | null): RunEvent => ({
    ...{ type: 'agent-progress', call: 1, role: 'author' },
    progress: { doing: phrase, outputTokens: 5, costUsd: null },
  });
  test('what an agent does is told once, however often its tokens are', () => {
    const before = [cycle, asked(1, 'author')];
    expect(linesAfter(...before, doing('Edit a'))).toMatchObject([{ level: 'detail', text: '         · Edit a' }]);
    expect(linesAfter(...before, doing('Edit a'), doing('Edit a'))).toEqual([]);
    expect(linesAfter(...before, doing('Edit a'), doing(null))).toEqual([]);
    expect(textsAfter(...before, doing('Edit a'), doing(null), doing('Edit b'))).toEqual(['         · Edit b']);
    expect(textsAfter(...before, doing('Edit a'), asked(2, 'author'), doing('Edit a'))).toEqual(['         · Edit a']);
  });
});
