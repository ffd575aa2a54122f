import { describe, expect, test } from 'vitest';
import { type About, readAbout } from '../../../src/formats/task-about.js';

const about = (...lines: string[]): About => readAbout(['A', ...lines].join('\n'));

describe('readAbout', () => {
  test.each([
    ['**T**: D', 'T', 'D'],
    ['**T**', 'T', ''],
    ['**T:** D', 'T', 'D'],
    ['**T** - D', 'T', ''],
    ['plain text', 'plain text', 'plain text'],
    ['**a\\*b**: D', 'a*b', 'D'],
    ['**a*b**: D', '**a*b**: D', '**a*b**: D'],
  ])('%j has its title and description', (line, title, description) => {
    expect(readAbout(line)).toMatchObject({ title, description });
  });

  test('TL-S19 knows the three risks, in any letters', () => {
    expect(about('  - Risk: HIGH').risk).toBe('high');
    expect(about('  - Risk: urgent').risk).toBeNull();
  });

  test.each([
    ['TL-S20 a number', '  - Est. LoC: 120', 120],
    ['TL-S20 no guess', '  - Est. LoC: ~120', null],
    ['no words', '  - Est. LoC: about 80', null],
    ['other spellings', '  - est loc: 7 lines', 7],
    ['other spellings', '  - Est.LoC:7', 7],
  ])('%s', (_name, line, estLoc) => {
    expect(about(line).estLoc).toBe(estLoc);
  });

  test('TL-S21 three labels mean the criteria; the last one counts', () => {
    expect(about('  - Success: a', '  - Criteria: b', '  - Acceptance: c').criteria).toBe('c');
    expect(about('  - Acceptance: c', '  - Success: a').criteria).toBe('a');
  });

  test('TL-S22 refs in both spellings', () => {
    expect(about('  - design-ref: a', '  - opportunity_ref: b')).toMatchObject({ designRef: 'a', opportunityRef: 'b' });
    expect(about('  - design_ref: a', '  - opportunity-ref: b')).toMatchObject({ designRef: 'a', opportunityRef: 'b' });
    expect(about('  - design_ref:').designRef).toBeNull();
  });

  test('TL-S24 TL-S25 criteria in order, the header in any letters', () => {
    expect(about('  **ACCEPTANCE   criteria:**', '  - one', '  - two').acceptance).toEqual(['one', 'two']);
  });

  test('TL-S26 a line about the task ends them', () => {
    const read = about('  **Acceptance criteria:**', '  - one', '  - Risk: low', '  - two');
    expect(read).toMatchObject({ acceptance: ['one'], risk: 'low' });
  });

  test('TL-S27 an empty line ends them', () => {
    expect(about('  **Acceptance criteria**', '  - one', '', '  - two').acceptance).toEqual(['one']);
  });

  test('TL-S28 none without a header', () => {
    expect(about('  - one', '  - two').acceptance).toEqual([]);
  });

  test('what stands in a fence says nothing', () => {
    const read = about('  ```', '  - Risk: high', '  <!-- context: a.md -->', '  ```', '  - Tests: unit');
    expect(read).toMatchObject({ risk: null, contextFile: null, tests: 'unit' });
  });

  test('lists what comes first and which files it touches', () => {
    expect(about('  - Depends on: one, two', '  - Files: `src/a.ts`, src/b.ts,')).toMatchObject({
      depends: ['one', 'two'],
      files: ['src/a.ts', 'src/b.ts'],
    });
  });

  test('a bold label, a star or the first line is no line about the task', () => {
    expect(readAbout('- Risk: high\n  - **Risk**: high\n  * Risk: high\n  Risk: high').risk).toBeNull();
  });
});
