import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { builds, byFiles, commit, evalStage, evals, review, TESTS, tested } from '../../support/eval-stage.js';
import type { MemoryRepository } from '../../support/memory-repository.js';
import { takeUp } from '../../support/take-up.js';

const GATE = { onTask: 'smoke' };
const settingsOf = (maxCycles: number) => ({ ...evals(GATE), maxCycles });
const evalStageOptions = (repository: MemoryRepository) => ({ checks: { [TESTS]: byFiles(repository) } });

describe('the gate before a commit', () => {
  test('EV-S37 IL-S47 what failed before does not keep a change from its commit', async () => {
    const stage = evalStage([builds(['old']), review, commit], GATE, { repository: tested(['old']) });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.ctx.of('evaluated').map(({ when }) => when)).toEqual(['baseline', 'gate']);
    expect(stage.ctx.of('eval-judged')).toMatchObject([{ found: { why: [], alreadyBroken: ['old'] }, waived: false }]);
    const types = stage.ctx.types().filter((type) => /^(reviewed|eval-judged|committed)$/.test(type));
    expect(types).toEqual(['reviewed', 'eval-judged', 'committed']);
    expect(stage.evals.kept.map(({ evaluation }) => evaluation.mode)).toEqual(['smoke', 'smoke']);
  });

  test('one in which nothing can get worse says so before the task', async () => {
    const nowhere = { exits: 2, prints: 'no such folder' };
    const stage = evalStage([builds([]), review, commit], GATE, {
      ...{ repository: tested(), checks: { [TESTS]: () => nowhere } },
    });
    await stage.run();
    expect(stage.ctx.of('noticed')).toContainEqual({
      type: 'noticed',
      notice: { kind: 'blind-eval', mode: 'smoke', command: TESTS, says: 'failed (exit code 2)' },
    });
  });

  test('EV-S38 IL-S46 a new failure goes back to the author by name while cycles remain', async () => {
    const turns = [builds(['new']), review, builds([], 'fix'), review, commit];
    const stage = evalStage(turns, GATE, { repository: tested() });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
    expect(stage.prompts('fix')[0]).toMatch(/cannot be committed: 1 failure[\s\S]*- new[\s\S]*failed \(exit code 1\)/);
    expect(stage.repository.log()).toEqual(['start', 'tests', 'c']);
  });

  test('EV-S38 IL-S46 and ends the task when none is left: nothing is committed, the files stay', async () => {
    const stage = evalStage([builds(['new']), review], GATE, {
      ...{ repository: tested(), settings: { maxCycles: 1 } },
    });
    expect(await stage.run()).toMatchObject({
      error: {
        reason: 'eval-gate',
        found: { why: ['new-failures', 'score-drop'], introduced: ['new'] },
        file: 'eval-2.json',
      },
    });
    expect(stage.ended()?.outcome).toBe('eval_gate_failed');
    expect(stage.repository.log()).toEqual(['start', 'tests']);
    expect(stage.repository.files['build.js']).toBe('1\n');
  });

  test('a red check is tried once more on the same files, and what comes and goes is flaky and blocks nothing', async () => {
    const repository = tested();
    let runs = 0;
    const shaky = () => {
      runs++;
      return runs === 2 ? { fails: ['a'], passes: ['b'] } : { fails: [], passes: ['a', 'b'] };
    };
    const stage = evalStage([builds([]), review, commit], GATE, {
      ...{ repository, checks: { [TESTS]: shaky }, settings: { verify: false } },
    });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.evaluator.ran).toEqual([TESTS, TESTS, TESTS]);
    expect(stage.ctx.of('project-checked').map(({ again = false }) => again)).toEqual([false, false, true]);
    expect(stage.ctx.of('eval-judged')).toMatchObject([{ found: { why: [], introduced: [], flaky: ['a'] } }]);
    expect(stage.evals.kept[1]?.evaluation.flaky_tests).toEqual(['a']);
  });

  test('what was checked before the review is not run again on the same files', async () => {
    const stage = evalStage([builds([]), review, commit], { onTask: 'standard' }, { repository: tested() });
    await stage.run();
    // Before the task, and before the review.
    expect(stage.evaluator.ran).toEqual([TESTS, TESTS]);
  });

  test('EV-S39 IL-S49 without it nothing is evaluated', async () => {
    const stage = evalStage([builds(['new']), review, commit], { onTask: null }, { repository: tested() });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.evals.kept).toEqual([]);
  });

  test('D2 a project without tests does not pass, unless the policy allows it', async () => {
    const none = tested();
    none.edit({ 'package.json': null });
    none.commitAll('no tests');
    const settings = { maxCycles: 1 };
    const strict = evalStage([builds([]), review], GATE, { repository: none.clone(), settings });
    expect(await strict.run()).toMatchObject({ error: { reason: 'eval-gate', found: { why: ['no-tests'] } } });
    const lax = evalStage([builds([]), review, commit], { ...GATE, allowNoTests: true }, { repository: none.clone() });
    expect(await lax.run()).toMatchObject(ok({ outcome: 'approved' }));
  });

  test('D14 a task of high risk is evaluated in full', async () => {
    const options = { repository: tested(), task: { risk: 'high' as const }, settings: { yesHighRisk: true } };
    const stage = evalStage([builds([]), review, commit], GATE, options);
    await stage.run();
    expect(stage.evals.kept.map(({ evaluation }) => evaluation.mode)).toEqual(['full', 'full']);
  });

  test('IL-S48 EV-S34 a score that fell too far keeps it from its commit as well', async () => {
    const repository = tested([], ['a', 'b', 'c', 'd', 'e']);
    const fewer = { on: 'build' as const, says: 'done', edits: { 'red.txt': 'old\n', 'green.txt': 'a\n' } };
    repository.edit({ 'red.txt': 'old\n' });
    repository.commitAll('red');
    const stage = evalStage([fewer, review], GATE, { repository, settings: { maxCycles: 1 } });
    expect(await stage.run()).toMatchObject({
      error: { reason: 'eval-gate', found: { why: ['score-drop'], scores: { before: 0.83, now: 0.5 } } },
    });
  });
});

describe('a task that is taken up', () => {
  test('EV-S31 is compared with how things were before it, which is not measured anew', async () => {
    const first = evalStage(
      [builds(['old', 'new']), { on: 'review', fails: { reason: 'silent', cli: 'scripted', ms: 1 } }],
      GATE,
      {
        ...{ repository: tested(['old']), settings: { rateLimitWaitMs: -1, maxCycles: 1 } },
      },
    );
    expect(await first.run()).toMatchObject({ error: { reason: 'agent-failed' } });
    const { repository } = first;
    const again = await takeUp(first, [review], { ...evalStageOptions(repository), settings: settingsOf(1) });
    expect(await again.run()).toMatchObject({ error: { reason: 'eval-gate', found: { introduced: ['new'] } } });
    expect(again.ctx.of('evaluated').map(({ when, replayed }) => [when, replayed])).toEqual([
      ['baseline', true],
      ['gate', false],
    ]);
  });

  test('L9 going on with the very files accepts what was found in them', async () => {
    const first = evalStage([builds(['new']), review], GATE, {
      ...{ repository: tested(), settings: { maxCycles: 1 } },
    });
    expect(await first.run()).toMatchObject({ error: { reason: 'eval-gate' } });
    const again = await takeUp(first, [commit], { ...evalStageOptions(first.repository), settings: settingsOf(1) });
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.ctx.of('eval-judged')).toMatchObject([{ waived: true, replayed: true }]);
  });

  test('with other files they are evaluated anew', async () => {
    const first = evalStage([builds(['new']), review], GATE, {
      ...{ repository: tested(), settings: { maxCycles: 1 } },
    });
    await first.run();
    first.repository.edit({ 'red.txt': '' });
    const again = await takeUp(first, [review, commit], {
      ...evalStageOptions(first.repository),
      settings: settingsOf(1),
    });
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.ctx.of('eval-judged')).toMatchObject([{ found: { why: [] }, replayed: false }]);
  });

  test('EV-S33 with a gate it did not have when it began, every failure counts as new', async () => {
    const fails = { reason: 'silent', cli: 'scripted', ms: 1 } as const;
    const first = evalStage(
      [builds(['old']), { on: 'review', fails }],
      { onTask: null },
      {
        ...{ repository: tested(['old']), settings: { rateLimitWaitMs: -1 } },
      },
    );
    await first.run();
    const again = await takeUp(first, [review], { ...evalStageOptions(first.repository), settings: settingsOf(1) });
    expect(await again.run()).toMatchObject({ error: { reason: 'eval-gate', found: { introduced: ['old'] } } });
    expect(again.ctx.of('noticed')).toContainEqual({
      type: 'noticed',
      notice: { kind: 'no-eval-before', mode: 'smoke' },
    });
    expect(again.repository.files['build.js']).toBe('1\n');
  });
});
