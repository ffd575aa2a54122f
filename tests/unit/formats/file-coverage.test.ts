import { expect, test } from 'vitest';
import { readFileCoverage } from '../../../src/formats/file-coverage.js';
import { recorded } from './test-reports/recorded.js';

test.each(['coverage-py.json', 'coverage-summary.json', 'lcov.info'])('%s tells of files', (name) => {
  const files = readFileCoverage(recorded(name), '/repo') ?? [];
  expect(files.length).toBeGreaterThan(0);
  for (const { file, covered, lines } of files) {
    expect(file).toMatch(/\w/);
    expect(covered).toBeLessThanOrEqual(lines);
  }
});

test('the top level is taken off a path', () => {
  const text = JSON.stringify({
    total: { lines: { total: 4, covered: 3 } },
    '/repo/src/a.ts': { lines: { total: 4, covered: 3 } },
  });
  expect(readFileCoverage(text, '/repo')).toEqual([{ file: 'src/a.ts', covered: 3, lines: 4 }]);
});

test.each(['', '{}', '[]', 'mode: set\na.go:1.1,2.2 1 1\n', '{"files":1}'])('nothing can be read from %j', (text) => {
  expect(readFileCoverage(text, '/repo')).toBeNull();
});
