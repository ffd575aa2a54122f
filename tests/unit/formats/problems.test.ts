import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { countProblems } from '../../../src/formats/problems.js';
import { recorded } from './test-reports/recorded.js';

test.each([
  ['tsc.txt', 2],
  ['tsc-pretty.txt', 2],
  ['eslint.txt', 2],
  ['biome.txt', 2],
  ['ruff.txt', 4],
  ['mypy.txt', 1],
])('EV-S61 %s', (file, problems) => {
  expect(countProblems(recorded(file))).toBe(problems);
});

test.each([
  ['EV-S61 three of tsc', 'a.ts(1,1): error TS1: x\na.ts(2,1): error TS2: x\nb.ts(1,1): error TS2: y\n', 3],
  ['golangci-lint 1', 'cart/cart.go:3:2: ineffectual assignment to x (ineffassign)\n', 1],
  ['golangci-lint 2', 'cart/cart.go:3:2: Error return value is not checked (errcheck)\n1 issues:\n* errcheck: 1\n', 1],
  ['flake8', './a.py:1:1: F401 os imported but unused\n./a.py:9:1: E302 expected 2 blank lines\n', 2],
  ['npm audit', 'found\n\n3 vulnerabilities (1 low, 2 high)\n', 3],
  ['two packages', 'Found 2 errors.\n> b@1 lint\nFound 3 errors.\n', 5],
  ['none that is known', 'Segmentation fault', null],
])('%s', (_, text, problems) => {
  expect(countProblems(text)).toBe(problems);
});

it('never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => void countProblems(text)));
});
