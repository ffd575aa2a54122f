import { describe, expect, test } from 'vitest';
import { readTasklist } from '../../../src/formats/tasklist.js';
import { namedTask } from '../../../src/policy/named-task.js';
import { subtasksIn } from '../../../src/policy/split.js';

const OTHERS = readTasklist('- [x] **Parse**: it\n  - ID: parse\n- [ ] Print it\n').entries;
const split = (...lines: readonly string[]) => {
  const read = subtasksIn(lines.join('\n'), OTHERS);
  return read.ok ? read.value.map(({ about }) => about.title) : read.error;
};

describe('what an answer proposes', () => {
  test.each([
    [
      'a list among words',
      ['## Suggested', '- [ ] **One**: a', '  - Est. LoC: 3', '- [ ] **Two**: b', '## Why'],
      ['One', 'Two'],
    ],
    ['a list in a fence', ['Here:', '```markdown', '- [ ] One', '- [ ] Two', '```'], ['One', 'Two']],
    [
      'what waits for what',
      ['- [ ] One', '  - ID: a', '- [ ] Two', '  - Depends on: a, One, parse, print it'],
      ['One', 'Two'],
    ],
  ])('%s is read', (_name, lines, titles) => {
    expect(split(...lines)).toEqual(titles);
  });

  test.each([
    ['no list', ['Split it in two.'], /^no subtask in the form/],
    ['a single one', ['- [ ] All of it'], /^only one subtask/],
    ['a ticked one', ['- [x] One', '- [ ] Two'], /^"One" is ticked$/],
    [
      'an id of another task',
      ['- [ ] One', '  - ID: parse', '- [ ] Two'],
      /^the id "parse" belongs to more than one task$/,
    ],
    ['an id that comes twice', ['- [ ] One', '  - ID: a', '- [ ] Two', '  - ID: a'], /^the id "a" belongs/],
    ['an id that is none', ['- [ ] One', '  - ID: A.b', '- [ ] Two'], /^the id "A\.b" is not allowed$/],
    [
      'one that waits for a later one',
      ['- [ ] One', '  - Depends on: Two', '- [ ] Two'],
      /^"One" depends on "Two", which/,
    ],
    ['one that waits for nothing known', ['- [ ] One', '- [ ] Two', '  - Depends: x'], /^"Two" depends on "x", which/],
  ])('%s is refused', (_name, lines, problem) => {
    expect(split(...lines)).toMatch(problem);
  });
});

describe('a task that is named', () => {
  const named = (word: string, entries = OTHERS) => {
    const found = namedTask(word, entries, 't.md');
    return found.ok ? found.value.about.title : found.error.what;
  };

  test.each([
    ['2', 'Print it'],
    [OTHERS[1]?.id ?? '', 'Print it'],
    ['0', 'there is no task 0 in t.md'],
    ['9', 'there is no task 9 in t.md'],
    ['prin', 'there is no task prin in t.md'],
    ['1', 'task 1 of t.md is done ("Parse")'],
    ['parse', 'task parse of t.md is done ("Parse")'],
  ])('%s: %s', (word, says) => {
    expect(named(word)).toBe(says);
  });

  test('where nothing is pending is told so', () => {
    expect(named('1', OTHERS.slice(0, 1))).toBe('there is no pending task in t.md');
  });
});
