import { describe, expect, test } from 'vitest';
import { readTasklist } from '../../../src/formats/tasklist.js';

const flaws = (...lines: string[]) => readTasklist(lines.join('\n')).flaws.map(({ kind, line }) => `${line} ${kind}`);

describe('what a tasklist cannot mean', () => {
  test.each([
    ['a box without text', ['- [ ] A', '- [ ]', '- [x] '], ['2 box-without-text', '3 box-without-text']],
    ['text too close to its box', ['- [ ]A'], ['1 box-without-text']],
    ['TL-S23 a line about a task behind two empty lines', ['- [ ] A', '', '', '  - Risk: high'], ['4 stray-about']],
    [
      'a line about a task at the margin',
      ['- [ ] A', '- Risk: high', '- Tests: x'],
      ['2 stray-about', '3 stray-about'],
    ],
    ['a comment about a task at the margin', ['- [ ] A', '<!-- id: x -->'], ['2 stray-about']],
    ['a fence that is never closed', ['- [ ] A', '```', '- [ ] B'], ['2 unclosed-fence']],
    ['a comment that is never closed', ['<!--', '- [ ] B'], ['1 unclosed-comment']],
    ['the same id twice', ['- [ ] A', '  - ID: x', '- [ ] B', '  - ID: x'], ['3 id-twice']],
  ])('%s is told with its line', (_name, lines, expected) => {
    expect(flaws(...lines)).toEqual(expected);
  });

  test.each([
    ['TL-S23 a line about a task behind one empty line', ['- [ ] A', '', '  - Risk: high']],
    ['a link', ['- [x](https://example.org) is a link', '- [ ][ref]', '- [x]: https://example.org']],
    ['lists elsewhere', ['- [ ] A', '', 'Notes', '- Context: words', '  - Files: a']],
    ['the same text twice', ['- [ ] A', '- [ ] A']],
  ])('%s is none', (_name, lines) => {
    expect(flaws(...lines)).toEqual([]);
  });
});
