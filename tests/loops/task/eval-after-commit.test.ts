import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { builds, byFiles, commit, evalStage, evals, review, TESTS, tested } from '../../support/eval-stage.js';
import type { MemoryRepository } from '../../support/memory-repository.js';
import { changesRequested } from '../../support/scripted-agents.js';
import { resumptionOf, takeUp } from '../../support/take-up.js';
import type { TaskStage } from '../../support/task-stage.js';

const AFTER = { onCommit: true };
const ROLLBACK = { onCommit: true, autoRollback: true };
const worse = [builds(['new']), review, commit];
const optionsOf = (repository: MemoryRepository, set: object = AFTER) => ({
  checks: { [TESTS]: byFiles(repository) },
  settings: evals(set),
});

/** A task that made something worse; its commit stays. */
async function regressed(): Promise<TaskStage> {
  const stage = evalStage(worse, AFTER, { repository: tested() });
  expect(await stage.run()).toMatchObject({ error: { reason: 'regression', rollback: { kind: 'unattended' } } });
  return stage;
}

describe('the evaluation after a commit', () => {
  test('EV-S32 a failure that was there before changes nothing', async () => {
    const stage = evalStage([builds(['old']), review, commit], AFTER, { repository: tested(['old']) });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.ctx.of('evaluated').map(({ when }) => when)).toEqual(['baseline', 'after-commit']);
  });

  test('EV-S32 a new one halts, and nobody being there its commit stays', async () => {
    const stage = await regressed();
    expect(stage.ended()?.outcome).toBe('eval_regression');
    expect(stage.repository.log()).toEqual(['start', 'tests', 'c']);
    expect(stage.rollbacks.context).toBeNull();
  });

  test('EV-S34 IL-S51 a score that falls a little is accepted', async () => {
    const green = Array.from({ length: 24 }, (_, i) => `t${i}`);
    const stage = evalStage(
      [{ on: 'build', says: 'done', edits: { 'green.txt': `${green.slice(0, 12).join('\n')}\n` } }, review, commit],
      AFTER,
      {
        repository: tested(['old'], green),
      },
    );
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    const judged = stage.ctx.of('eval-judged').map(({ found }) => [found.why, found.scores]);
    expect(judged).toEqual([[[], { before: 0.96, now: 0.92 }]]);
  });

  test('EV-S35 a person is asked, and a no keeps the commit', async () => {
    const stage = evalStage(worse, AFTER, { repository: tested(), answer: 'no' });
    expect(await stage.run()).toMatchObject({ error: { reason: 'regression', rollback: { kind: 'declined' } } });
    expect(stage.questions).toMatchObject([{ asks: 'take-back', title: 'Add retry', commits: [{ subject: 'c' }] }]);
    expect(stage.repository.log()).toEqual(['start', 'tests', 'c']);
  });

  test('EV-S35 EV-S36 a yes takes it back by a new commit, and the next analysis can read why', async () => {
    const stage = evalStage(worse, AFTER, { repository: tested(), answer: 'yes' });
    expect(await stage.run()).toMatchObject({ error: { reason: 'regression', rollback: { kind: 'done' } } });
    expect(stage.repository.log()).toEqual(['start', 'tests', 'c', 'Revert "Add retry"']);
    expect(stage.rollbacks.context).toMatchObject({
      reason: 'test_failures',
      task: 'Add retry to the client.',
      details: { new_failures: ['new'] },
    });
  });

  test('EV-S59 IL-S50 with --auto-rollback the whole range goes unasked, and what was there is kept', async () => {
    const repository = tested();
    const before = repository.headFiles();
    const early = { ...builds(['new']), commits: 'early' };
    const mend = { on: 'fix' as const, says: 'done', edits: { 'more.js': '1\n' } };
    const stage = evalStage([early, { on: 'review', says: changesRequested('more') }, mend, review, commit], ROLLBACK, {
      repository,
    });
    expect(await stage.run()).toMatchObject({ error: { reason: 'regression', rollback: { kind: 'done' } } });
    expect(stage.questions).toEqual([]);
    expect(repository.headFiles()).toEqual(before);
    expect(repository.files).toEqual(before);
    expect(repository.log()).toEqual(['start', 'tests', 'early', 'c', 'Revert "Add retry"']);
    expect(repository.keeps('more.js', '1\n')).toBe(true);
    expect(stage.ctx.of('rolled-back')).toMatchObject([{ commits: [{ subject: 'early' }, { subject: 'c' }] }]);
  });

  test('the one before the run, and that of the task before, are not measured twice', async () => {
    const first = evalStage([builds([]), review, commit], AFTER, { repository: tested() });
    await first.run();
    const { repository, ctx } = first;
    const second = evalStage([{ ...builds([]), edits: { 'b.js': '1\n' } }, review, commit], AFTER, {
      ...{ repository, journal: ctx.journal, task: { id: 'second' as never } },
    });
    expect(await second.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(second.ctx.of('evaluated').map(({ when, replayed }) => [when, replayed])).toEqual([
      ['baseline', true],
      ['after-commit', false],
    ]);
    expect(second.ctx.of('evaluated')[0]?.stored.file).toBe(first.ctx.of('evaluated')[1]?.stored.file);
  });
});

describe('what was taken back before', () => {
  const context = {
    ...{ timestamp: 'x', reverted_commit: 'c1', task: 'Add a cache', details: {} },
    reason: 'test_failures' as const,
  };

  test.each([
    ['is forgotten once an analysis was told and a task is done', { ...context, told: true }, null],
    ['is kept as long as no analysis was told', context, context],
  ])('%s', async (_, before, after) => {
    const stage = evalStage([builds([]), review, commit], {}, { repository: tested() });
    stage.rollbacks.context = before;
    await stage.run();
    expect(stage.rollbacks.context).toEqual(after);
  });
});

describe('after a regression', () => {
  test('L9 going on with the very files accepts them, and they are what the next task is compared with', async () => {
    const first = await regressed();
    const again = await takeUp(first, [], optionsOf(first.repository));
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.ctx.of('eval-judged')).toMatchObject([{ waived: true, replayed: true }]);
  });

  test('what a person mended on top is evaluated, and not taken for a task done by hand', async () => {
    const first = await regressed();
    first.repository.edit({ 'red.txt': '' });
    first.repository.commitAll('by hand');
    const again = await takeUp(first, [], optionsOf(first.repository));
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.ctx.of('eval-judged')).toMatchObject([{ found: { why: [] }, replayed: false }]);
  });

  test('a task that was taken back begins anew', async () => {
    const first = evalStage(worse, ROLLBACK, { repository: tested() });
    await first.run();
    expect(await resumptionOf(first)).toEqual({ kind: 'fresh' });
  });

  test('a taking back that a crash interrupted is brought to its end', async () => {
    const first = evalStage(worse, ROLLBACK, { repository: tested() });
    await first.run();
    const { repository, ctx } = first;
    // As if it had died right after it had put the files back.
    const at = ctx.journal.entries.findIndex((entry) => entry.kind === 'intent' && entry.key === 'task/t/rollback');
    ctx.journal.entries.splice(at + 1);
    const again = await takeUp(first, [], optionsOf(repository, ROLLBACK));
    expect(await again.run()).toMatchObject({ error: { reason: 'regression', rollback: { kind: 'done' } } });
    expect(repository.log()).toEqual(['start', 'tests', 'c', 'Revert "Add retry"']);
  });
});
