import { expect, test } from 'vitest';
import { type CheckRun, checkFound, checkSays, standingOf } from '../../../src/domain/project-check.js';

const run = (ending: CheckRun['ending'], output = ''): CheckRun => ({
  ...{ kind: 'tests', command: 'npm test', ms: 10, putBack: [] },
  ...{ ending, output },
});
const exited = (code: number, output = '') => run({ kind: 'exited', code }, output);

test.each([
  ['whatever it printed, 0 is a pass', exited(0, '3 failed'), 'passed', 'passed'],
  ['whatever it printed, 1 is none', exited(1, 'all passed'), 'failed', 'failed (exit code 1)'],
  ['a shell that knows no such program', exited(127), 'not-measured', 'not measured (not installed)'],
  ['a file that is no program', exited(126), 'not-measured', 'not measured (not installed)'],
  [
    'npx that may fetch nothing',
    exited(1, 'npm error npx canceled due to missing packages and no YES option: ["vitest@3"]'),
    'not-measured',
    'not measured (not installed)',
  ],
  [
    'pytest without tests',
    exited(5, '\nno tests ran in 0.01s\n'),
    'not-measured',
    'not measured (no tests were found)',
  ],
  ['a test that prints such words', exited(1, 'it says: no tests ran in time'), 'failed', 'failed (exit code 1)'],
  ['python', exited(1, '/usr/bin/python: No module named pytest'), 'not-measured', 'not measured (not installed)'],
  [
    'a module of the project itself is another thing',
    exited(1, "No module named 'shop'"),
    'failed',
    'failed (exit code 1)',
  ],
  ['time ran out', run({ kind: 'timeout', ms: 60_000 }), 'failed', 'failed (still running after 60 s)'],
  ['somebody ended it', run({ kind: 'signalled', signal: 'SIGKILL' }), 'failed', 'failed (ended by SIGKILL)'],
  ['it did not start', run({ kind: 'not-started', why: 'no folder' }), 'not-measured', 'not measured (no folder)'],
])('L12 %s', (_name, ran, standing, says) => {
  expect(standingOf(ran)).toBe(standing);
  expect(checkSays(ran)).toBe(says);
});

const tests = (failures: string[], failed = failures.length) => ({
  runner: 'vitest',
  counts: { passed: 3, failed, errors: 0, skipped: 1 },
  failures,
});

test.each([
  ['failed tests by name', { ...exited(1), tests: tests(['a', 'b']) }, '2 of 5 tests failed: a, b'],
  [
    'the first of many',
    { ...exited(1), tests: tests(['a', 'b', 'c', 'd']) },
    '4 of 7 tests failed: a, b, c and 1 more',
  ],
  ['failures that were only counted', { ...exited(1), tests: tests([], 2) }, '2 of 5 tests failed'],
  ['problems', { ...exited(1), problems: 1 }, '1 problem'],
  ['nothing that could be read', exited(1), ''],
  ['nothing of a check that passed', { ...exited(0), tests: tests([]) }, ''],
  ['L12 failures of one that passed all the same', { ...exited(0), tests: tests(['a']) }, '1 of 4 tests failed: a'],
])('what it found: %s', (_name, ran, says) => {
  expect(checkFound(ran)).toBe(says);
});

test.each([
  ['one', tests(['a']), 'passed (exit code 0, though its output tells of 1 failure)'],
  ['only counted', tests([], 2), 'passed (exit code 0, though its output tells of 2 failures)'],
  [
    'only named',
    { runner: 'pytest', counts: null, failures: ['a'] },
    'passed (exit code 0, though its output tells of 1 failure)',
  ],
  ['none', tests([]), 'passed'],
])('L12 a check that passed says what its output tells of: %s', (_name, report, says) => {
  const ran = { ...exited(0), tests: report };
  expect(standingOf(ran)).toBe('passed');
  expect(checkSays(ran)).toBe(says);
});
