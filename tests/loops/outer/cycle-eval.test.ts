import { describe, expect, test } from 'vitest';
import { chainOf } from '../../support/chain-of.js';
import type { CheckTurn } from '../../support/memory-evaluator.js';
import { settingsWith } from '../../support/memory-settings.js';
import { type OuterOptions, OuterStage } from '../../support/outer-stage.js';
import { smooth } from '../../support/worklist-stage.js';

const PACKAGE = '{ "scripts": { "test": "vitest run" } }';
const LIST = '.millstone/tasklist.md';
/** A cycle of one task; the tests behave like this, once they ran so often. */
const cycle = (tests: (nth: number) => CheckTurn, options: OuterOptions = {}) =>
  new OuterStage(chainOf('cycle', null), smooth('one'), {
    there: { 'package.json': PACKAGE, [LIST]: '- [ ] One\n' },
    checks: { 'npm test': tests },
    ...options,
    settings: { verify: false, ...options.settings },
  });
const whens = (run: OuterStage) => run.ctx.of('evaluated').map(({ when }) => when);

describe('L21 EV the evaluation around a cycle', () => {
  test('OL-S49 EV-S62 is made at its start and its end', async () => {
    const run = cycle(() => ({ exits: 0 }));
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    expect(whens(run)).toEqual(['baseline', 'after-cycle']);
  });

  test('what it broke is a halt, and goes on once it is mended', async () => {
    const run = cycle((nth) => ({ exits: nth === 1 ? 0 : 1 }));
    expect(await run.go()).toMatchObject({ error: { reason: 'cycle-regression' } });
    run.disk.edit({ 'one.ts': 'mended\n' });
    run.disk.commitAll('mend');
    const again = new OuterStage(chainOf('cycle', null), [], {
      ...{ repository: run.disk, journal: run.ctx.journal, checks: { 'npm test': {} } },
      settings: { verify: false },
    });
    expect(await again.go()).toMatchObject({ value: { end: 'done' } });
  });

  test('with passes left it is looked at before more is built on it', async () => {
    const goes = (tests: CheckTurn, past: OuterStage): OuterStage =>
      new OuterStage(chainOf('cycle', null), [], {
        ...{ repository: past.disk, journal: past.ctx.journal, checks: { 'npm test': tests } },
        settings,
      });
    const places = { ...settingsWith().places, roadmap: 'docs/roadmap.md' };
    const settings = { verify: false, maxPasses: 1, places };
    const run = cycle((nth) => ({ exits: nth === 1 ? 0 : 1 }), { settings });
    run.disk.edit({ 'docs/roadmap.md': '- [ ] Be fast\n' });
    run.disk.commitAll('goals');
    expect(await run.go()).toMatchObject({ error: { reason: 'cycle-regression' } });
    const still = goes({ exits: 1 }, run);
    expect(await still.go()).toMatchObject({ error: { reason: 'cycle-regression' } });
    still.disk.edit({ 'one.ts': 'mended\n' });
    still.disk.commitAll('mend');
    const mended = goes({}, still);
    expect(await mended.go()).toMatchObject({ value: { end: 'max-passes', left: true } });
    // Now it goes on: nobody is there to design the goal.
    await expect(goes({}, mended).go()).rejects.toThrow('design');
  });

  test('what was broken before is not its fault', async () => {
    const run = cycle(() => ({ exits: 1 }));
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
  });

  test.each([
    ['switched off', { evals: { afterCycle: false } }],
    ['without known checks', {}],
  ])('%s there is none', async (name, settings) => {
    const options = name.startsWith('without') ? { there: { [LIST]: '- [ ] One\n' } } : {};
    const evals = { ...settingsWith().evals, ...('evals' in settings ? settings.evals : {}) };
    const run = cycle(() => ({}), { ...options, settings: { evals } });
    expect((await run.go()).ok).toBe(true);
    expect(whens(run)).toEqual([]);
  });
});
