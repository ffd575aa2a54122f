import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, type Turn } from '../../support/scripted-agents.js';
import { type StageOptions, TaskStage } from '../../support/task-stage.js';

const idle: Turn = { on: 'commit', says: 'will do' };

/** A change of two files that was approved; what follows is the commit. */
const until = (...commits: Turn[]): Turn[] => [
  { on: 'build', says: 'done', edits: { 'a.ts': 'a\n', 'b.ts': 'b\n' } },
  { on: 'review', says: approved() },
  ...commits,
];

async function committed(turns: readonly Turn[], options: StageOptions = {}) {
  const stage = new TaskStage(until(...turns), options);
  expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 1 }));
  expect(stage.repository.headFiles()).toEqual({ 'README.md': '# test\n', 'a.ts': 'a\n', 'b.ts': 'b\n' });
  expect(stage.repository.files).toEqual(stage.repository.headFiles());
  return stage;
}

describe('who commits', () => {
  test('L2 the author is asked, and what git says counts', async () => {
    const stage = await committed([{ on: 'commit', says: 'I could not commit', commits: 'Add retry' }]);
    expect(stage.ctx.of('committed')).toMatchObject([{ by: 'author', commits: [{ subject: 'Add retry' }] }]);
    expect(stage.ctx.of('commit-reminded')).toEqual([]);
  });

  test('IL-S13 L2 an author that does nothing is reminded once, then millstone commits', async () => {
    const stage = await committed([idle, idle]);
    expect(stage.ctx.of('commit-reminded')).toHaveLength(1);
    expect(stage.prompts('commit')[0]).not.toContain('asked before');
    expect(stage.prompts('commit')[1]).toContain('asked before');
    expect(stage.ctx.of('committed')).toMatchObject([{ by: 'tool' }]);
    expect(stage.repository.log()).toEqual(['start', 'Add retry']);
  });

  test('IL-S13 L2 the reminder may be what it took', async () => {
    const stage = await committed([idle, { on: 'commit', commits: 'at last' }]);
    expect(stage.ctx.of('committed')).toMatchObject([{ by: 'author', commits: [{ subject: 'at last' }] }]);
  });

  test('request and reminder go on in the conversation that the author named last', async () => {
    const stage = await committed([{ ...idle, conversation: 'talk' }, idle]);
    const talks = stage.agents.requests.filter(({ purpose }) => purpose === 'commit').map((one) => one.conversation);
    expect(talks).toEqual([null, 'talk']);
  });

  test('what the author left out is committed in its reminder, or by millstone', async () => {
    const half: Turn = { on: 'commit', does: (repository) => repository.commitOnly(['a.ts'], 'half') };
    await committed([half, { on: 'commit', commits: 'rest' }]);
    const stage = await committed([half, idle]);
    expect(stage.repository.log()).toEqual(['start', 'half', 'Add retry']);
    expect(stage.ended()?.commits).toHaveLength(2);
  });

  test('L2 commit_by = "tool" asks nobody', async () => {
    const stage = await committed([], { settings: { commitBy: 'tool' } });
    expect(stage.ctx.types()).not.toContain('commit-asked');
    expect(stage.ctx.of('committed')).toMatchObject([{ by: 'tool' }]);
  });

  test('L2 an author that cannot be heard is not reminded; millstone commits', async () => {
    const fails = { reason: 'exit', cli: 'scripted', code: 1, says: 'signed out' } as const;
    const stage = await committed([{ on: 'commit', fails }]);
    expect(stage.prompts('commit')).toHaveLength(1);
    expect(stage.ctx.of('committed')).toMatchObject([{ by: 'tool' }]);
  });

  test('a commit that was made before the author fell silent counts', async () => {
    const fails = { reason: 'silent', cli: 'scripted', ms: 1 } as const;
    const stage = await committed([{ on: 'commit', commits: 'made', fails }]);
    expect(stage.ctx.of('committed')).toMatchObject([{ by: 'author', commits: [{ subject: 'made' }] }]);
  });

  test('an author that commits something else and then fails has it taken back', async () => {
    const fails = { reason: 'exit', cli: 'scripted', code: 1, says: '' } as const;
    const stage = await committed([{ on: 'commit', edits: { 'c.ts': 'extra\n' }, commits: 'more', fails }]);
    expect(stage.repository.log()).toEqual(['start', 'Add retry']);
    expect(stage.repository.keeps('c.ts', 'extra\n')).toBe(true);
  });

  test("millstone's own ignore line may be in the commit, and stays out of it otherwise", async () => {
    const stage = new TaskStage(until({ on: 'commit', commits: 'everything' }));
    stage.repository.writeIgnoreLine();
    expect(await stage.run()).toMatchObject(ok({ commits: [{ subject: 'everything' }] }));
    expect(stage.repository.headFiles()['.gitignore']).toBe('/.millstone/\n');
    expect(stage.repository.parked).toEqual([]);

    const byTool = new TaskStage(until(), { settings: { commitBy: 'tool' } });
    byTool.repository.writeIgnoreLine();
    expect(await byTool.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(byTool.repository.headFiles()['.gitignore']).toBeUndefined();
    expect(byTool.repository.files['.gitignore']).toBe('/.millstone/\n');
  });

  test('L8 what was dirty at the start stays out of the commit and in the tree', async () => {
    const turn: Turn = { on: 'commit', does: (repository) => repository.commitOnly(['a.ts', 'b.ts'], 'mine') };
    const stage = new TaskStage(until(turn), { settings: { allowDirty: true } });
    stage.repository.edit({ 'notes.txt': 'private\n' });
    expect(await stage.run()).toMatchObject(ok({ commits: [{ subject: 'mine' }] }));
    expect(stage.repository.headFiles()).not.toHaveProperty('notes.txt');
    expect(stage.repository.files['notes.txt']).toBe('private\n');
    expect(stage.prompts('review')[0]).not.toContain('private');
  });
});
