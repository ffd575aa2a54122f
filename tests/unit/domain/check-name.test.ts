import { expect, test } from 'vitest';
import { spokenFailure } from '../../../src/domain/check-name.js';

test.each([
  ['adds two numbers', 'adds two numbers'],
  ['command_failed', 'the test command (it names no tests)'],
  ['command_failed:npm run slow', 'npm run slow'],
  ['command_failed:lint', 'the lint check'],
  ['script:sh size.sh', 'sh size.sh'],
])('the failure %s is told as: %s', (name, told) => {
  expect(spokenFailure(name)).toBe(told);
});
