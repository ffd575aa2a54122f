import { describe, expect, test } from 'vitest';
import type { Evaluation } from '../../../src/domain/evaluation.js';
import type { CheckRun } from '../../../src/domain/project-check.js';
import { attribute, gate } from '../../../src/policy/eval-gate.js';
import { type SettledCheck, settle } from '../../../src/policy/settled-check.js';
import { evaluated, once, ran, SCORING, tests } from './evals.js';

const RULES = { maxRegression: 0.05, minComposite: 0, allowNoTests: false };

/** An evaluation with what it is made of. */
interface Made {
  readonly now: Evaluation;
  readonly ran: readonly SettledCheck[];
}
const made = (ran: readonly SettledCheck[], more: Partial<Evaluation> = {}): Made => ({
  now: evaluated(ran, more),
  ran,
});
const of = (...runs: readonly CheckRun[]): Made => made(once(...runs));
const red = (...failures: readonly string[]): Made => of(tests(9, failures.length, 0, 0, failures));
const scored = (score: number): Made =>
  made(once(tests(1)), { categories: { tests: { score } }, composite_score: score });
const named = (run: CheckRun, ...passes: readonly string[]): CheckRun =>
  run.tests === undefined ? run : { ...run, tests: { ...run.tests, passes } };
const compared = (before: Made | null, { now, ran }: Made) => attribute(before?.now ?? null, now, ran);
const judged = (before: Made | null, { now, ran }: Made, rules: object = {}) =>
  gate({ before: before?.now ?? null, now, ran }, { ...RULES, ...rules }, SCORING.weights);
const why = (...args: Parameters<typeof judged>) => judged(...args).why;

/** Tests behind a pipe that swallows their exit code. */
const swallowed = (passed: number, ...failures: readonly string[]): Made =>
  of({ ...tests(passed, failures.length, 0, 0, failures), ending: { kind: 'exited', code: 0 } });

test('L12 a failure that is named despite the exit code 0 is new, or was there before', () => {
  expect(judged(swallowed(26), swallowed(25, 'z'))).toMatchObject({ introduced: ['z'], why: ['new-failures'] });
  expect(judged(swallowed(25, 'z'), swallowed(25, 'z'))).toMatchObject({ alreadyBroken: ['z'], why: [] });
  expect(judged(swallowed(25, 'z'), swallowed(26))).toMatchObject({ fixed: ['z'], why: [] });
});

describe('attribution', () => {
  test('each failure is one of introduced, already broken, fixed, gone, flaky', () => {
    const before = of(tests(1, 4, 0, 0, ['old', 'mended', 'shaky', 'taken out']));
    const first = tests(1, 3, 0, 0, ['old', 'new', 'shaky']);
    const again = named(tests(3, 2, 0, 0, ['old', 'new']), 'mended', 'shaky', 'another');
    expect(compared(before, made([settle(first, again)]))).toEqual({
      introduced: ['new'],
      alreadyBroken: ['old'],
      fixed: ['mended'],
      gone: ['taken out'],
      flaky: ['shaky'],
    });
  });

  test('EV-S33 with nothing to compare with, all are new', () => {
    expect(compared(null, red('a'))).toMatchObject({ introduced: ['a'], alreadyBroken: [] });
  });

  const broken = of(ran({ exits: 2 }));
  const aIsRed = of(tests(4, 1, 0, 0, ['a']));
  test.each<[string, Made, Made, 'fixed' | 'gone']>([
    ['passes by its name', aIsRed, of(named(tests(5), 'a', 'b')), 'fixed'],
    ['is not among what passed', aIsRed, of(named(tests(4), 'b')), 'gone'],
    ['is skipped, and not among what passed', aIsRed, of(named(tests(4, 0, 0, 1), 'b')), 'gone'],
    ['is not told of, and no fewer tests ran', aIsRed, of(tests(5)), 'fixed'],
    ['is not told of, and fewer tests ran', aIsRed, of(tests(4)), 'gone'],
    ['is not told of, and more are skipped', aIsRed, of(tests(5, 0, 0, 1)), 'gone'],
    ['is not told of, and nothing is counted', aIsRed, of(ran()), 'gone'],
    ['cannot be run any more', aIsRed, of(ran({ exits: 127 })), 'gone'],
    ['is not reached, since the command breaks', aIsRed, broken, 'gone'],
    ['has no command any more', aIsRed, of(), 'gone'],
  ])('what was red and %s', (_, before, now, expected) => {
    const found = compared(before, now);
    expect([found.fixed, found.gone]).toEqual(expected === 'fixed' ? [['a'], []] : [[], ['a']]);
  });

  test.each<[string, Made, Made, object]>([
    [
      'a command that was broken hides no test that fails once it runs',
      broken,
      red('a'),
      { introduced: ['a'], alreadyBroken: [], fixed: [], gone: ['command_failed'] },
    ],
    ['one that is broken as it was is not new', broken, broken, { introduced: [], alreadyBroken: ['command_failed'] }],
    ['one that passes is fixed', broken, of(tests(1)), { introduced: [], fixed: ['command_failed'], gone: [] }],
    [
      'one that breaks is new, whatever failed before',
      red('a'),
      broken,
      { introduced: ['command_failed'], gone: ['a'] },
    ],
    [
      'a script that passes is fixed',
      of(ran({ kind: 'script', exits: 1 })),
      of(ran({ kind: 'script' })),
      { fixed: ['script:npm test'] },
    ],
    [
      'a tool that is no longer installed has not fixed anything',
      of(ran({ kind: 'lint', exits: 1 })),
      of(ran({ kind: 'lint', exits: 127 })),
      { fixed: [], gone: ['command_failed:lint'] },
    ],
  ])('%s', (_, before, now, expected) => {
    expect(compared(before, now)).toMatchObject(expected);
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
    ['D2 no tests', why(null, of(ran({ kind: 'lint' }))), ['no-tests']],
    ['D2 a runner that is not installed', why(null, of(ran({ exits: 127 }))), ['no-tests']],
    ['D2 no tests where that is allowed', why(null, of(ran({ kind: 'lint' })), { allowNoTests: true }), []],
    [
      'EV-S29 a script that passed before',
      why(of(tests(1)), of(tests(1), ran({ kind: 'script', exits: 1 }))),
      ['new-failures'],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('D16 losses of several tasks add up against how the run began', () => {
    const { now, ran } = scored(0.91);
    const against = (first: number | null) =>
      gate(
        { now, ran, before: scored(0.95).now, first: first === null ? null : scored(first).now },
        RULES,
        SCORING.weights,
      );
    expect(against(null)).toMatchObject({ why: [], scores: { before: 0.95, now: 0.91 } });
    expect(against(0.99)).toMatchObject({ why: ['score-drop'], scores: { before: 0.99, now: 0.91 } });
  });

  test('D15 a tool that only one side has changes no score', () => {
    const before = of(tests(1));
    const now = of(tests(1), ran({ kind: 'lint', exits: 1, problems: 99 }));
    const then = { ...before, now: { ...before.now, failed_tests: ['command_failed:lint'] } };
    expect(judged(then, now)).toMatchObject({ why: [], scores: { before: 1, now: 1 } });
  });
});
