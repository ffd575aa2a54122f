import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemPlaces } from '../../../src/formats/problem-places.js';
import { recorded } from './test-reports/recorded.js';

test.each([
  ['eslint.txt', 2, { file: 'e.js', line: 1, code: 'no-undef', message: "'y' is not defined" }],
  ['tsc.txt', 2, { file: 't.ts', line: 1, code: 'TS2322' }],
  ['mypy.txt', 1, { file: 'bad.py', line: 4, code: 'return-value' }],
  ['ruff.txt', 2, { file: 'bad.py', line: 1, code: 'I001' }],
  ['biome.txt', 2, { file: 'l.js', line: 1, code: 'lint/suspicious/noDoubleEquals' }],
])('%s', (file, least, first) => {
  const found = problemPlaces(recorded(file), '/repo');
  expect(found.length).toBeGreaterThanOrEqual(least);
  expect(found[0]).toMatchObject(first);
});

test.each([
  ['/repo/a.py:3:5 - error: no (reportReturnType)', { file: 'a.py', line: 3 }],
  ['a.go:3:1: missing return (govet)', { file: 'a.go', line: 3, code: 'govet', message: 'missing return' }],
  ['a.py:1:8: F401 [*] os imported but unused', { code: 'F401', message: 'os imported but unused' }],
])('%s', (line, expected) => {
  expect(problemPlaces(line, '/repo')).toMatchObject([expected]);
});

test('other words have no place', () => {
  expect(problemPlaces('Checked 12 files in 2s. No fixes applied.\nAll checks passed!\n', '/repo')).toEqual([]);
});

test('never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => void problemPlaces(text, '/repo')));
});
