import { describe, expect, test } from 'vitest';
import { done, ok } from '../../../src/domain/result.js';
import { MemoryRepository } from '../../support/memory-repository.js';
import { approved, type Turn } from '../../support/scripted-agents.js';
import { type StageOptions, TaskStage } from '../../support/task-stage.js';

const MARKED = '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> task\n';
const yes: Turn = { on: 'review', says: approved() };
const commit: Turn = { on: 'commit', commits: 'c' };

/** A task whose change came back with a conflict in `same`. */
function returned(turns: readonly Turn[], options: StageOptions = {}): TaskStage {
  const repository = new MemoryRepository();
  const put = async () => {
    repository.edit({ same: MARKED });
    return done;
  };
  return new TaskStage(turns, { ...options, repository, comeback: { feedback: 'It conflicts in same.', put } });
}

describe('S12 conflicts that an author was given to resolve', () => {
  test('left marked, they go back to it before anybody is asked to judge them', async () => {
    const [half, whole]: Turn[] = [
      { on: 'fix', says: 'done', edits: { other: 'x\n' } },
      { on: 'fix', says: 'done', edits: { same: 'a and b\n' } },
    ];
    const stage = returned([half, whole, yes, commit] as Turn[]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
    expect(stage.prompts('fix')[1]).toContain('same: Conflict markers are left');
    expect(stage.ctx.of('noticed').map(({ notice }) => notice)).toContainEqual({
      ...{ kind: 'conflicts-left', files: ['same'] },
    });
  });

  test('left marked to the last cycle, they end the task as not approved', async () => {
    const stage = returned([{ on: 'fix', says: 'done', edits: { other: 'x\n' } }], { settings: { maxCycles: 1 } });
    expect(await stage.run()).toMatchObject({ error: { reason: 'not-approved', cycles: 1 } });
  });

  test('in a task that was given none, such lines may be meant', async () => {
    const build: Turn = { on: 'build', says: 'done', edits: { same: MARKED } };
    expect(await new TaskStage([build, yes, commit]).run()).toMatchObject(ok({ outcome: 'approved', cycles: 1 }));
  });
});
