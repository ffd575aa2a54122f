import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, type Turn } from '../../support/scripted-agents.js';
import { type StageOptions, TaskStage } from '../../support/task-stage.js';

const build: Turn = { on: 'build', says: 'done', edits: { 'a.ts': 'a\n' } };
const yes: Turn = { on: 'review', says: approved() };
const fix: Turn = { on: 'fix', says: 'linted', edits: { 'a.ts': 'a;\n' } };

function staged(turns: readonly Turn[], refusals: readonly string[], options: StageOptions): TaskStage {
  const stage = new TaskStage(turns, options);
  stage.repository.refusals = [...refusals];
  return stage;
}
const byTool: StageOptions = { settings: { commitBy: 'tool' } };

describe('the hooks of the repository', () => {
  test('L2 a refusal is one more cycle, with the words of the hook', async () => {
    const stage = staged([build, yes, fix, yes], ['lint: a.ts:1 missing semicolon'], byTool);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
    expect(stage.prompts('fix')[0]).toContain('lint: a.ts:1 missing semicolon');
    expect(stage.repository.headFiles()['a.ts']).toBe('a;\n');
    expect(stage.ctx.of('commit-refused')).toHaveLength(1);
  });

  test('L2 a second refusal ends the task, with the approved change in the tree', async () => {
    const stage = staged([build, yes, fix, yes], ['no', 'still no'], byTool);
    expect(await stage.run()).toEqual({
      ok: false,
      error: { reason: 'commit', why: 'hook-refused', detail: 'still no' },
    });
    expect(stage.ended()).toMatchObject({ outcome: 'commit_failed', commits: [] });
    expect(stage.repository.log()).toEqual(['start']);
    expect(stage.repository.files['a.ts']).toBe('a;\n');
  });

  test.each([
    ['a second refusal', [build, yes, fix, yes], ['no', 'still no'], byTool],
    ['a refusal in the last cycle', [build, yes], ['no'], { settings: { commitBy: 'tool', maxCycles: 1 } }],
  ] satisfies [string, Turn[], string[], StageOptions][])(
    '%s ends the task; once its cause is gone, the same run goes on with the commit alone',
    async (_, turns, refusals, options) => {
      const stage = staged(turns, refusals, options);
      expect(await stage.run()).toMatchObject({ error: { why: 'hook-refused', detail: refusals.at(-1) } });
      const { repository, ctx } = stage;
      const again = new TaskStage([], { ...options, repository, journal: ctx.journal });
      expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
      expect(repository.log()).toEqual(['start', 'Add retry']);
    },
  );

  test('an author whose commit a hook refuses is reminded; then millstone meets the same hook', async () => {
    const refused: Turn = { on: 'commit', says: 'the hook refused' };
    const stage = new TaskStage([build, yes, refused, refused, fix, yes, { on: 'commit', commits: 'c' }]);
    stage.repository.refusals = ['lint'];
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2, commits: [{ subject: 'c' }] }));
  });

  test('what a hook changes is committed and told', async () => {
    const stage = staged([build, yes], [], byTool);
    stage.repository.hook = (files) => ({ ...files, 'a.ts': 'a;\n' });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.ctx.of('hook-changed')).toMatchObject([{ files: ['a.ts'] }]);
    expect(stage.repository.headFiles()['a.ts']).toBe('a;\n');
    expect(stage.repository.files).toEqual(stage.repository.headFiles());
  });

  test("the author's commit changed by a hook is made again by millstone, which knows it was the hook", async () => {
    const stage = new TaskStage([build, yes, { on: 'commit', edits: { 'a.ts': 'a;\n' }, commits: 'c' }]);
    stage.repository.hook = (files) => ({ ...files, 'a.ts': 'a;\n' });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.ctx.of('committed')).toMatchObject([{ by: 'tool' }]);
    expect(stage.repository.headFiles()['a.ts']).toBe('a;\n');
  });

  test('what a hook adds meets the checks; what they object to does not stay committed', async () => {
    const stage = staged([build, yes], [], byTool);
    stage.repository.hook = (files) => ({ ...files, '.env': 'KEY=1\n' });
    expect(await stage.run()).toMatchObject({ error: { reason: 'check', hit: { check: 'sensitive' } } });
    expect(stage.ended()).toMatchObject({ outcome: 'mechanical_sensitive', commits: [] });
    expect(stage.repository.log()).toEqual(['start']);
    expect(stage.repository.keeps('.env', 'KEY=1\n')).toBe(true);
    expect(stage.repository.files['a.ts']).toBe('a\n');
  });
});
