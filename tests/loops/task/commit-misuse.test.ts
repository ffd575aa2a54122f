import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, type Turn } from '../../support/scripted-agents.js';
import { type StageOptions, TaskStage } from '../../support/task-stage.js';

const until = (...commits: Turn[]): Turn[] => [
  { on: 'build', says: 'done', edits: { 'a.ts': 'a\n', 'b.ts': 'b\n' } },
  { on: 'review', says: approved() },
  ...commits,
];
const idle: Turn = { on: 'commit', says: '' };

/** Whatever the author did, HEAD and tree must be what the reviewer saw. */
async function right(turns: readonly Turn[], options: StageOptions = {}) {
  const stage = new TaskStage(until(...turns), options);
  expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
  expect(stage.repository.headFiles()).toEqual({ 'README.md': '# test\n', 'a.ts': 'a\n', 'b.ts': 'b\n' });
  expect(stage.repository.files).toEqual(stage.repository.headFiles());
  expect(stage.repository.branch).toBe('refs/heads/main');
  return stage;
}

describe('only what was approved is committed', () => {
  test.each([
    ['adds a file', { edits: { 'c.ts': 'extra\n' }, commits: 'c' }],
    ['edits an approved file', { edits: { 'a.ts': 'other\n' }, commits: 'c' }],
    ['deletes an approved file', { edits: { 'a.ts': null }, commits: 'c' }],
    ['edits a file of somebody else', { edits: { 'README.md': 'gone\n' }, commits: 'c' }],
  ] satisfies [string, Partial<Turn>][])('a commit that %s is taken back and kept', async (_, turn) => {
    const stage = await right([{ on: 'commit', ...turn }]);
    expect(stage.repository.log()).toEqual(['start', 'Add retry']);
    expect(stage.ctx.of('commit-redone')).toHaveLength(1);
    expect(stage.ctx.of('committed')).toMatchObject([{ by: 'tool' }]);
    for (const [path, text] of Object.entries(turn.edits)) {
      if (text !== null) expect(stage.repository.keeps(path, text)).toBe(true);
    }
  });

  test('a rename of a file that is none of the task is found, whichever way git tells it', async () => {
    const does: Turn['does'] = (repository) => {
      repository.edit({ 'README.md': null, 'moved.md': '# test\n' });
      repository.commitAll('c');
      repository.edit({ 'README.md': '# test\n', 'moved.md': null });
    };
    const stage = await right([{ on: 'commit', does }]);
    expect(stage.repository.log()).toEqual(['start', 'Add retry']);
  });

  test('edits after a right commit are undone and kept', async () => {
    const does: Turn['does'] = (repository) => repository.edit({ 'a.ts': 'later\n', 'c.ts': 'extra\n' });
    const stage = await right([{ on: 'commit', commits: 'right', does }]);
    expect(stage.repository.log()).toEqual(['start', 'right']);
    expect(stage.ctx.of('restored')).toMatchObject([{ role: 'author', files: ['a.ts', 'c.ts'] }]);
    expect(stage.repository.keeps('c.ts', 'extra\n')).toBe(true);
  });

  test('edits without a commit are undone, too', async () => {
    const stage = await right([{ on: 'commit', edits: { 'a.ts': 'later\n' } }]);
    expect(stage.ctx.of('commit-redone')).toMatchObject([{ files: ['a.ts'] }]);
  });

  test('IL-D8 an author that stashes or resets the change away has not committed', async () => {
    const stage = await right([{ on: 'commit', says: 'done', edits: { 'a.ts': null, 'b.ts': null } }]);
    expect(stage.ctx.of('committed')).toMatchObject([{ by: 'tool' }]);
  });

  test('IL-D8 an empty commit is none', async () => {
    const does: Turn['does'] = (repository) => repository.commitEmpty('empty');
    const stage = await right([{ on: 'commit', says: 'done', does }, idle]);
    expect(stage.ctx.of('committed')).toMatchObject([{ by: 'tool' }]);
  });

  test('what a commit holds and the next one takes out does not stay in the history', async () => {
    const does: Turn['does'] = (repository) => {
      repository.edit({ '.env': 'KEY=1\n' });
      repository.commitAll('oops');
      repository.edit({ '.env': null });
      repository.commitAll('clean');
    };
    const stage = await right([{ on: 'commit', does }]);
    expect(stage.repository.made().some((files) => '.env' in files)).toBe(false);
    expect(stage.repository.log()).toEqual(['start', 'Add retry']);
  });

  test('several commits that hold nothing else may stay', async () => {
    const does: Turn['does'] = (repository) => {
      repository.commitOnly(['a.ts'], 'first');
      repository.commitOnly(['b.ts'], 'second');
    };
    const stage = await right([{ on: 'commit', does }]);
    expect(stage.repository.log()).toEqual(['start', 'first', 'second']);
  });

  test('L8 a commit that takes in what was dirty at the start is taken back; that stays in the tree', async () => {
    const stage = new TaskStage(until({ on: 'commit', commits: 'all' }), { settings: { allowDirty: true } });
    stage.repository.edit({ 'notes.txt': 'private\n' });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.repository.log()).toEqual(['start', 'Add retry']);
    expect(stage.repository.made()).toEqual([{ 'README.md': '# test\n', 'a.ts': 'a\n', 'b.ts': 'b\n' }]);
    expect(stage.repository.files['notes.txt']).toBe('private\n');
  });

  test('L8 our ignore line in the commit is no drift after a dirty start either', async () => {
    const does: Turn['does'] = (repository) => repository.commitOnly(['a.ts', 'b.ts', '.gitignore'], 'mine');
    const stage = new TaskStage(until({ on: 'commit', does }), { settings: { allowDirty: true } });
    stage.repository.edit({ 'notes.txt': 'private\n' });
    stage.repository.writeIgnoreLine();
    expect(await stage.run()).toMatchObject(ok({ commits: [{ subject: 'mine' }] }));
    expect(stage.repository.files['notes.txt']).toBe('private\n');
  });

  test('edits after a commit with our ignore line are undone; the line stays', async () => {
    const does: Turn['does'] = (repository) => repository.edit({ 'c.ts': 'extra\n' });
    const stage = new TaskStage(until({ on: 'commit', commits: 'all', does }));
    stage.repository.writeIgnoreLine();
    expect(await stage.run()).toMatchObject(ok({ commits: [{ subject: 'all' }] }));
    expect(stage.repository.files).toEqual(stage.repository.headFiles());
    expect(stage.repository.files['.gitignore']).toBe('/.millstone/\n');
  });

  test('L24 an author that changes a hook while it commits is stopped', async () => {
    const stage: TaskStage = new TaskStage(
      until({
        on: 'commit',
        does: () => {
          stage.tampered = ['.git/hooks/pre-commit'];
        },
      }),
    );
    expect(await stage.run()).toMatchObject({ error: { reason: 'tampered', files: ['.git/hooks/pre-commit'] } });
    expect(stage.repository.log()).toEqual(['start']);
  });
});
