import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { MemoryRepository } from '../../support/memory-repository.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { TaskStage } from '../../support/task-stage.js';

const build = (edits: Readonly<Record<string, string | null>>): Turn => ({ on: 'build', says: 'done', edits });
const rest: Turn[] = [
  { on: 'review', says: approved() },
  { on: 'commit', commits: 'c' },
];

function tested(): MemoryRepository {
  const repository = new MemoryRepository();
  repository.edit({ 'a.test.js': "it('adds', () => {\n  expect(1).toBe(1);\n});\nit('totals', () => {});\n" });
  repository.commitAll('tests');
  return repository;
}

describe('signs that a change asks less of the code', () => {
  test('are listed for the reviewer, told, and decide nothing', async () => {
    const edits = { 'a.test.js': "it.skip('adds', () => {\n});\n", 'a.js': '1\n' };
    const stage = new TaskStage([build(edits), ...rest], { repository: tested() });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    const [prompt] = stage.prompts('review');
    expect(prompt).toMatch(
      /asks less of the code[\s\S]*taken out[\s\S]*- totals[\s\S]*skip[\s\S]*a\.test\.js: it\.skip/,
    );
    expect(prompt).toContain('a.test.js: 1 taken out, 0 put in');
    expect(stage.ctx.of('tests-weakened')).toMatchObject([{ cycle: 1, signs: { deletedTests: ['totals'] } }]);
  });

  test('are those of the change as it is, so that what was mended is told no more', async () => {
    const turns: Turn[] = [
      build({ 'a.test.js': "it('adds', () => {\n  expect(1).toBe(1);\n});\n", 'a.js': '1\n' }),
      { on: 'review', says: changesRequested('bring the test back') },
      { on: 'fix', says: 'mended', edits: { 'a.test.js': tested().files['a.test.js'] ?? '' } },
      ...rest,
    ];
    const stage = new TaskStage(turns, { repository: tested() });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.ctx.of('tests-weakened')).toHaveLength(1);
    expect(stage.prompts('review')[1]).not.toContain('asks less of the code');
  });
});
