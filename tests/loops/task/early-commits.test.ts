import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { type StageOptions, TaskStage } from '../../support/task-stage.js';

const early: Turn = { on: 'build', says: 'done', edits: { 'a.ts': 'one\n' }, commits: 'early' };
const no: Turn = { on: 'review', says: changesRequested('two is needed') };
const yes: Turn = { on: 'review', says: approved() };
const fix: Turn = { on: 'fix', says: 'mended', edits: { 'a.ts': 'two\n' } };
const idle: Turn = { on: 'commit', says: 'it is committed' };

async function done(turns: readonly Turn[], options: StageOptions = {}) {
  const stage = new TaskStage(turns, options);
  expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
  expect(stage.repository.files).toEqual(stage.repository.headFiles());
  return stage;
}

describe('commits that the author makes before it is asked', () => {
  test('IL-S7 are told, reviewed and kept; nobody is asked to commit', async () => {
    const stage = await done([early, yes]);
    expect(stage.ctx.of('author-committed')).toMatchObject([{ commits: [{ subject: 'early' }] }]);
    expect(stage.prompts('review')[0]).toContain('+one');
    expect(stage.agents.asked()).not.toContain('commit');
    expect(stage.repository.log()).toEqual(['start', 'early']);
    expect(stage.ended()?.commits).toMatchObject([{ subject: 'early' }]);
  });

  test('are told as its own, also where millstone would commit', async () => {
    const stage = await done([early, yes], { settings: { commitBy: 'tool' } });
    expect(stage.ctx.of('committed')).toMatchObject([{ by: 'author', commits: [{ subject: 'early' }] }]);
  });

  test('IL-S10 refused, mended without a commit: the author is asked to commit the rest', async () => {
    const stage = await done([early, no, fix, yes, { on: 'commit', commits: 'mend' }]);
    expect(stage.repository.log()).toEqual(['start', 'early', 'mend']);
    expect(stage.ended()?.commits).toHaveLength(2);
  });

  test('IL-S10 L2 an author that then does nothing is reminded; millstone makes one commit of what was approved', async () => {
    const stage = await done([early, no, fix, yes, idle, idle]);
    expect(stage.ctx.of('commit-reminded')).toHaveLength(1);
    expect(stage.repository.log()).toEqual(['start', 'Add retry']);
    expect(stage.repository.made()).toEqual([{ 'README.md': '# test\n', 'a.ts': 'two\n' }]);
    expect(stage.repository.keeps('a.ts', 'one\n')).toBe(true);
  });

  test('IL-S10 L2 the reminder may bring the rest, also in parts', async () => {
    const edits = { 'a.ts': 'two\n', 'b.ts': 'b\n' };
    const half: Turn = { on: 'commit', does: (repository) => repository.commitOnly(['b.ts'], 'half') };
    const stage = await done([early, no, { ...fix, edits }, yes, half, { on: 'commit', commits: 'rest' }]);
    expect(stage.repository.log()).toEqual(['start', 'early', 'half', 'rest']);
  });

  test('an own early commit may be amended', async () => {
    const amend: Turn['does'] = (repository) => {
      repository.resetTo(0);
      repository.commitAll('amended');
    };
    const stage = await done([early, no, { ...fix, does: amend }, yes]);
    expect(stage.repository.log()).toEqual(['start', 'amended']);
    expect(stage.ctx.of('author-committed')).toMatchObject([
      { commits: [{ subject: 'early' }] },
      { commits: [{ subject: 'amended' }] },
    ]);
  });

  test('one that was taken back by its author is no news', async () => {
    const back: Turn = { ...fix, does: (repository) => repository.resetTo(0) };
    const stage = await done([early, no, back, yes, { on: 'commit', commits: 'all' }]);
    expect(stage.ctx.of('author-committed')).toHaveLength(1);
    expect(stage.repository.log()).toEqual(['start', 'all']);
  });

  test('what a commit on the way holds and no review has seen does not stay', async () => {
    const does: Turn['does'] = (repository) => {
      repository.edit({ 'a.ts': 'one\n', 'deploy.pem': 'private\n' });
      repository.commitAll('oops');
      repository.edit({ 'deploy.pem': null });
      repository.commitAll('clean');
    };
    const stage = await done([{ on: 'build', says: 'done', does }, yes]);
    expect(stage.repository.made()).toEqual([{ 'README.md': '# test\n', 'a.ts': 'one\n' }]);
    expect(stage.repository.keeps('a.ts', 'one\n')).toBe(true);
  });

  test('commits that add up to nothing are taken back', async () => {
    const does: Turn['does'] = (repository) => {
      repository.edit({ 'a.ts': 'one\n' });
      repository.commitAll('in');
      repository.edit({ 'a.ts': null });
      repository.commitAll('out');
    };
    const stage = new TaskStage([{ on: 'build', says: 'done', does }, { on: 'nudge', says: 'really' }, yes]);
    expect(await stage.run()).toEqual(ok({ outcome: 'no_changes', cycles: 1, commits: [] }));
    expect(stage.repository.log()).toEqual(['start']);
  });

  test('L8 one that only takes in what was dirty at the start is taken back', async () => {
    const stage = new TaskStage([{ on: 'build', says: 'done', commits: 'yours' }, { on: 'nudge', says: 'done' }, yes], {
      settings: { allowDirty: true },
    });
    stage.repository.edit({ 'notes.txt': 'private\n' });
    expect(await stage.run()).toEqual(ok({ outcome: 'no_changes', cycles: 1, commits: [] }));
    expect(stage.repository.log()).toEqual(['start']);
    expect(stage.repository.files['notes.txt']).toBe('private\n');
  });

  test('L8 undoing what was dirty at the start leaves nothing to commit', async () => {
    const stage = new TaskStage([{ on: 'build', says: 'undone', edits: { 'README.md': '# test\n' } }, yes], {
      settings: { allowDirty: true, commitBy: 'tool' },
    });
    stage.repository.edit({ 'README.md': '# changed\n' });
    expect(await stage.run()).toEqual(ok({ outcome: 'no_changes', cycles: 1, commits: [] }));
  });

  test('a task that is given up leaves them where they are', async () => {
    const stage = new TaskStage([early, no], { settings: { maxCycles: 1 } });
    expect(await stage.run()).toMatchObject({ error: { reason: 'not-approved' } });
    expect(stage.repository.log()).toEqual(['start', 'early']);
  });
});
