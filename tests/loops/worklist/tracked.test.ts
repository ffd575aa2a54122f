import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { MemoryList } from '../../support/memory-list.js';
import type { MemoryRepository } from '../../support/memory-repository.js';
import { approved, type Turn } from '../../support/scripted-agents.js';
import { type ListOptions, smooth, WorklistStage } from '../../support/worklist-stage.js';

const LIST = '- [ ] Add a\n- [ ] Add b\n';
const DONE = '- [x] Add a\n- [ ] Add b\n';
const FILE = 'docs/tasks.md';

const tracked = (options: ListOptions = {}): ListOptions => ({
  ...options,
  settings: { maxTasks: 1, tasklist: FILE, ...options.settings },
  list: (repository: MemoryRepository) => MemoryList.tracked(repository, LIST),
});
const [build, review] = smooth('a') as [Turn, Turn];

describe('a list that git tracks', () => {
  test('has its tick in the commit of the task', async () => {
    const stage = new WorklistStage(LIST, smooth('a'), tracked());
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.repository.log()).toEqual(['start', 'the list', 'Add a']);
    expect(stage.repository.headFiles()[FILE]).toBe(DONE);
    expect(stage.prompts('commit')[0]).toContain(FILE);
    expect(stage.prompts('review')[0]).not.toContain(`diff ${FILE}`);
    expect(stage.ctx.of('task-ticked')).toMatchObject([{ committed: true }]);
  });

  test('and millstone commits: the tick is in there', async () => {
    const stage = new WorklistStage(LIST, [build, review], tracked({ settings: { commitBy: 'tool' } }));
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.repository.log()).toEqual(['start', 'the list', 'Add a']);
    expect(stage.repository.headFiles()[FILE]).toBe(DONE);
  });

  test('IL-S8 an early commit of the code: millstone commits the tick alone, nobody is asked', async () => {
    const early: Turn = { ...build, commits: 'Early a' };
    const stage = new WorklistStage(LIST, [early, review], tracked());
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.repository.log()).toEqual(['start', 'the list', 'Early a', 'Mark task complete in tasklist']);
    expect(stage.repository.headFiles()[FILE]).toBe(DONE);
    expect(stage.ctx.types()).toContain('tick-committed');
  });

  test('IL-S8 an early commit with a tick that is left uncommitted', async () => {
    const early: Turn = { ...build, commits: 'Early a' };
    const stage = new WorklistStage(LIST, [early, review], tracked());
    stage.editing(early, () => DONE);
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.repository.headFiles()[FILE]).toBe(DONE);
    expect(stage.repository.files).toEqual(stage.repository.headFiles());
  });

  test('IL-S12 a commit that forgets the list: millstone commits it, the author is not reminded', async () => {
    const forgets: Turn = { on: 'commit', does: (repository) => repository.commitOnly(['a.ts'], 'Add a') };
    const stage = new WorklistStage(LIST, [build, review, forgets], tracked());
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.repository.log()).toEqual(['start', 'the list', 'Add a', 'Mark task complete in tasklist']);
    expect(stage.repository.headFiles()[FILE]).toBe(DONE);
  });

  test('nothing had to be changed: the tick is the commit', async () => {
    const turns: Turn[] = [
      { on: 'build', says: 'looked' },
      { on: 'nudge', says: 'nothing to do' },
      { on: 'review', says: approved() },
    ];
    const stage = new WorklistStage(LIST, turns, tracked());
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.repository.log()).toEqual(['start', 'the list', 'Mark task complete in tasklist']);
  });

  test('IL-S9 a hook that refuses the commit: the author goes on with an unticked list, and the tick comes later', async () => {
    const turns: Turn[] = [
      build,
      review,
      { on: 'fix', says: 'mended', edits: { 'a.ts': 'a, mended\n' } },
      { on: 'review', says: approved() },
    ];
    const stage = new WorklistStage(LIST, turns, tracked({ settings: { commitBy: 'tool' } }));
    stage.repository.refusals = ['no tabs'];
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.prompts('review')[1]).not.toContain(`diff ${FILE}`);
    expect(stage.repository.headFiles()).toMatchObject({ 'a.ts': 'a, mended\n', [FILE]: DONE });
  });

  test('IL-S9 a hook that refuses to the end: the task is not ticked', async () => {
    const stage = new WorklistStage(LIST, [build, review], tracked({ settings: { commitBy: 'tool', maxCycles: 1 } }));
    stage.repository.refusals = ['no tabs'];
    expect(await stage.work()).toMatchObject({ error: { reason: 'commit', why: 'hook-refused' } });
    expect(stage.list.text).toBe(LIST);
  });

  test('IL-S9 a hook that refuses the tick alone: the code stays committed, the task is not ticked', async () => {
    const early: Turn = { ...build, commits: 'Early a' };
    const stage = new WorklistStage(LIST, [early, review], tracked({ settings: { maxCycles: 1 } }));
    stage.repository.refusals = ['no ticks'];
    expect(await stage.work()).toMatchObject({ error: { reason: 'commit', why: 'tick-refused', detail: 'no ticks' } });
    expect(stage.ctx.of('task-ended')[0]?.outcome).toBe('tasklist_commit_failed');
    expect(stage.repository.log()).toEqual(['start', 'the list', 'Early a']);
    expect(stage.list.text).toBe(LIST);
  });

  test('with uncommitted edits at the start it is ticked, but committed by nobody', async () => {
    const stage = new WorklistStage(LIST, [build, review], tracked({ settings: { commitBy: 'tool' } }));
    stage.repository.edit({ [FILE]: `${LIST}- [ ] Add c\n` });
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.repository.headFiles()).toMatchObject({ 'a.ts': 'a\n', [FILE]: LIST });
    expect(stage.list.text).toBe(`${DONE}- [ ] Add c\n`);
  });

  test('a rewording of a later task is committed with the task', async () => {
    const turn: Turn = { ...build };
    const stage = new WorklistStage(LIST, [turn, review], tracked({ settings: { commitBy: 'tool' } }));
    stage.editing(turn, (text) => text.replace('Add b', 'Add b with tests'));
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.repository.headFiles()[FILE]).toBe('- [x] Add a\n- [ ] Add b with tests\n');
  });
});
