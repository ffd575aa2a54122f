import { describe, expect, test } from 'vitest';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { TaskStage } from '../../support/task-stage.js';

type Does = NonNullable<Turn['does']>;
const edits = { 'a.ts': 'one\n' };
const switched: Does = (repository) => {
  repository.branch = 'refs/heads/feature';
};
const detached: Does = (repository) => {
  repository.branch = null;
};
/** `git commit --amend` on, or a reset below, the commit that the task began with. */
const amended: Does = (repository) => {
  repository.head = null;
  repository.commitAll('amended');
};
const misuses = [
  ['switches the branch', switched, 'branch-switched'],
  ['leaves every branch', detached, 'detached'],
  ['rewrites what the task began with', amended, 'rewritten'],
] satisfies [string, Does, string][];

describe('an author that leaves its branch', () => {
  test.each(misuses)('IL-D31 as it %s while building, the task ends', async (_, does, what) => {
    const stage = new TaskStage([{ on: 'build', says: 'done', edits, does }]);
    expect(await stage.run()).toMatchObject({ error: { reason: 'history', role: 'author', what } });
    expect(stage.ended()).toMatchObject({ outcome: 'agent_error', commits: [] });
    expect(stage.repository.parked).toEqual(['start']);
    expect(stage.agents.asked()).toEqual(['build']);
  });

  test.each(misuses)('IL-D31 as it %s while committing, the task ends', async (_, does, what) => {
    const stage = new TaskStage([
      { on: 'build', says: 'done', edits },
      { on: 'review', says: approved() },
      { on: 'commit', says: 'done', does },
    ]);
    expect(await stage.run()).toMatchObject({ error: { reason: 'history', what } });
    expect(stage.ended()).toMatchObject({ outcome: 'agent_error', commits: [] });
  });

  test('IL-D31 an answer that fails or is blank hides nothing', async () => {
    const fails = { reason: 'network', cli: 'scripted', says: 'reset' } as const;
    const failing = new TaskStage([{ on: 'build', fails, does: switched }]);
    expect(await failing.run()).toMatchObject({ error: { reason: 'history' } });
    const blank = new TaskStage([{ on: 'build', says: '', does: switched }]);
    expect(await blank.run()).toMatchObject({ error: { reason: 'history' } });
  });

  test('IL-D31 names the branch it should have stayed on', async () => {
    const stage = new TaskStage([{ on: 'build', says: 'done', does: switched }]);
    expect(await stage.run()).toMatchObject({ error: { expected: 'main', found: 'feature' } });
  });

  test('a branch that was switched to and left again is no harm', async () => {
    const stage = new TaskStage(
      [
        {
          on: 'build',
          says: 'done',
          edits,
          does: (repository) => {
            switched(repository);
            repository.branch = 'refs/heads/main';
          },
        },
        { on: 'review', says: changesRequested('x') },
      ],
      { settings: { maxCycles: 1 } },
    );
    expect(await stage.run()).toMatchObject({ error: { reason: 'not-approved' } });
  });

  test('in a repository without commits the first one may come from the author', async () => {
    const stage = new TaskStage([
      { on: 'build', says: 'done', edits, commits: 'first' },
      { on: 'review', says: approved() },
    ]);
    Object.assign(stage.repository, { head: null, files: {} });
    expect(await stage.run()).toMatchObject({ ok: true, value: { commits: [{ subject: 'first' }] } });
  });
});
