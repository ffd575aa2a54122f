import { describe, expect, test } from 'vitest';
import { judge, looksLike } from '../../../src/policy/complexity.js';

const FACTS = { text: 'Look at it', refs: 0, estLoc: null, refLoc: 0 };

describe('complexity', () => {
  test.each([
    ['nothing that tells', {}, 'simple'],
    ['one word of work', { text: 'Add a flag' }, 'simple'],
    ['two words of work', { text: 'Add a flag and update the help' }, 'medium'],
    ['a hard word', { text: 'Refactoring of the parser' }, 'medium'],
    ['two hard words', { text: 'Migrate and redesign it' }, 'complex'],
    ['words within other words', { text: 'The address prefix, created by nobody additional' }, 'simple'],
    ['many files', { refs: 5 }, 'medium'],
    ['a large estimate', { estLoc: 200 }, 'medium'],
    ['an estimate that counts instead of the files', { estLoc: 10, refLoc: 9_000, refs: 2 }, 'simple'],
    ['large files', { refLoc: 500, refs: 2, text: 'Extend it' }, 'complex'],
  ] as const)('%s', (_name, facts, expected) => {
    expect(judge({ ...FACTS, ...facts }).complexity).toBe(expected);
  });

  test('TL-S50 files, a hard word and an estimate make a task complex, a typo is simple', () => {
    const text = 'Refactor a/b.ts, c.ts, d.ts, e/f/ and g.md\n- Est. LoC: 250';
    expect(looksLike(text)).toBe('complex');
    expect(looksLike('Fix typo')).toBe('simple');
  });

  test('tells the words it was told by, hard ones first', () => {
    const text = 'Fixes a typo, adds and ADDS, updating what migrates';
    expect(judge({ ...FACTS, text }).keywords).toEqual(['migrate', 'add', 'update', 'fix', 'typo']);
  });
});
