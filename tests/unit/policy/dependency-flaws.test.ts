import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTasklist } from '../../../src/formats/tasklist.js';
import { dependencyFlaws } from '../../../src/policy/dependency-flaws.js';
import { outlookOf } from '../../../src/policy/outlook.js';

const NO_FILES = { exists: () => false, lines: () => null };
const flaws = (...lines: string[]): readonly string[] =>
  outlookOf(readTasklist(lines.join('\n')), NO_FILES, []).flaws.map(
    ({ kind, line, text }) => `${line} ${kind} ${text}`,
  );

test.each([
  ['a task that is not there', ['- [ ] A', '  - Depends: b, C', '- [ ] C'], ['1 unknown-dependency b']],
  ['a done task', ['- [x] B', '  - ID: b', '- [ ] A', '  - Depends: B'], []],
  ['what a done task named', ['- [x] A', '  - Depends: gone'], []],
  ['itself', ['- [ ] A', '  - Depends: A'], []],
  [
    'a circle of two',
    ['- [ ] X', '- [ ] A', '  - Depends: B', '- [ ] B', '  - Depends: A'],
    ['2 dependency-circle 2 -> 3 -> 2'],
  ],
  [
    'two circles, and one task before them',
    [
      ...['- [ ] Z', '  - Depends: B', '- [ ] A', '  - Depends: B', '- [ ] B', '  - Depends: C', '- [ ] C'],
      ...['  - Depends: A', '- [ ] D', '  - Depends: E', '- [ ] E', '  - Depends: D'],
    ],
    ['3 dependency-circle 2 -> 3 -> 4 -> 2', '9 dependency-circle 5 -> 6 -> 5'],
  ],
])('%s', (_name, lines, expected) => {
  expect(flaws(...lines)).toEqual(expected);
});

test('an order is told as a circle exactly when there is none to follow', () => {
  const edges = fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })), { maxLength: 14 });
  fc.assert(
    fc.property(edges, (pairs) => {
      const waits = pairs.filter(([one, other]) => one !== other);
      const told = dependencyFlaws(
        [],
        waits.map(([dependent, prerequisite]) => ({ dependent, prerequisite, kind: 'explicit', reason: '' })),
      );
      let left = waits;
      for (let before = -1; before !== left.length; ) {
        before = left.length;
        const waiting = new Set(left.map(([dependent]) => dependent));
        left = left.filter(([, prerequisite]) => waiting.has(prerequisite));
      }
      expect(told.length > 0).toBe(left.length > 0);
      for (const { text } of told) {
        const path = text.split(' -> ').map(Number);
        expect(path.at(-1)).toBe(path[0]);
        for (const [i, one] of path.slice(0, -1).entries()) expect(waits).toContainEqual([one, path[i + 1]]);
      }
    }),
    { numRuns: 300 },
  );
});
