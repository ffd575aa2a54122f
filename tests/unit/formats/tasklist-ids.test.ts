import { describe, expect, test } from 'vitest';
import { textId } from '../../../src/formats/task-id.js';
import { readTasklist } from '../../../src/formats/tasklist.js';

const ids = (...lines: string[]): readonly string[] =>
  readTasklist(lines.join('\n')).entries.map((entry) => entry.task.id);

describe('the id of a task', () => {
  test.each([
    ['First task to implement', '794ce308'],
    ['**Add login**: Build the form', '097f5ce3'],
    ['**Add login**: Build the form\n  - Risk: low', 'cb33f326'],
    ['  spaced   out\ttext  ', 'a392ef35'],
    ['Ünïcode – tâsk ✓', 'b375031c'],
    ['Done thing', 'd9339394'],
  ])('is made of %j as the first millstone made it', (raw, id) => {
    expect(textId(raw)).toBe(id);
  });

  test('takes the separators of that one for spaces, and a byte order mark for none', () => {
    expect(textId('a\u001c\u0085b')).toBe(textId('a b'));
    expect(textId('a\uFEFFb')).not.toBe(textId('a b'));
  });

  test('TL-S12 is the one it names', () => {
    expect(ids('- [ ] A', '  - ID: my-task')).toEqual(['my-task']);
  });

  test('TL-S13 may stand in a comment', () => {
    expect(ids('- [ ] A <!-- id: html-id -->', '- [ ] B', '  <!-- id: below -->')).toEqual(['html-id', 'below']);
  });

  test('TL-S14 is that of the line where there are both', () => {
    expect(ids('- [ ] A <!-- id: html-id -->', '  - ID: line-id', '  <!-- id: other -->')).toEqual(['line-id']);
  });

  test('TL-S15 is made where the named one can be none', () => {
    const list = readTasklist('- [ ] A\n  - ID: Bad.Id');
    expect(list.entries[0]?.task.id).toBe(textId('A\n  - ID: Bad.Id'));
    expect(list.flaws).toEqual([{ kind: 'id-not-allowed', line: 1, text: 'Bad.Id' }]);
  });

  test.each(['x'.repeat(41), 'Upper', 'a/b', 'a.b'])('AR-S5 %s can be none, which is told', (text) => {
    const { flaws, entries } = readTasklist(`- [ ] A\n  - ID: ${text}`);
    expect(flaws).toEqual([{ kind: 'id-not-allowed', line: 1, text }]);
    expect(entries[0]?.id).not.toBe(text);
  });

  test('TL-S16 has a number where the text comes again, always the same', () => {
    const lines = ['- [ ] Done thing', '- [x] Done thing', '- [ ] Done thing'];
    expect(ids(...lines)).toEqual(['d9339394', 'd9339394-1', 'd9339394-2']);
    expect(ids(...lines)).toEqual(ids(...lines));
  });

  test('TL-S17 is cut so that the number fits, and is like no other', () => {
    const long = 'x'.repeat(40);
    const found = ids(
      '- [ ] A',
      `  - ID: ${long}`,
      '- [ ] B',
      `  - ID: ${long}`,
      '- [ ] C',
      `  - ID: ${'x'.repeat(38)}-1`,
    );
    expect(found).toEqual([long, `${'x'.repeat(38)}-1`, `${'x'.repeat(38)}-2`.slice(0, 40)]);
  });

  test('TL-S17 a number that another task has as its name is not given again', () => {
    expect(ids('- [ ] A', '  - ID: a-1', '- [ ] B', '  - ID: a', '- [ ] C', '  - ID: a')).toEqual(['a-1', 'a', 'a-2']);
  });

  test('TL-S18 stays when the box is ticked and changes with the text', () => {
    expect(ids('- [x] A task')).toEqual(ids('- [ ] A task'));
    expect(ids('- [ ] A task!')).not.toEqual(ids('- [ ] A task'));
    expect(ids('- [ ] A task', '  - Risk: low')).not.toEqual(ids('- [ ] A task'));
  });

  test('stays with other line ends', () => {
    expect(readTasklist('- [ ] A\r\n  b').entries[0]?.task.id).toBe(readTasklist('- [ ] A\n  b').entries[0]?.task.id);
  });

  test('of many equal texts is found without comparing each with each', () => {
    const many = ids(...Array<string>(50_000).fill('- [ ] Again'));
    expect(new Set(many).size).toBe(50_000);
  });
});
