import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openGoals, readRoadmap, tickGoal } from '../../../src/formats/roadmap.js';

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

test('open goals come in order, those with the same words told apart', () => {
  expect(openGoals(MAP).map(({ text, nth }) => [text, nth])).toEqual([
    ['**Two**: more', 0],
    ['Two and a half', 0],
    ['Two and a half', 1],
  ]);
  expect(openGoals('# Roadmap\n\nOnly prose.\n')).toEqual([]);
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
        const [next] = openGoals(text);
        expect(next).toBeDefined();
        if (next !== undefined) text = tickGoal(text, next);
      }
      expect(text).toBe(start.replaceAll('- [ ]', '- [x]'));
      expect(openGoals(text)).toEqual([]);
    }),
  );
});
