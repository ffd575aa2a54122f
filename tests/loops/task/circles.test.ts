import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { TaskStage } from '../../support/task-stage.js';

const built = (text: string): Turn => ({ on: 'build', says: 'done', edits: { 'a.ts': text } });
const fixed = (text: string): Turn => ({ on: 'fix', says: 'done', edits: { 'a.ts': text } });
const no = (what: string): Turn => ({ on: 'review', says: changesRequested(what) });

describe('going in circles', () => {
  test('IL-D22 the very change that was refused ends the task before it is judged again', async () => {
    const stage = new TaskStage([built('one\n'), no('x'), fixed('one\n')]);
    expect(await stage.run()).toEqual({
      ok: false,
      error: { reason: 'going-in-circles', cycles: 2, same: 'change' },
    });
    expect(stage.ended()).toMatchObject({ outcome: 'loop_detected', cycles: 2 });
    expect(stage.prompts('review')).toHaveLength(1);
  });

  test('IL-D22 committing the refused change is no progress either', async () => {
    const stage = new TaskStage([built('one\n'), no('x'), { on: 'fix', says: 'done', commits: 'as it is' }]);
    expect(await stage.run()).toMatchObject({ error: { reason: 'going-in-circles' } });
  });

  test('the same words about another change are progress', async () => {
    const stage = new TaskStage([
      built('one\n'),
      no('not fast enough'),
      fixed('two\n'),
      no('not fast enough'),
      fixed('three\n'),
      { on: 'review', says: approved() },
      { on: 'commit', commits: 'c' },
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 3 }));
  });

  test('after a hook refused an approved change, leaving it as it is is an answer', async () => {
    const stage = new TaskStage(
      [
        built('one\n'),
        { on: 'review', says: approved() },
        { on: 'fix', says: 'the hook was flaky' },
        { on: 'review', says: approved() },
      ],
      { settings: { commitBy: 'tool' } },
    );
    stage.repository.refusals = ['lint: timed out'];
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
  });
});
