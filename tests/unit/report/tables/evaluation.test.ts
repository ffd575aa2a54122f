import { expect, test } from 'vitest';
import { comparisonOf, trendOf } from '../../../../src/policy/eval-trend.js';
import { settle } from '../../../../src/policy/settled-check.js';
import type { Line } from '../../../../src/report/line.js';
import { comparisonLines } from '../../../../src/report/tables/comparison.js';
import { evaluationLines, trendLines } from '../../../../src/report/tables/evaluation.js';
import { evaluated, once, ran, tests } from '../../policy/evals.js';

const text = (lines: readonly Line[]): string => lines.map((one) => one.text).join('\n');
const many = Array.from({ length: 15 }, (_, i) => `t${i}`);

test('EV-S8 an evaluation in which all is well', () => {
  expect(text(evaluationLines(evaluated(once(tests(5), ran({ kind: 'lint', command: 'npm run lint' })))))).toBe(
    [
      '=== Eval Results ===',
      'Git HEAD: c0ffee',
      'Duration: 1.23s',
      '',
      'Tests: 5/5 passed',
      '',
      'Checks:',
      '  tests: passed in 1.23s: npm test',
      '  lint: passed in 1.23s: npm run lint',
      '',
      'Category Scores:',
      '  lint: 1.00 (errors=0)',
      '  tests: 1.00 (passed=5, failed=0)',
      '',
      'Composite Score: 1.00',
      '',
      'Status: PASSED',
    ].join('\n'),
  );
});

test('EV-S9 failures, flaky tests, scripts and a tool that broke', () => {
  const shaky = settle(tests(1, 2, 0, 0, ['a', 'b']), tests(2, 1, 0, 1, ['a']));
  const more = once(
    ran({ kind: 'lint', exits: 2 }),
    ran({ kind: 'script', command: 'ok' }),
    ran({ kind: 'script', command: 'e2e', exits: 3 }),
  );
  const shown = text(evaluationLines(evaluated([shaky, ...more])));
  expect(shown).toContain('Tests: 2/4 passed, 1 failed, 1 skipped');
  expect(shown).toContain('Failed tests:\n  - a\n  - command_failed:lint\n  - script:e2e\n');
  expect(shown).toContain('Flaky, red at first and then green on the same files:\n  - b\n');
  expect(shown).toContain('  [PASS] ok (1.23s)\n  [FAIL] e2e (1.23s)\n');
  expect(shown).toContain('  lint: not measured (tool failed)\n');
  expect(shown).toMatch(/Status: FAILED$/);
});

test.each([
  [
    'nothing is known',
    once(),
    'Tests: not measured (no test command is known; name it in .millstone/project.toml)',
    'NOT MEASURED',
  ],
  ['the runner is not there', once(ran({ exits: 127 })), 'Tests: not measured (not installed)', 'NOT MEASURED'],
  ['it does not count', once(ran()), 'Tests: passed (their number is not told)', 'PASSED'],
  ['EV-S55 it says nothing', once(ran({ exits: 1 })), 'Tests: 0/1 passed, 1 errors', 'FAILED'],
])('EV-S27 where %s', (_, checks, line, status) => {
  const shown = text(evaluationLines(evaluated(checks)));
  expect(shown).toContain(line);
  expect(shown).toContain(`Status: ${status}`);
});

test('coverage that was asked for and not found is told as not measured, and only then', () => {
  const told = (more: Parameters<typeof evaluated>[1]) =>
    text(evaluationLines(evaluated(once(tests(1)), more))).match(/^Coverage: .*/m)?.[0] ?? null;
  expect(told({ mode: 'standard' })).toBe(null);
  expect(told({ mode: 'full' })).toMatch(/^Coverage: not measured .*tests\.coverage_command.*coverage\.path/);
  expect(told({ mode: 'full', coverage: { line_rate: 0.85, branch_rate: null } })).toBe('Coverage: 85.0%');
});

test('EV-S21 EV-S22 a trend for the worse, with the first names', () => {
  const shown = text(trendLines(trendOf(evaluated(once(tests(20))), evaluated(once(tests(5, 15, 0, 0, many))))));
  expect(shown).toContain('WARNING: New test failures detected!\n  - t0\n');
  expect(shown).toContain('  - t9\n  ... and 5 more\n');
  expect(shown).toContain('WARNING: Pass rate decreased (-15 passed)');
  expect(shown).toContain('WARNING: Failure count increased (+15 failed)');
  expect(shown).toContain('WARNING: Composite score decreased (1.0000 -> 0.2500, -0.7500)');
  expect(shown).toContain('WARNING: Category score regressions:\n  - tests: -0.7500');
  expect(text(trendLines(null))).toBe('');
});

test('EV-S15 a comparison, its last line for programs', () => {
  const stored = [evaluated(once(tests(2))), evaluated(once(tests(1, 1, 0, 0, ['a'])))].map((evaluation, i) => ({
    file: `${i}.json`,
    evaluation,
  }));
  const found = comparisonOf(stored);
  if (found === null) throw new Error('there is nothing to compare');
  const lines = comparisonLines(found).map((one) => one.text);
  expect(lines).toEqual([
    'Comparing: 0.json → 1.json',
    '',
    'Tests: 2/2 passed → 1/2 passed (-1 passed)',
    'Duration: +0.0s',
    'Composite: -0.5000',
    '',
    'Category Breakdown:',
    '  tests: 1.00 → 0.50 (-0.5000)',
    '',
    'New failures:',
    '  - a',
    'New passes: (none)',
    '',
    'Status: REGRESSION',
    '{"status":"REGRESSION","new_failures":1,"new_passes":0,"composite_delta":-0.5,"category_deltas":{"tests":-0.5}}',
  ]);
});
