import { describe, expect, test } from 'vitest';
import type { CheckRun } from '../../../src/domain/project-check.js';
import { readTestOutput } from '../../../src/formats/test-reports/read.js';
import { attribute } from '../../../src/policy/eval-gate.js';
import { settle } from '../../../src/policy/settled-check.js';
import { evaluated, ran } from './evals.js';
import { NAMES_PASSES, RUNNERS, type Suite } from './runner-reports.js';

/** A run of a project's tests whose report was read from what the runner printed. */
function checked(runner: string, suite: Suite): CheckRun {
  const output = RUNNERS[runner]?.(suite) ?? '';
  const tests = readTestOutput(output, '');
  if (tests === null) throw new Error(`${runner}: nothing can be read in ${output}`);
  return ran({ exits: Object.values(suite).includes('fail') ? 1 : 0, output, tests });
}

/** The attribution of a suite that was run twice now, by the last words of its names. */
function attributed(runner: string, before: Suite, now: Suite, again: Suite) {
  const then = evaluated([settle(checked(runner, before), null)]);
  const settled = [settle(checked(runner, now), checked(runner, again))];
  const found = attribute(then, evaluated(settled), settled);
  const short = (names: readonly string[]) => names.map((name) => /\w+$/.exec(name)?.[0] ?? name).sort();
  return Object.fromEntries(Object.entries(found).map(([key, names]) => [key, short(names)]));
}

const BEFORE: Suite = {
  Test_old: 'fail',
  Test_mended: 'fail',
  Test_lost: 'fail',
  Test_shaky: 'pass',
  Test_fine: 'pass',
};
const NOW: Suite = { Test_old: 'fail', Test_mended: 'pass', Test_new: 'fail', Test_shaky: 'fail', Test_fine: 'pass' };
const MORE: Suite = { ...NOW, Test_shaky: 'pass' };

describe.each(Object.keys(RUNNERS))('%s', (runner) => {
  const named = NAMES_PASSES.has(runner);

  test('a red baseline, a flaky test, a mended one, a new failure and one that was deleted', () => {
    const { Test_fine: _, ...fewer } = MORE;
    // Without names a deleted test can only be told by the number of those that ran.
    expect(attributed(runner, BEFORE, NOW, named ? MORE : fewer)).toEqual({
      introduced: ['Test_new'],
      alreadyBroken: ['Test_old'],
      fixed: named ? ['Test_mended'] : [],
      gone: named ? ['Test_lost'] : ['Test_lost', 'Test_mended'],
      flaky: ['Test_shaky'],
    });
  });

  test('a red test that is skipped now is not fixed', () => {
    const now: Suite = { ...BEFORE, Test_mended: 'skip' };
    expect(attributed(runner, BEFORE, now, now)).toMatchObject({ fixed: [], gone: ['Test_mended'], introduced: [] });
  });

  test('a red test that passes now is fixed', () => {
    const now: Suite = { ...BEFORE, Test_mended: 'pass' };
    expect(attributed(runner, BEFORE, now, now)).toMatchObject({ fixed: ['Test_mended'], gone: [], introduced: [] });
  });
});
