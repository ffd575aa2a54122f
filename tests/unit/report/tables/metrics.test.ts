import { describe, expect, test } from 'vitest';
import { reviewRecord } from '../../../../src/domain/review-record.js';
import { reviewMetrics } from '../../../../src/policy/review-metrics.js';
import { taskCosts } from '../../../../src/policy/task-costs.js';
import type { Line } from '../../../../src/report/line.js';
import { damagedLines } from '../../../../src/report/tables/damaged-records.js';
import { metricsLines } from '../../../../src/report/tables/metrics.js';
import { taskCostLines } from '../../../../src/report/tables/task-costs.js';
import { recordOf, used, usedBy } from '../../policy/task-records.js';

const text = (lines: readonly Line[]): string => lines.map((one) => one.text).join('\n');

/** The report on reviews that these lines hold. */
function reported(...lines: readonly object[]): string {
  const all = lines.map((one) => reviewRecord.parse({ task_hash: 'a', reviewer_cli: 'claude', ...one }));
  const metrics = reviewMetrics(all);
  return metrics === null ? '' : text(metricsLines(metrics));
}

const refusal = {
  ...{ verdict: 'REQUEST_CHANGES', findings: ['no test', 'slow'], duration_ms: 4_000 },
  findings_by_severity: { high: ['no test'], nit: ['slow'] },
};
const approval = { verdict: 'APPROVED', duration_ms: 1_000 };

describe('reviews', () => {
  test('EV-S48 of one reviewer', () => {
    expect(reported(refusal, approval)).toBe(
      [
        '=== Review Metrics Report ===',
        'Total reviews: 2',
        'Approved: 1 (50.0%)',
        'Request changes: 1 (50.0%)',
        '',
        'Tasks with approval: 1',
        'Average cycles to approval: 2.00',
        'Min cycles: 2, Max cycles: 2',
        '',
        'Total review time: 5.0s',
        'Average review time: 2500ms',
        '',
        'Total findings: 2',
        '  performance  1',
        '  testing      1',
        '',
        'Findings by severity:',
        '  high  1',
        '  nit   1',
        '',
        'Reviewer: claude, 2 findings',
      ].join('\n'),
    );
  });

  test('EV-S48 of several, side by side', () => {
    const shown = reported(refusal, { ...approval, reviewer_cli: 'codex', reviewer_model: 'gpt' });
    expect(shown).toContain(
      [
        'Reviewers:',
        '  Agent   Model           Reviews    Approved  Findings  Average time',
        '  claude  its own choice        1    0 (0.0%)         2          4.0s',
        '  codex   gpt                   1  1 (100.0%)         0          1.0s',
      ].join('\n'),
    );
  });

  test('EV-S48 false positives are only told when there are some', () => {
    expect(reported(approval)).not.toContain('false positives');
    expect(reported({ ...approval, false_positive_indicator: true })).toContain('Potential false positives: 1 (');
  });
});

describe('costs', () => {
  const costs = (...records: readonly ReturnType<typeof recordOf>[]): string => {
    const found = taskCosts(records);
    return found === null ? '' : text(taskCostLines(found));
  };

  test('by task, role, agent and model', () => {
    const told = { tokens: { input: 2_000, output: 200 }, tokens_source: 'reported', cost_usd: 0.5 } as const;
    const by = { by_role: { author: used(0.5) }, by_agent: [usedBy('author', 'claude', 'm-1', 0.5)] };
    expect(costs(recordOf({ ...told, ...by }), recordOf())).toBe(
      [
        'Cost of the tasks',
        'Tasks: 2, 2 approved',
        'Duration per task: 1m 00s; cycles per task: 2.0',
        'Cost per task: $0.50 ($0.50 in all, as reported); of 1 further task none was reported',
        'Tokens per task: 2.0k in, 200 out; of 1 further task none were reported',
        '',
        'By role:',
        '  Role    Calls            Tokens   Cost',
        '  author      2  1.0k in, 100 out  $0.50',
        '',
        'By agent and model:',
        '  Agent   Model  Roles   Tasks  Calls            Tokens   Cost',
        '  claude  m-1    author      1      2  1.0k in, 100 out  $0.50',
      ].join('\n'),
    );
  });

  test('what no tool told is said to be untold', () => {
    expect(costs(recordOf())).toContain('Cost per task: not reported by the agents');
    expect(costs(recordOf())).toContain('Tokens per task: not reported by the agents');
    const silent = used(null, { tokens: { input: 0, output: 0 }, source: null });
    expect(costs(recordOf({ by_role: { author: silent } }))).toMatch(/author +2 +not reported +not reported$/);
  });

  test('the least a sum can be, and guesses, are told as such', () => {
    const least = recordOf({
      cost_usd: 1,
      cost_is_least: true,
      tokens_source: 'estimated',
      tokens: { input: 9, output: 1 },
    });
    expect(costs(least)).toContain('Cost per task: at least $1.00 (at least $1.00 in all, in part estimated)');
    expect(costs(least)).toContain('Tokens per task: 9 in, 1 out (estimated)');
  });
});

test('what had to be left out is named by file and line', () => {
  const torn = (line: number) => ({ file: 'reviews.jsonl', line, why: 'it is no JSON' });
  expect(text(damagedLines([torn(3), { file: 'tasks/a.json', line: null, why: 'its task is missing or wrong' }]))).toBe(
    [
      'WARN: reviews.jsonl:3 is left out: it is no JSON',
      'WARN: tasks/a.json is left out: its task is missing or wrong',
    ].join('\n'),
  );
  const many = damagedLines(Array.from({ length: 12 }, (_, i) => torn(i + 1)));
  expect(many).toHaveLength(11);
  expect(many.at(-1)?.text).toBe('WARN: 2 further records left out');
});
