import { describe, expect, test } from 'vitest';
import type { Evaluation } from '../../../../src/domain/evaluation.js';
import type { TaskRecord } from '../../../../src/domain/task-record.js';
import { evalSeries, flakyTests, scoreTrends } from '../../../../src/policy/eval-series.js';
import { taskSummary } from '../../../../src/policy/task-summary.js';
import type { Line } from '../../../../src/report/line.js';
import { evalTrendLines } from '../../../../src/report/tables/eval-trend.js';
import { taskSummaryLines } from '../../../../src/report/tables/task-summary.js';
import { evaluated, once, tests } from '../../policy/evals.js';
import { recordOf } from '../../policy/task-records.js';

const text = (lines: readonly Line[]): string => lines.map((one) => one.text).join('\n');

describe('tasks', () => {
  const shown = (...tasks: readonly TaskRecord[]): string => {
    const summary = taskSummary(tasks);
    return summary === null ? '' : text(taskSummaryLines(summary, tasks));
  };

  test('EV-S47 totals, what an approved one took, and each task', () => {
    const told = { tokens: { input: 2_000, output: 200 }, tokens_source: 'reported', cost_usd: 0.5 } as const;
    const long = 'A task whose words do not fit into the table';
    expect(
      shown(recordOf({ outcome: 'max_cycles', title: long }), recordOf({ ...told, eval_delta: { composite: 0.05 } })),
    ).toBe(
      [
        '=== Task Cost Summary ===',
        'Tasks analyzed: 2',
        'Approved: 1/2 (50.0%)',
        'Total duration: 2.0 minutes',
        'Total tokens: 2,200 (2,000 in, 200 out)',
        'Total cost: $0.50 (told of 1 of 2 tasks)',
        'Total cycles: 4',
        '',
        'For each approved task, what failed ones used included:',
        '  Duration: 120.0s',
        '  Tokens: 2,200',
        '  Cost: at least $0.50',
        '  Cycles: 4.0',
        '',
        'What they brought, by evaluations before and after:',
        '  Tasks with both: 1',
        '  Average change of the composite score: +0.050',
        '  Change for each 1000 tokens: +0.0227',
        '',
        '  Task                                     Outcome     Duration  Tokens   Cost   Score',
        '  Add retry                                approved      1m 00s    2.2k  $0.50  +0.050',
        '  A task whose words do not fit into the…  max_cycles    1m 00s     n/a    n/a     n/a',
      ].join('\n'),
    );
  });

  test('EV-S43 the newest ten come first, the others are counted', () => {
    const all = Array.from({ length: 12 }, (_, i) => recordOf({ title: `Task ${i}` }));
    const rows = shown(...all)
      .split('\n')
      .slice(-11);
    expect(rows[0]).toContain('Task 11 ');
    expect(rows.at(-2)).toContain('Task 2 ');
    expect(rows.at(-1)).toBe('  ... and 2 more');
  });

  test('what no tool told is said to be untold', () => {
    expect(shown(recordOf())).toContain('Total tokens: not reported\nTotal cost: not reported\n');
  });
});

describe('evaluations', () => {
  const shown = (...all: readonly Evaluation[]): string => {
    const points = evalSeries(all.map((one, i) => ({ file: `${i}.json`, evaluation: one })));
    return text(evalTrendLines({ points, flaky: flakyTests(points), scores: scoreTrends(points) }));
  };

  test('the newest first; what was not measured is said to be so, and flaky tests are named', () => {
    const coverage = { line_rate: 0.8, branch_rate: null };
    const first = evaluated(once(tests(1, 1)), { flaky_tests: ['cart > totals'] });
    const last = evaluated(once(tests(3)), { flaky_tests: ['cart > totals'], coverage });
    expect(shown(first, evaluated([]), last)).toBe(
      [
        '=== Evaluation Trend ===',
        'Evaluations: 3',
        'Score: 0.50 -> 1.00 (+0.50) over 2 evaluations',
        '',
        '  When              Mode      Status               Tests      Coverage         Score  Flaky',
        '  2026-01-31 12:00  standard  passed                 3/3         80.0%  1.00 (+0.50)      1',
        '  2026-01-31 12:00  standard  not measured  not measured  not measured  not measured',
        '  2026-01-31 12:00  standard  failed                 1/2  not measured          0.50      1',
        '',
        'Flaky tests, red at first and then green on the same files:',
        '  - cart > totals: in 2 of 3 evaluations, last on 2026-01-31',
      ].join('\n'),
    );
  });

  test('only ten rows are shown, and modes have trends of their own', () => {
    const all = Array.from({ length: 11 }, () => evaluated(once(tests(1)), { mode: 'smoke' }));
    expect(shown(...all)).toContain('Score (smoke): 1.00 -> 1.00 (+0.00) over 11 evaluations');
    expect(shown(...all)).toMatch(/\n {2}\.\.\. and 1 more \(--json has all of them\)$/);
  });
});
