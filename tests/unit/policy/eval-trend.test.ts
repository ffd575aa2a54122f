import { describe, expect, test } from 'vitest';
import type { Evaluation } from '../../../src/domain/evaluation.js';
import { comparisonOf, trendOf } from '../../../src/policy/eval-trend.js';
import { comparedWith, lastOf } from '../../../src/policy/evaluate.js';
import { evaluated, once, ran, tests } from './evals.js';

const of = (passed: number, failures: readonly string[] = [], more: Partial<Evaluation> = {}) =>
  evaluated(once(tests(passed, failures.length, 0, 0, failures)), more);
const stored = (...all: readonly Evaluation[]) => all.map((evaluation, i) => ({ file: `${i}.json`, evaluation }));

describe('EV-S17 what changed since the last one', () => {
  test('is told with its name', () => {
    const [before] = stored(of(4, ['a']));
    expect(comparedWith(of(5), before ?? null)).toMatchObject({
      previous_eval: '0.json',
      delta: { tests: { passed: 1, failed: -1 }, composite: 0.2, categories: { tests: 0.2 } },
    });
  });

  test('is nothing for the first one', () => {
    const first = comparedWith(of(4), null);
    expect('previous_eval' in first || 'delta' in first).toBe(false);
  });

  test('D15 only of the same mode', () => {
    const all = stored(of(1), of(2, [], { mode: 'smoke' }));
    expect(lastOf(all, 'standard')?.file).toBe('0.json');
    expect(lastOf(all, 'full')).toBeNull();
  });
});

describe('EV-S21 the trend', () => {
  test('tells all that got worse', () => {
    const covered = (lines: number) => ({ ...tests(3), coverage: { lines, branches: null } });
    expect(trendOf(of(5), of(3, ['a']))).toMatchObject({
      newFailures: ['a'],
      passed: -2,
      failed: 1,
      composite: { before: 1, now: 0.75 },
    });
    const worse = trendOf(
      evaluated(once(covered(0.9), ran({ kind: 'lint' }))),
      evaluated(once(covered(0.5), ran({ kind: 'lint', exits: 1, problems: 10 }))),
    );
    expect(worse?.categories).toEqual([
      ['coverage', -0.4],
      ['lint', -0.1],
    ]);
  });

  test('has nothing to tell of what got better', () => {
    expect(trendOf(of(3, ['a']), of(5))).toBeNull();
    expect(trendOf(of(3), of(3))).toBeNull();
  });
});

describe('the comparison', () => {
  test.each([
    ['EV-S13 a test that fails anew', of(2), of(1, ['a']), 'REGRESSION'],
    ['EV-S13 one that does not any more', of(1, ['a']), of(2), 'IMPROVEMENT'],
    ['EV-S13 nothing', of(1, ['a']), of(1, ['a']), 'NO_CHANGE'],
    ['a score alone decides nothing', of(9, ['a']), of(1, ['a']), 'NO_CHANGE'],
  ])('%s', (_, older, newer, status) => {
    expect(comparisonOf(stored(older, newer))?.status).toBe(status);
  });

  test('EV-S14 coverage in percentage points, when both sides have it', () => {
    const coverage = (line_rate: number) => ({ coverage: { line_rate, branch_rate: null } });
    expect(comparisonOf(stored(of(1, [], coverage(0.8)), of(1, [], coverage(0.83))))?.coverage).toBe(3);
    expect(comparisonOf(stored(of(1), of(1, [], coverage(0.83))))?.coverage).toBeNull();
  });

  test('EV-S12 EV-S15 of the two newest, of one mode where there are two, with every category of both', () => {
    const found = comparisonOf(stored(of(1), of(2), of(3, [], { mode: 'full' }), of(1, ['a'])));
    expect(found).toMatchObject({ older: { file: '1.json' }, newer: { file: '3.json' }, composite: -0.5 });
    expect(found?.categories).toEqual({ tests: { older: 1, newer: 0.5, delta: -0.5 } });
  });

  test('EV-S11 takes two', () => {
    expect(comparisonOf(stored(of(1)))).toBeNull();
    expect(comparisonOf([])).toBeNull();
  });
});
