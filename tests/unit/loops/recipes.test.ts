import { describe, expect, test } from 'vitest';
import type { Link } from '../../../src/domain/chain.js';
import type { Through } from '../../../src/domain/through.js';
import { chain } from '../../../src/loops/pipeline/chain.js';
import { passRecipe, recipe } from '../../../src/loops/pipeline/recipes.js';
import { analyze } from '../../../src/loops/stages/analyze.js';
import { design } from '../../../src/loops/stages/design.js';
import { plan } from '../../../src/loops/stages/plan.js';
import { settingsWith } from '../../support/memory-settings.js';

const LETTERS: Readonly<Record<string, string>> = {
  analyze: 'A',
  design: 'D',
  review_design: 'R',
  plan: 'P',
  execute: 'X',
};
/** `A*` picks, `!` is a gate. */
const shape = (links: readonly Link[]): string =>
  links
    .map(({ stage, pick, gate }) => `${LETTERS[stage]}${pick === null ? '' : '*'}${gate === null ? '' : '!'}`)
    .join(' ');

const gates = { opportunities: true, designs: true, plans: true };
const all = settingsWith();
const noReview = settingsWith({ reviewDesigns: false });
const noGates = settingsWith({ noApprove: true });

describe('PL-S21 PL-S23 PL-S28 PL-S29 OL-S44 what a chain consists of (pipeline.md 6.1)', () => {
  test.each<[Parameters<typeof recipe>[0], Through | null, string, string, string]>([
    ['analyze', null, 'A', 'A', 'A'],
    ['analyze', 'design', 'A*! D R!', 'A*! D!', 'A* D R'],
    ['analyze', 'plan', 'A*! D R! P!', 'A*! D! P!', 'A* D R P'],
    ['analyze', 'execute', 'A*! D R! P! X', 'A*! D! P! X', 'A* D R P X'],
    ['design', null, 'D R', 'D', 'D R'],
    ['design', 'design', 'D R!', 'D!', 'D R'],
    ['design', 'plan', 'D R! P!', 'D! P!', 'D R P'],
    ['design', 'execute', 'D R! P! X', 'D! P! X', 'D R P X'],
    ['plan', null, 'P', 'P', 'P'],
    ['plan', 'plan', 'P!', 'P!', 'P'],
    ['plan', 'execute', 'P! X', 'P! X', 'P X'],
    // OL-S47: nobody is asked.
    ['deliver', null, 'D R P X', 'D P X', 'D R P X'],
  ])('--%s through %s: %s', (asked, through, usual, unreviewed, ungated) => {
    expect(shape(recipe(asked, through, all))).toBe(usual);
    expect(shape(recipe(asked, through, noReview))).toBe(unreviewed);
    expect(shape(recipe(asked, through, noGates))).toBe(ungated);
  });

  test.each([
    ['opportunities', 'A* D R! P! X'],
    ['designs', 'A*! D R P! X'],
    ['plans', 'A*! D R! P X'],
  ] as const)('OL-S43 PL-S11 PL-S22 PL-S27 PL-S32 without the gate of %s', (off, expected) => {
    expect(shape(recipe('analyze', 'execute', settingsWith({ gates: { ...gates, [off]: false } })))).toBe(expected);
  });

  test('OL-S37 OL-S38 OL-S40 the passes of a cycle (pipeline.md 6.2)', () => {
    expect(shape(passRecipe({ kind: 'execute', pending: 1 }, all))).toBe('X');
    expect(shape(passRecipe({ kind: 'goal', goal: 'g', nth: 0, line: 1 }, all))).toBe('D R! P! X');
    expect(shape(passRecipe({ kind: 'analyze' }, all))).toBe('A*! D R! P! X');
  });
});

test('PL-S1 PL-S2 PL-S3 a chain that does not fit does not compile', () => {
  // @ts-expect-error a plan is made of designs, not of opportunities
  expect(chain(analyze).to(plan).links).toHaveLength(2);
  // @ts-expect-error nothing comes before an analysis
  expect(chain(design).to(analyze).links).toHaveLength(2);
  // @ts-expect-error no chain is without a stage
  expect(() => chain()).toThrow();
  // @ts-expect-error there is no such gate
  expect(chain(design).gate('audits').links).toHaveLength(1);
  // @ts-expect-error only opportunities are picked from
  expect(chain(design).pickBest().links).toHaveLength(1);
});
