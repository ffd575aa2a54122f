import { expect, test } from 'vitest';
import { count, exitCode, type Outcome, table } from '../../real-agents/table.js';

const outcome = (result: Outcome['result'], why: readonly string[] = []): Outcome => ({
  ...{ agent: 'codex', scenario: 'whole task', seconds: 3, strangers: [] },
  ...{ result, why },
});

test.each([
  [['passed', 'skipped'], 0],
  [['passed', 'drifted'], 3],
  [['drifted', 'failed'], 1],
  [['failed', 'passed'], 1],
] as const)('%j end with exit code %d', (results, code) => {
  expect(exitCode(results.map((result) => outcome(result)))).toBe(code);
});

test('drift and what was skipped are counted, not passed', () => {
  expect(count([outcome('passed'), outcome('drifted'), outcome('skipped')])).toBe(
    '1 passed, 0 failed, 1 drifted, 1 skipped',
  );
});

test('the table tells of each what it came to', () => {
  const columns = [
    { agent: 'codex', version: '1.0.0', seconds: 4, megabytes: 400 },
    { agent: 'gemini', version: null, seconds: null, megabytes: null },
  ] as const;
  const outcomes = [
    outcome('drifted', ['event e: a is gone', 'event f: is new']),
    { ...outcome('skipped', ['no such package']), agent: 'gemini' as const },
  ];
  expect(table(columns, outcomes).split('\n')).toEqual([
    '|  | codex 1.0.0 | gemini (not installed) |',
    '| --- | --- | --- |',
    '| whole task | DRIFT (2), 3 s | skipped |',
    '| install | 400 MB, 4 s | - |',
  ]);
});
