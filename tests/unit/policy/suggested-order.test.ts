import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Complexity } from '../../../src/domain/model-rule.js';
import type { Dependency } from '../../../src/domain/outlook.js';
import { suggestedOrder } from '../../../src/policy/suggested-order.js';

const waits = (dependent: number, prerequisite: number, kind: Dependency['kind'] = 'explicit'): Dependency => ({
  dependent,
  prerequisite,
  kind,
  reason: '',
});
const LETTERS: Readonly<Record<string, Complexity>> = { S: 'simple', M: 'medium', C: 'complex' };
/** Tasks with every second number, as if others were done. */
const tasks = (letters: string) =>
  [...letters].map((letter, i) => ({ number: 2 * i + 1, complexity: LETTERS[letter] ?? 'simple' }));

describe('suggestedOrder', () => {
  test.each([
    ['the simplest first', 'CSM', [], [3, 5, 1]],
    ['equal ones as they stand', 'SSS', [], [1, 3, 5]],
    ['after what it depends on', 'SCM', [waits(1, 3)], [5, 3, 1]],
    ['after the same file', 'CS', [waits(3, 1, 'file_overlap')], [1, 3]],
    ['the simplest of a circle', 'CSM', [waits(1, 3), waits(3, 1)], [5, 3, 1]],
    [
      'words before files in a circle',
      'SSS',
      [waits(1, 5), waits(3, 1, 'file_overlap'), waits(5, 3, 'file_overlap')],
      [3, 5, 1],
    ],
    ['nothing', '', [], []],
    ['those that are there', 'S', [waits(1, 99), waits(98, 1)], [1]],
  ] as const)('%s', (_name, letters, dependencies, order) => {
    expect(suggestedOrder(tasks(letters), dependencies)).toEqual(order);
  });

  test('every task once, and behind what it depends on unless that is a circle', () => {
    const pair = fc.tuple(fc.nat(19), fc.nat(19)).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('S', 'M', 'C'), { minLength: 20, maxLength: 20 }),
        fc.array(pair),
        (letters, pairs) => {
          const all = tasks(letters.join(''));
          // Only from later to earlier: no circle.
          const dependencies = pairs.map(([a, b]) => waits(2 * Math.max(a, b) + 1, 2 * Math.min(a, b) + 1));
          const order = suggestedOrder(all, dependencies);
          expect(order.toSorted((a, b) => a - b)).toEqual(all.map(({ number }) => number));
          for (const { dependent, prerequisite } of dependencies)
            expect(order.indexOf(dependent)).toBeGreaterThan(order.indexOf(prerequisite));
        },
      ),
    );
  });
});
