import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { COVERAGE_FORMATS } from '../../../src/domain/coverage.js';
import { readCoverage } from '../../../src/formats/coverage.js';
import { recorded } from './test-reports/recorded.js';

test.each([
  ['istanbul', 'coverage-summary.json', { lines: 1, branches: 2 / 3 }],
  ['lcov', 'lcov.info', { lines: 1, branches: 2 / 3 }],
  ['coverage.py', 'coverage-py.json', { lines: 1, branches: 0.8 }],
  ['cobertura', 'coverage-py.xml', { lines: 1, branches: 0.8 }],
  ['go', 'go-cover.out', { lines: 2 / 5, branches: null }],
] as const)('%s, named and found out', (format, file, expected) => {
  expect(readCoverage(recorded(file), format)).toEqual(expected);
  expect(readCoverage(recorded(file), null)).toEqual(expected);
});

test.each([
  ['a summary of no lines', '{"total":{"lines":{"total":0,"covered":0,"pct":"Unknown"}}}'],
  ['a report of nothing', '{"totals":{"covered_lines":0,"num_statements":0}}'],
  ['another file', 'lines: 90 %'],
])('EV-S24 there is no share in %s', (_, text) => {
  expect(readCoverage(text, null)).toBeNull();
});

it('never throws, and gives shares only', () => {
  const line = fc.constantFrom(
    'mode: set',
    'a.go:1.1,2.2 3 1',
    'LF:3',
    'LH:9',
    '<coverage line-rate="7">',
    '{"totals":',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string())), fc.constantFrom(null, ...COVERAGE_FORMATS), (lines, format) => {
      const read = readCoverage(lines.join('\n'), format);
      if (read !== null) expect(read.lines).toBeGreaterThanOrEqual(0);
      if (read !== null) expect(read.lines).toBeLessThanOrEqual(1);
    }),
  );
});
