import { describe, expect, test } from 'vitest';
import { attribute, gate } from '../../../src/policy/eval-gate.js';
import { settle } from '../../../src/policy/settled-check.js';
import { evaluated, once, ran, SCORING, tests } from './evals.js';

const RULES = { maxRegression: 0.05, minComposite: 0, allowNoTests: false };
const red = (...failures: readonly string[]) => evaluated(once(tests(9, failures.length, 0, 0, failures)));
const scored = (score: number) =>
  evaluated(once(tests(1)), { categories: { tests: { score } }, composite_score: score });
const why = (...args: [Parameters<typeof gate>[0], Parameters<typeof gate>[1], (typeof RULES | object)?]) =>
  gate(args[0], args[1], { ...RULES, ...args[2] }, SCORING.weights).why;

describe('attribution', () => {
  test('each failure is one of introduced, already broken, fixed, flaky', () => {
    const before = evaluated(once(tests(1, 3, 0, 0, ['old', 'mended', 'shaky'])));
    const now = evaluated([settle(tests(1, 3, 0, 0, ['old', 'new', 'shaky']), tests(2, 2, 0, 0, ['old', 'new']))]);
    expect(attribute(before, now)).toEqual({
      introduced: ['new'],
      alreadyBroken: ['old'],
      fixed: ['mended'],
      flaky: ['shaky'],
    });
  });

  test('EV-S33 with nothing to compare with, all are new', () => {
    expect(attribute(null, red('a'))).toMatchObject({ introduced: ['a'], alreadyBroken: [] });
  });
});

describe('the gate', () => {
  test.each([
    ['EV-S32 a failure that was not there', why(red('a'), red('b')), ['new-failures']],
    ['EV-S37 one that was', why(red('a'), red('a')), []],
    ['EV-S34 a drop of 0.10', why(scored(0.95), scored(0.85)), ['score-drop']],
    ['EV-S34 a drop of 0.03', why(scored(0.95), scored(0.92)), []],
    ['EV-S34 better than before', why(scored(0.9), scored(0.95)), []],
    ['D23 a drop of 0.05 from 1.00', why(scored(1), scored(0.95)), []],
    ['D23 a drop of 0.05 from 0.95', why(scored(0.95), scored(0.9)), []],
    ['D13 a score that is too low', why(null, scored(0.7), { minComposite: 0.8 }), ['score-too-low']],
    ['D2 no tests', why(null, evaluated(once(ran({ kind: 'lint' })))), ['no-tests']],
    ['D2 a runner that is not installed', why(null, evaluated(once(ran({ exits: 127 })))), ['no-tests']],
    [
      'D2 no tests where that is allowed',
      why(null, evaluated(once(ran({ kind: 'lint' }))), { allowNoTests: true }),
      [],
    ],
    [
      'EV-S29 a script that passed before',
      why(evaluated(once(tests(1))), evaluated(once(tests(1), ran({ kind: 'script', exits: 1 })))),
      ['new-failures'],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('D15 a tool that only one side has changes no score', () => {
    const before = evaluated(once(tests(1)));
    const now = evaluated(once(tests(1), ran({ kind: 'lint', exits: 1, problems: 99 })));
    const then = { ...before, failed_tests: ['command_failed:lint'] };
    expect(gate(then, now, RULES, SCORING.weights)).toMatchObject({ why: [], scores: { before: 1, now: 1 } });
  });
});
