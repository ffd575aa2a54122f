import { describe, expect, test } from 'vitest';
import { compaction, type DryRun, dryRunLines } from '../../../../src/report/tables/dry-run.js';

const NOTHING: DryRun = {
  would: [],
  refusedFor: [],
  tasks: [],
  more: 0,
  templates: [],
  checks: null,
  prompts: [],
  tasklist: null,
};
const list = { file: 'docs/t.md', exists: true, pending: 3, completed: 20, threshold: 20 };
const shown = (one: Partial<DryRun>): string =>
  dryRunLines({ ...NOTHING, ...one }, [])
    .map(({ text }) => text)
    .join('\n');

describe('a dry run', () => {
  test('CLI-S9 AG-S47 tells whether the list would be compacted first', () => {
    expect(compaction({ ...list, completed: 25 })).toMatch(/^would run first: 25 completed tasks, the threshold is 20/);
    expect(compaction(list)).toMatch(/^would run first/);
    expect(compaction({ ...list, completed: 19 })).toMatch(/^not needed/);
    expect(compaction({ ...list, threshold: 0 })).toMatch(/^disabled/);
    expect(shown({ tasklist: list })).toMatch(
      /Tasklist: docs\/t\.md\n {2}3 pending, 20 completed\n {2}compaction would run/,
    );
    expect(shown({ tasklist: { ...list, exists: false } })).toContain('docs/t.md (does not exist)');
  });

  test('tells what a start would be refused for, with each fix', () => {
    const refusedFor = [
      { what: 'no agent', fix: 'install it\nor another' },
      { what: 'a merge', fix: null },
    ];
    expect(shown({ refusedFor })).toContain(
      'WARN: a start would be refused: no agent\n  install it\n  or another\nWARN: a start would be refused: a merge\n',
    );
  });

  test('says which templates are not those that come along, and that no checks are known', () => {
    const templates = [
      { name: 'task_prompt', own: null },
      { name: 'review_prompt', own: 'prompts/review_prompt.md' },
    ];
    const text = shown({ templates, checks: [] });
    expect(text).toContain('task_prompt.md (built in)\nreview_prompt.md (prompts/review_prompt.md)');
    expect(text).toContain('before each review\nnone are known');
  });
});
