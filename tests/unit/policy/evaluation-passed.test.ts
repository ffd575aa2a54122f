import { expect, test } from 'vitest';
import { isGood } from '../../../src/domain/evaluation.js';
import { evaluated, once, ran, tests } from './evals.js';

test.each([
  ['EV-S7 all tests pass', [tests(5)], true],
  ['EV-S7 one fails', [tests(4, 1)], false],
  ['EV-S7 errors without failures', [tests(4, 0, 1)], false],
  ['EV-S55 an exit code that nothing explains', [ran({ exits: 1 })], false],
  ['EV-S3 L12 nothing can be read, and the exit code is 0', [ran()], true],
  ['EV-S29 a script that fails', [tests(5), ran({ kind: 'script', exits: 2 })], false],
  ['nothing could be measured', [ran({ exits: 127 })], false],
])('%s', (_, runs, good) => {
  expect(isGood(evaluated(once(...runs)))).toBe(good);
});
