import { describe, expect, test } from 'vitest';
import { readTasklist } from '../../../../src/formats/tasklist.js';
import { outlookOf } from '../../../../src/policy/outlook.js';
import { outlookLines } from '../../../../src/report/tables/outlook.js';
import { outlookJson } from '../../../../src/report/tables/outlook-json.js';

const CODE = { exists: () => true, lines: (path: string) => (path === 'src/a.ts' ? 7 : null) };
const outlook = (lines: readonly string[], past = [] as { text: string; seconds: number }[]) =>
  outlookOf(readTasklist(lines.join('\n')), CODE, past);
const shown = (lines: readonly string[], past?: { text: string; seconds: number }[]): readonly string[] =>
  outlookLines('list.md', outlook(lines, past)).map(({ text }) => text);

const LIST = [
  '## Group: API',
  '- [x] Old',
  '- [ ] **Refactor the cache**: see src/a.ts, after docs',
  '  - Est. LoC: 250',
  '  - Risk: high',
  '- [ ] Docs',
  '- [ ]',
];

describe('what lies ahead, for a person', () => {
  test('tells tasks, order, time and what is wrong', () => {
    expect(shown(LIST)).toEqual([
      'Tasklist list.md',
      '3 tasks: 2 pending, 1 done',
      '1 simple, 0 medium, 1 complex',
      '',
      'Pending tasks',
      '   2. [C] Refactor the cache: see src/a.ts, after docs',
      expect.stringMatching(/^ {6}id [0-9a-f]{8}, risk high, group API$/),
      '      Files: src/a.ts',
      '      Est. LoC: 250',
      '      Ref. code size: 7 lines',
      '      Keywords: refactor',
      '   3. [S] Docs',
      expect.stringMatching(/^ {6}id [0-9a-f]{8}, group API$/),
      '',
      'Possible dependencies',
      '  Task 2 after task 3: it says "after"',
      '',
      'Suggested order',
      '   3. Docs',
      '   2. Refactor the cache',
      '',
      'Time that may be left: 12.0 minutes',
      '  low confidence: no task was approved here yet, so it is made of built-in figures',
      '  simple  1 task of 2.0 minutes (built-in figure)',
      '  complex 1 task of 10.0 minutes (built-in figure)',
      '',
      'WARN: list.md:7: "- [ ]" is no task: write "- [ ] " and what is to be done',
    ]);
  });

  test('TL-S51 says what the time rests on', () => {
    const past = Array.from({ length: 3 }, () => ({ text: 'Fix typo', seconds: 20 }));
    expect(shown(['- [ ] Fix another'], past).slice(-3)).toEqual([
      'Time that may be left: 20 seconds',
      '  medium confidence: from 3 approved tasks',
      '  simple  1 task of 20 seconds (3 approved tasks)',
    ]);
  });

  test('stops where nothing is pending', () => {
    expect(shown(['- [x] A'])).toEqual(['Tasklist list.md', '1 task: 0 pending, 1 done', 'Nothing is pending.']);
  });

  test('is no longer than a person reads', () => {
    const lines = shown(
      Array.from({ length: 1_000 }, (_, i) => `- [ ] ${i % 2 === 0 ? 'Refactor and redesign' : 'Fix'} ${i} in a.ts`),
    );
    expect(lines).toContain('  ... and 800 more (--json has all of them)');
    expect(lines).toContain('  ... and 989 more (--json has all of them)');
    expect(lines.length).toBeLessThan(1_100);
  });

  test('says that the order of the list is fine', () => {
    expect(shown(['- [ ] A', '- [ ] B'])).toContain('Suggested order: as they are listed');
  });

  test('cuts long lines by whole characters', () => {
    expect(shown([`- [ ] ${'😀'.repeat(120)}`])).toContain(`   1. [S] ${'😀'.repeat(100)}...`);
  });
});

test('what lies ahead, for a program, is all of it', () => {
  const json = outlookJson('list.md', true, outlook(LIST));
  expect(json).toMatchObject({
    type: 'tasklist',
    file: 'list.md',
    exists: true,
    total: 3,
    pending: 2,
    completed: 1,
    dependencies: [{ dependent: 2, prerequisite: 3, kind: 'explicit', reason: 'it says "after"' }],
    suggested_order: [3, 2],
    estimate: { seconds: 720, confidence: 'low', approved: 0 },
    warnings: [{ line: 7, kind: 'box-without-text' }],
  });
  expect((json.tasks as readonly object[])[1]).toMatchObject({
    number: 2,
    line: 3,
    completed: false,
    title: 'Refactor the cache',
    group: 'API',
    risk: 'high',
    complexity: 'complex',
    keywords: ['refactor'],
    file_refs: ['src/a.ts'],
    est_loc: 250,
    ref_loc: 7,
  });
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
});
