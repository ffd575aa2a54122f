import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openGoal, readRoadmap, tickGoal } from '../../../src/formats/roadmap.js';

const MAP = [
  '# Roadmap',
  '',
  'Prose.',
  '- [x] One',
  '* [ ] **Two**: more',
  '  - [ ] Two and a half',
  '```',
  '- [ ] no',
  '```',
  '- [ ] Two and a half',
  '- no box',
  '',
].join('\n');

test('goals are checkboxes with any bullet at any depth, outside of code', () => {
  expect(readRoadmap(MAP).map(({ text, done, line }) => [text, done, line])).toEqual([
    ['One', true, 4],
    ['**Two**: more', false, 5],
    ['Two and a half', false, 6],
    ['Two and a half', false, 10],
  ]);
});

test('the first open goal is next', () => {
  expect(openGoal(MAP)?.goal.text).toBe('**Two**: more');
  expect(openGoal('# Roadmap\n\nOnly prose.\n')).toBeNull();
});

test('a tick takes one of two goals with the same words, and none that begins with them', () => {
  const second = tickGoal(MAP, { text: 'Two and a half', nth: 1 });
  expect(second).toBe(MAP.replace('\n- [ ] Two and', '\n- [x] Two and'));
  expect(tickGoal(MAP, { text: 'Two', nth: 0 })).toBe(MAP);
  expect(tickGoal(MAP, { text: 'One', nth: 0 })).toBe(MAP);
});

test('ticking one goal after the other ends, and changes boxes alone', () => {
  const goal = fc.constantFrom('a', 'a b', '**a**: $1 \\0', 'x{{TASK}}');
  fc.assert(
    fc.property(fc.array(goal, { maxLength: 8 }), (goals) => {
      const start = goals.map((one) => `- [ ] ${one}`).join('\n');
      let text = start;
      for (let n = 0; n < goals.length; n++) {
        const next = openGoal(text);
        expect(next).not.toBeNull();
        if (next !== null) text = tickGoal(text, { text: next.goal.text, nth: next.nth });
      }
      expect(text).toBe(start.replaceAll('- [ ]', '- [x]'));
      expect(openGoal(text)).toBeNull();
    }),
  );
});
