import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { TaskStage } from '../../support/task-stage.js';

const build: Turn = { on: 'build', says: 'added retry', edits: { 'a.ts': 'one\n' } };

describe('the cycle of a task', () => {
  test('IL-S1 builds, has it judged, and commits', async () => {
    const stage = new TaskStage([
      build,
      { on: 'review', says: approved() },
      { on: 'commit', says: 'done', commits: 'Add retry' },
    ]);
    const result = await stage.run();
    expect(result).toMatchObject(ok({ outcome: 'approved', cycles: 1, commits: [{ subject: 'Add retry' }] }));
    expect(stage.repository.log()).toEqual(['start', 'Add retry']);
    expect(stage.agents.asked()).toEqual(['build', 'sanity-build', 'review', 'commit']);
    expect(stage.ended()).toMatchObject({ outcome: 'approved', cycles: 1, spent: { calls: 4 } });
  });

  test('IL-S2 a refusal goes back to the author, finding by finding', async () => {
    const stage = new TaskStage([
      build,
      { on: 'review', says: changesRequested('the third try is never made') },
      { on: 'fix', says: 'mended', edits: { 'a.ts': 'two\n' } },
      { on: 'review', says: approved() },
      { on: 'commit', commits: 'Add retry' },
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
    expect(stage.prompts('fix')[0]).toContain('the third try is never made');
    expect(stage.prompts('fix')[0]).toContain('Add retry to the client.');
    expect(stage.repository.headFiles()['a.ts']).toBe('two\n');
  });

  test('IL-S3 two cycles are two builds and two reviews, then the task is given up with its change in the tree', async () => {
    const stage = new TaskStage(
      [
        build,
        { on: 'review', says: changesRequested('first') },
        { on: 'fix', edits: { 'a.ts': 'two\n' }, says: 'mended' },
        { on: 'review', says: changesRequested('second') },
      ],
      { settings: { maxCycles: 2 } },
    );
    const result = await stage.run();
    expect(result).toMatchObject({ error: { reason: 'not-approved', cycles: 2, verdict: { approved: false } } });
    expect(stage.ended()).toMatchObject({ outcome: 'max_cycles', cycles: 2, commits: [] });
    expect(stage.repository.log()).toEqual(['start']);
    expect(stage.repository.files['a.ts']).toBe('two\n');
  });

  test('IL-S25 a new file is in the diff that the reviewer gets, and in the count of lines', async () => {
    const stage = new TaskStage([
      { on: 'build', says: 'done', edits: { 'new.ts': 'first\nsecond\n' } },
      { on: 'review', says: approved() },
      { on: 'commit', commits: 'new' },
    ]);
    await stage.run();
    expect(stage.prompts('review')[0]).toContain('+second');
    expect(stage.ctx.of('observed')[0]?.files).toMatchObject([{ path: 'new.ts', status: 'added', added: 2 }]);
    expect(stage.ctx.of('checked')).toMatchObject([{ lines: 2, limit: 100 }]);
  });

  test('IL-S37 the author is asked to mend and to commit in its own conversation, the reviewer in a new one', async () => {
    const stage = new TaskStage([
      { ...build, conversation: 'talk' },
      { on: 'review', says: changesRequested('x'), conversation: 'other' },
      { on: 'fix', edits: { 'a.ts': 'two\n' }, says: 'mended' },
      { on: 'review', says: approved() },
      { on: 'commit', commits: 'c' },
    ]);
    await stage.run();
    const talks = stage.agents.requests.map(({ purpose, conversation }) => [purpose, conversation]);
    expect(talks).toEqual([
      ['build', null],
      ['sanity-build', null],
      ['review', null],
      ['fix', 'talk'],
      ['sanity-build', null],
      ['review', null],
      ['commit', 'talk'],
    ]);
  });

  test('ON-S21 the author builds, mends and commits, the reviewer judges, and nobody does both', async () => {
    const stage = new TaskStage([
      build,
      { on: 'review', says: changesRequested('x') },
      { on: 'fix', edits: { 'a.ts': 'two\n' }, says: 'mended' },
      { on: 'review', says: approved() },
      { on: 'commit', commits: 'c' },
    ]);
    await stage.run();
    const by = (role: string) =>
      [...new Set(stage.agents.requests.filter((one) => one.role === role).map(({ purpose }) => purpose))].sort();
    expect([by('author'), by('reviewer')]).toEqual([['build', 'commit', 'fix'], ['review']]);
  });

  test('IL-D11 the second review sees the whole change, also what was committed and refused before', async () => {
    const stage = new TaskStage([
      { ...build, edits: { 'a.ts': 'early\n' }, commits: 'early' },
      { on: 'review', says: changesRequested('b.ts is missing') },
      { on: 'fix', edits: { 'b.ts': 'late\n' }, commits: 'late', says: 'added' },
      { on: 'review', says: approved() },
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.prompts('review')[1]).toContain('+early');
    expect(stage.prompts('review')[1]).toContain('+late');
  });

  test('IL-S59 an agent that ends with an error ends the task with its words', async () => {
    const failure = { reason: 'exit', cli: 'scripted', code: 1, says: 'auth: no key' } as const;
    const stage = new TaskStage([{ on: 'build', fails: failure }]);
    expect(await stage.run()).toMatchObject({ error: { reason: 'agent-failed', role: 'author', failure } });
    expect(stage.ended()).toMatchObject({ outcome: 'agent_error', commits: [], spent: { calls: 1 } });
  });

  test('a git that fails ends the task; nothing is taken for unchanged', async () => {
    const broken = { reason: 'git', doing: 'look', says: 'index.lock exists' } as const;
    const stage = new TaskStage([
      {
        ...build,
        does: (repository) => {
          repository.broken = broken;
        },
      },
    ]);
    expect(await stage.run()).toMatchObject({ error: broken });
    expect(stage.ended()?.outcome).toBe('artifacts_error');
  });

  test('a journal that cannot be written ends the task before the next agent is asked', async () => {
    const stage: TaskStage = new TaskStage([
      {
        ...build,
        does: () => {
          stage.ctx.journal.full = true;
        },
      },
    ]);
    expect(await stage.run()).toMatchObject({ error: { reason: 'state' } });
    expect(stage.agents.asked()).toEqual(['build']);
  });
});
