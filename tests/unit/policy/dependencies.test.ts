import { describe, expect, test } from 'vitest';
import { readTasklist } from '../../../src/formats/tasklist.js';
import { dependenciesOf } from '../../../src/policy/dependencies.js';
import { outlookOf } from '../../../src/policy/outlook.js';

const NO_FILES = { exists: () => false, lines: () => null };
const told = (...lines: string[]): readonly string[] =>
  outlookOf(readTasklist(lines.join('\n')), NO_FILES, []).dependencies.map(
    ({ dependent, prerequisite, kind, reason }) => `${dependent} after ${prerequisite}: ${kind}, ${reason}`,
  );

describe('which task should come after which', () => {
  test('of two that name a file, the later waits for the earlier', () => {
    expect(told('- [ ] Edit a.ts', '- [ ] Other', '- [ ] Test a.ts and b.ts')).toEqual([
      '3 after 1: file_overlap, both name a.ts',
    ]);
  });

  test('several files are one reason', () => {
    const files = 'a.ts b.ts c.ts d.ts';
    expect(told(`- [ ] One ${files}`, `- [ ] Two ${files}`)).toEqual([
      '2 after 1: file_overlap, both name a.ts, b.ts, c.ts and 1 more',
    ]);
  });

  test('words are understood in both directions, the longest title counts', () => {
    expect(
      told(
        '- [ ] Ship, after write the docs',
        '- [ ] Write the docs',
        '- [ ] Write the docs too',
        '- [ ] X requires "ship it"',
      ),
    ).toEqual(['1 after 2: explicit, it says "after"']);
    expect(told('- [ ] **Docs**: all', '- [ ] Ship. Depends on docs.')).toEqual([
      '2 after 1: explicit, it says "depends on"',
    ]);
    expect(told('- [ ] Add log', '- [ ] Ship after add login')).toEqual([]);
  });

  test('a line names ids or titles', () => {
    expect(
      told('- [ ] A', '  - Depends: b, Write it', '- [ ] B', '  - ID: b', '- [ ] Write it', '  - Depends on: nobody'),
    ).toEqual([
      '1 after 2: explicit, it says that it depends on b',
      '1 after 3: explicit, it says that it depends on Write it',
    ]);
  });

  test('what a task says goes before the files it shares', () => {
    expect(told('- [ ] Ship a.ts after build a.ts', '- [ ] Build a.ts')).toEqual([
      '1 after 2: explicit, it says "after"',
    ]);
  });

  test('done tasks are waited for by nobody', () => {
    expect(told('- [x] Docs a.ts', '- [ ] Ship a.ts after docs a.ts')).toEqual([]);
  });

  test('a file that all name costs no comparison of each with each', () => {
    const task = (number: number) => ({
      number,
      id: `t${number}`,
      title: `T ${number}`,
      raw: 'after T',
      references: ['a.ts'],
      depends: [],
    });
    const many = Array.from({ length: 20_000 }, (_, i) => task(i + 1) as never);
    expect(dependenciesOf(many)).toHaveLength(19_999);
  });
});
