import { expect, test } from 'vitest';
import { settle, triedAgain } from '../../../src/policy/settled-check.js';
import { evaluated, once, ran, tests } from './evals.js';

const red = (...failures: readonly string[]) => tests(1, failures.length, 0, 0, failures);
const broken = ran({ exits: 2 });

test.each([
  ['red, then green: flaky', red('a'), tests(2), 'passed', [], ['a']],
  ['red twice the same', red('a'), red('a'), 'failed', ['a'], []],
  ['one of two comes and goes', red('a', 'b'), red('a'), 'failed', ['a'], ['b']],
  ['one that only comes at the second time is flaky as well', red('a'), red('a', 'c'), 'failed', ['a'], ['c']],
  ['red twice for other reasons is red all the same', red('a'), red('b'), 'failed', ['b'], ['a']],
  ['EV-S55 red without a name', broken, broken, 'failed', ['command_failed'], []],
  ['a crash, then green', broken, tests(2), 'passed', [], ['command_failed']],
  [
    'a lint that came and went',
    ran({ kind: 'lint', exits: 1 }),
    ran({ kind: 'lint' }),
    'passed',
    [],
    ['command_failed:lint'],
  ],
])('%s', (_, first, again, standing, failures, flaky) => {
  expect(settle(first, again)).toMatchObject({ standing, failures, flaky });
});

test('L12 a check that passed and names failures passed, keeps the names and is tried again', () => {
  const lies = ran({
    tests: { runner: 'tap', counts: { passed: 1, failed: 1, errors: 0, skipped: 0 }, failures: ['a'] },
  });
  expect(triedAgain(lies)).toBe(true);
  expect(settle(lies, null)).toMatchObject({ standing: 'passed', failures: ['a'] });
  expect(settle(lies, lies)).toMatchObject({ standing: 'passed', failures: ['a'], flaky: [] });
  expect(settle(lies, tests(2))).toMatchObject({ standing: 'passed', failures: [], flaky: ['a'] });
  expect(evaluated(once(lies))).toMatchObject({ passed: true, failed_tests: ['a'] });
});

test('EV-S29 a script bears its command, and so does one of two checks of a kind', () => {
  expect(settle(ran({ kind: 'script', command: 'e2e', exits: 1 }), null).failures).toEqual(['script:e2e']);
  const twins = [ran({ command: 'pytest' }), ran({ command: 'npm test' })];
  expect(settle(ran({ command: 'pytest', exits: 1 }), null, twins).failures).toEqual(['command_failed:pytest']);
});

test('what ran into its limit, or could not be run, is not tried again', () => {
  expect(triedAgain(ran({ exits: 1 }))).toBe(true);
  expect(triedAgain(ran())).toBe(false);
  expect(triedAgain(ran({ exits: 127 }))).toBe(false);
  expect(triedAgain(ran({ ending: { kind: 'timeout', ms: 1 } }))).toBe(false);
});
