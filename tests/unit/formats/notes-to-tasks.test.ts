import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { notesToTasks } from '../../../src/formats/notes-to-tasks.js';
import { readTasklist } from '../../../src/formats/tasklist.js';
import { anyList, RUNS, TRIED } from './lists.js';

const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const made = (...lines: readonly string[]): string => notesToTasks(text(...lines))?.text ?? 'nothing';
const tasks = (...lines: readonly string[]): string => text('# Tasklist', '', ...lines);

describe('notes with marks', () => {
  test('TL-S55 CLI-S26 CLI-S27 bullets, numbers, TODO lines and boxes become tasks with their state', () => {
    const notes = [
      '# Backlog',
      '',
      '- bullet',
      '* star',
      '+ plus',
      '1. one',
      '2) two',
      'TODO: call',
      'todo- write',
      '- [ ] open',
      '* [X] done',
      '[x] bare',
      '<!-- - hidden -->',
      '```',
      '- code',
      '```',
    ];
    const expected = ['bullet', 'star', 'plus', 'one', 'two', 'call', 'write', 'open'].map((one) => `- [ ] ${one}`);
    expect(made(...notes)).toBe(tasks(...expected, '- [x] done', '- [x] bare'));
    expect(notesToTasks(text(...notes))).toMatchObject({ pending: 8, done: 2, same: false });
    expect(notesToTasks(text(...notes))?.leftOut.map(({ line }) => line)).toEqual([1, 13, 14, 15, 16]);
  });

  test.each([
    ['what is set in', ['* A', '  - Risk: high', '    more'], ['- [ ] A', '  - Risk: high', '    more']],
    ['a wrapped line', ['* A that goes', 'on here'], ['- [ ] A that goes', '  on here']],
    ['with a tab', ['1. A', '\tmore'], ['- [ ] A', '\tmore']],
    ['one empty line of many', ['* A', '', '  a', '', '', '  b', '', '* B'], ['- [ ] A', '  a', '', '  b', '- [ ] B']],
    ['code that is set in', ['* A', '  ```', '  - x', '  ```'], ['- [ ] A', '  ```', '  - x', '  ```']],
    ['set in deeper than its item', ['* A', '    * B', '      * C'], ['- [ ] A', '    * B', '      * C']],
  ])('an item keeps %s', (_name, notes, expected) => {
    expect(made(...notes)).toBe(tasks(...expected));
  });

  test('a box is a task of its own, however deep', () => {
    expect(made('* Backend', '  * [ ] A', '    note', '  * [x] B')).toBe(
      tasks('- [ ] Backend', '- [ ] A', '  note', '- [x] B'),
    );
  });

  test('group headers stay, other words go', () => {
    expect(made('intro', '', '## Group: API', '* A', '', 'words', '', '### Later', '* B')).toBe(
      tasks('## Group: API', '', '- [ ] A', '- [ ] B'),
    );
  });

  test.each([['- [ ]'], ['- []x'], ['---'], ['* * *'], ['1.']])('%j is no task', (line) => {
    expect(made('* A', line)).toBe(tasks('- [ ] A'));
  });

  test('TL-S55 other signs of items, quotations and what was given up', () => {
    expect(made('• one', '– two', '> - three', '> > * [x] four', '- [-] given up', '- [>] moved', 'todo - five')).toBe(
      tasks('- [ ] one', '- [ ] two', '- [ ] three', '- [x] four', '- [ ] five'),
    );
  });

  test('TL-S55 boxes that are drawn, and work that was begun', () => {
    expect(made('☐ one', '- ☑ two', '✅ three', '✔️ four', '- [~] five')).toBe(
      tasks('- [ ] one', '- [x] two', '- [x] three', '- [x] four', '- [ ] five'),
    );
  });

  test('a link is one', () => {
    expect(made('* A', '- [x](https://example.org)')).toBe(tasks('- [ ] A', '- [ ] [x](https://example.org)'));
  });
});

describe('notes without marks', () => {
  test('TL-S56 CLI-S29 each line is a task', () => {
    expect(made('Add login', '', 'Write the docs', 'Ship it')).toBe(
      tasks('- [ ] Add login', '- [ ] Write the docs', '- [ ] Ship it'),
    );
  });

  test('the lines of a wrapped paragraph are one task', () => {
    const first = 'The client should try again when the server is away for a';
    expect(made(first, 'moment, but not for ever.', '', 'Short one', 'Another')).toBe(
      tasks(`- [ ] ${first} moment, but not for ever.`, '- [ ] Short one', '- [ ] Another'),
    );
  });

  test.each([
    ['with short lines', ['Login must work', 'with a password', 'and a token.']],
    ['whose later lines begin with a name', ['The client has to', 'speak', 'HTTP/2 as well.']],
    ['that ends no sentence', ['The parser forgets the last line', 'of a file without an end', 'of line']],
  ])('TL-S56 a paragraph %s is one task', (_name, lines) => {
    expect(made(...lines, '', 'Ship it')).toBe(tasks(`- [ ] ${lines.join(' ')}`, '- [ ] Ship it'));
  });

  test.each([
    ['all in small letters', ['add login', 'write the docs']],
    ['some in small letters', ['Add login', 'write the docs']],
    ['each a sentence', ['Add login.', 'Write the docs.']],
    ['sentences that begin small', ['Add login.', 'docs are missing.']],
  ])('TL-S56 lines %s are tasks of their own', (_name, lines) => {
    expect(made(...lines)).toBe(tasks(...lines.map((line) => `- [ ] ${line}`)));
  });

  test('an underlined line is a heading', () => {
    expect(made('Ideas', '=====', '', 'Login', '-----', 'With a token.', 'Logout', '---')).toBe(
      tasks('- [ ] Login', '  With a token.', '  Logout', '  ---'),
    );
    expect(made('Ideas', '=====', 'Add login', 'Ship it')).toBe(tasks('- [ ] Add login', '- [ ] Ship it'));
  });

  test('long lines that begin like sentences are tasks of their own', () => {
    const lines = ['Add', 'Write', 'Ship'].map(
      (word) => `${word} something that takes nearly sixty characters to say it`,
    );
    expect(made(...lines)).toBe(tasks(...lines.map((line) => `- [ ] ${line}`)));
  });

  test('headings below a title are tasks, with the text under them', () => {
    const notes = [
      '# Ideas',
      'words',
      '## Login',
      'With a password.',
      '',
      '',
      'And a token.',
      '### Logout ###',
      '```',
      'x',
      '```',
    ];
    expect(made(...notes)).toBe(
      tasks('- [ ] Login', '  With a password.', '', '  And a token.', '- [ ] Logout', '  ```', '  x', '  ```'),
    );
  });

  test('several headings of the first level are tasks', () => {
    expect(made('# A', '# B')).toBe(tasks('- [ ] A', '- [ ] B'));
  });

  test('a table is left out', () => {
    expect(made('Add login', '', '| a | b |', '|---|---|', '| c | d |')).toBe(tasks('- [ ] Add login'));
  });

  test('a lone title is none, what is below it is', () => {
    expect(made('# Ideas', 'Add login', 'Ship it')).toBe(tasks('- [ ] Add login', '- [ ] Ship it'));
  });
});

test.each([
  ['nothing', ''],
  ['empty lines', '\n \n'],
  ['a title', '# Ideas\n'],
  ['code', '```\n- a\n```\n'],
  ['separators', '---\n===\n'],
])('TL-S57 CLI-S28 of %s nothing can be made', (_name, notes) => {
  expect(notesToTasks(notes)).toBeNull();
});

test('a tasklist stays as it is, with all that it says', () => {
  const list = '# My list\r\n\r\nWords.\r\n## Group: API\r\n- [x] A\r\n  - [ ] sub\r\n  - Risk: low\r\n';
  expect(notesToTasks(list)).toMatchObject({ text: list, same: true, pending: 0, done: 1 });
});

test(`whatever the notes, the result is a tasklist with that many tasks, and stays one ${TRIED}`, () => {
  fc.assert(
    fc.property(fc.oneof(anyList, fc.string({ unit: 'binary' })), (notes) => {
      const result = notesToTasks(notes);
      if (result === null) return;
      const { entries, flaws } = readTasklist(result.text);
      expect(entries).toHaveLength(result.pending + result.done);
      expect(entries.filter(({ done }) => done)).toHaveLength(result.done);
      if (result.same) expect(result.text).toBe(notes);
      else expect(flaws.filter(({ kind }) => kind.startsWith('unclosed'))).toEqual([]);
      expect(notesToTasks(result.text)).toMatchObject({ text: result.text, same: true });
    }),
    { numRuns: RUNS },
  );
});
