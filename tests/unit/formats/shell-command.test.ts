import { expect, test } from 'vitest';
import { programIn } from '../../../src/formats/shell-command.js';

test.each([
  ['npm test', 'npm'],
  ['  CI=1 NODE_ENV=test npx vitest run', 'npx'],
  ['./scripts/check.sh --all', './scripts/check.sh'],
  ['npm run lint && npm test', 'npm'],
  ['cd app && npm test', null],
  ['"my tool" x', null],
  ['$TOOL x', null],
  ['NAME="a b" npm test', null],
  ['(npm test)', null],
  ['if true; then x; fi', null],
  ['', null],
  ['A=1', null],
])('the program of %j is %j', (command, program) => {
  expect(programIn(command)).toBe(program);
});
