import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/domain/event.js';
import { chainOf } from '../../support/chain-of.js';
import { type OuterOptions, OuterStage } from '../../support/outer-stage.js';
import { designText, fine, opportunities, opportunity, plannedTask } from '../../support/outer-texts.js';
import { designs, plans } from '../../support/outer-turns.js';
import type { Turn } from '../../support/scripted-agents.js';
import { smooth } from '../../support/worklist-stage.js';

const MAP = 'docs/roadmap.md';
const LIST = '.millstone/tasklist.md';
const CYCLE = chainOf('cycle', null);
const places = { opportunities: '.millstone/opportunities.md', designs: '.millstone/designs', roadmap: MAP };
const stage = (turns: readonly Turn[], there: Readonly<Record<string, string>>, options: OuterOptions = {}) =>
  new OuterStage(CYCLE, turns, {
    there,
    ...options,
    settings: { places, noApprove: true, artifacts: [MAP], ...options.settings },
  });
/** The turns of a goal whose opportunity gets this id. */
const goal = (id: string, task: string): readonly Turn[] => [...designs(id), ...plans(task), ...smooth(task)];
const passes = (run: OuterStage) =>
  run.ctx.of('triaged').map(({ next }) => (next.kind === 'goal' ? next.goal : next.kind));

describe('cycle', () => {
  test('OL-S37 pending tasks are done, and nobody looks for more', async () => {
    const run = stage(smooth('one'), { [LIST]: '- [ ] One\n' }, { settings: { places: { ...places, roadmap: null } } });
    expect(await run.go()).toMatchObject({ value: { end: 'done', commits: [{ subject: 'Add one' }] } });
    expect(passes(run)).toEqual(['execute', 'over']);
  });

  test('OL-S38 OL-S39 OL-S41 goals of a configured roadmap are done one after the other, each ticked and committed, with its own words', async () => {
    const there = { [MAP]: '# Roadmap\n\n- [ ] Be fast\n- [x] Old\n- [ ] **Be clear**: name things\n' };
    const run = stage([...goal('be-fast', 'one'), ...goal('be-clear', 'two')], there);
    const ended = await run.go();
    expect(ended).toMatchObject({ value: { end: 'done' } });
    expect(passes(run)).toEqual(['Be fast', '**Be clear**: name things', 'over']);
    expect(run.disk.textOf(MAP)).toBe('# Roadmap\n\n- [x] Be fast\n- [x] Old\n- [x] **Be clear**: name things\n');
    expect(run.prompts('design')[1]).toContain('Be clear: name things');
    expect(run.disk.textOf('.millstone/opportunities.md')).toContain(`Source Ref: roadmap:${MAP}:3`);
    const made = ['Add one', `Tick a goal of ${MAP}`, 'Add two', `Tick a goal of ${MAP}`];
    expect(run.disk.log().slice(2)).toEqual(made);
    // The summary names them all, ticks included.
    expect(ended.ok && ended.value.commits.map(({ subject }) => subject)).toEqual(made);
  });

  test('OL-S39 a goal that fails stays open, and is where the run goes on', async () => {
    const there = { [MAP]: '- [ ] Be fast\n- [ ] Be clear\n' };
    const fails: Turn = { on: 'design', fails: { reason: 'quota', cli: 'x', says: 'no' } };
    const halted = stage([...goal('be-fast', 'one'), fails], there);
    expect(await halted.go()).toMatchObject({ error: { reason: 'agent-failed' } });
    expect(halted.disk.textOf(MAP)).toBe('- [x] Be fast\n- [ ] Be clear\n');
    const again = stage(goal('be-clear', 'two'), {}, { repository: halted.disk, journal: halted.ctx.journal });
    expect(await again.go()).toMatchObject({ value: { end: 'done', commits: [{}, {}, {}, {}] } });
    expect(again.disk.textOf(MAP)).toBe('- [x] Be fast\n- [x] Be clear\n');
    expect(again.begun()).toEqual(['2/2 Do two']);
  });

  test('OL-S39 a goal that somebody ticked while the run stood still is not planned; the next one is', async () => {
    const there = { [MAP]: '- [ ] Be fast\n- [ ] Be clear\n' };
    const fails: Turn = { on: 'plan', fails: { reason: 'quota', cli: 'x', says: 'no' } };
    const halted = stage([...designs('be-fast'), fails], there);
    expect(await halted.go()).toMatchObject({ error: { reason: 'agent-failed' } });
    halted.disk.edit({ [MAP]: '- [x] Be fast\n- [ ] Be clear\n' });
    halted.disk.commitAll('Tick');
    const options = { repository: halted.disk, journal: halted.ctx.journal, settings: { maxPasses: 1 } };
    const again = stage(goal('be-clear', 'two'), {}, options);
    expect(await again.go()).toMatchObject({ ok: true });
    expect(again.ctx.of('noticed').map(({ notice }) => notice)).toContainEqual(
      expect.objectContaining({ kind: 'goal-ticked-meanwhile', goal: 'Be fast' }),
    );
    expect(again.disk.textOf(MAP)).toBe('- [x] Be fast\n- [x] Be clear\n');
    expect(again.begun()).toEqual(['1/1 Do two']);
  });

  test('goals that begin alike are goals of their own', async () => {
    const there = { [MAP]: '- [ ] **Speed:** make reads fast\n- [ ] **Speed:** make writes fast\n' };
    const run = stage([...goal('speed', 'one'), ...goal('speed-2', 'two')], there);
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    expect(run.prompts('design').map((prompt) => /make (\w+) fast/.exec(prompt)?.[1])).toEqual(['reads', 'writes']);
  });

  test('goals with identical words are goals of their own', async () => {
    const there = { [MAP]: '- [ ] Be fast\n- [ ] Be fast\n' };
    const run = stage([...goal('be-fast', 'one'), ...goal('be-fast-2', 'two')], there);
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    expect(run.disk.textOf(MAP)).toBe('- [x] Be fast\n- [x] Be fast\n');
  });

  test('pending tasks come before goals, and those beyond what a run may do are left alone', async () => {
    const there = { [LIST]: '- [ ] One\n- [ ] Two\n- [ ] Three\n', [MAP]: '- [ ] Be fast\n' };
    const turns = [...smooth('one'), ...smooth('two'), ...goal('be-fast', 'four')];
    const run = stage(turns, there, { settings: { maxTasks: 2 } });
    // Nor is it called done, or gone on with.
    const ended = await run.go();
    expect(ended).toMatchObject({ value: { end: 'max-tasks' } });
    expect(ended).not.toHaveProperty('value.left');
    expect(passes(run)).toEqual(['execute', 'Be fast', 'over']);
    expect(run.disk.textOf(LIST)).toContain('- [ ] Three');
  });

  test('-n bounds planned tasks as well, and the goal stays open until they are done', async () => {
    const there = { [MAP]: '- [ ] Be fast\n' };
    const turns = [...designs('be-fast'), ...plans('one', 'two'), ...smooth('one')];
    const settings = { maxTasks: 1, maxTasksByFlag: true };
    const run = stage(turns, there, { settings });
    expect(await run.go()).toMatchObject({ value: { end: 'max-tasks', left: true } });
    expect(run.disk.textOf(MAP)).toBe('- [ ] Be fast\n');
    const again = stage(
      smooth('two'),
      {},
      { settings, repository: run.disk, journal: run.ctx.journal, placesBefore: 1 },
    );
    expect(await again.go()).toMatchObject({ value: { end: 'done' } });
    expect(again.disk.textOf(MAP)).toBe('- [x] Be fast\n');
  });

  test('OL-S40 without tasks and goals an analysis is made, once', async () => {
    const found = opportunities(opportunity('be-fast', 3), opportunity('be-clear', 1));
    const turns: readonly Turn[] = [
      { on: 'analyze', says: 'two', edits: { '.millstone/opportunities.md': found } },
      { on: 'analyze-review', says: fine },
      ...goal('be-fast', 'one'),
    ];
    const run = stage(turns, {}, { settings: { places: { ...places, roadmap: null } } });
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    expect(passes(run)).toEqual(['analyze', 'over']);
    expect(run.ctx.of('stage-started').map((one) => one.stage)).toEqual([
      ...['analyze', 'design', 'review_design', 'plan', 'execute'],
    ]);
  });

  test.each([
    ['empty', ''],
    ['prose', '# Roadmap\n\nWe want to be fast.\n'],
    ['done', '- [x] Be fast\n'],
  ])('a roadmap that is %s and was typed ends it with a word, and no analysis', async (_name, text) => {
    const run = stage([], { [MAP]: text }, { settings: { roadmapByFlag: true } });
    expect(await run.go()).toMatchObject({ value: { end: 'done', commits: [] } });
    expect(run.ctx.of('noticed').map(({ notice }) => notice.kind)).toContain('no-open-goal');
  });

  test('--max-passes ends it with work left', async () => {
    const there = { [MAP]: '- [ ] Be fast\n- [ ] Be clear\n' };
    const settings = { maxPasses: 1 };
    const run = stage(goal('be-fast', 'one'), there, { settings });
    expect(await run.go()).toMatchObject({ value: { end: 'max-passes', left: true } });
    // Who goes on has as many again.
    const again = stage(goal('be-clear', 'two'), {}, { settings, repository: run.disk, journal: run.ctx.journal });
    expect(await again.go()).toMatchObject({ value: { end: 'done' } });
    expect(again.disk.textOf(MAP)).toBe('- [x] Be fast\n- [x] Be clear\n');
    expect(again.begun()).toEqual(['2/2 Do two']);
  });

  test.each([
    ['its plan was refused', 'approved', '# Tasklist\n', []],
    ['its run was given up', 'reviewed', '# Tasklist\n', []],
    ['it was carried out before', 'approved', '- [x] Old\n  - design-ref: be-fast\n', designs('be-fast')],
    ['it was given up', 'superseded', '# Tasklist\n', designs('be-fast-2')],
    ['it is not whole', 'approved without risks', '# Tasklist\n', designs('be-fast')],
  ] as const)('a design that is there is taken, or written anew: %s', async (_name, status, list, writes) => {
    const [word = ''] = status.split(' ');
    const text = designText('be-fast', 'be-fast', word).replace('## Risks', word === status ? '## Risks' : '## Ri');
    const there = { [MAP]: '- [ ] Be fast\n', [LIST]: list, '.millstone/designs/be-fast.md': text };
    const run = stage([...writes, ...plans('one'), ...smooth('one')], there);
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    const told = run.ctx.of('noticed').some(({ notice }) => notice.kind === 'design-taken');
    expect(told).toBe(writes.length === 0);
    expect(run.disk.textOf(MAP)).toBe('- [x] Be fast\n');
  });

  test('somebody who asks it to stop is heard between two stages', async () => {
    const [writes, judges] = designs('be-fast') as [Turn, Turn];
    const asks = {
      ...judges,
      does: () => {
        run.stopAsked = true;
      },
    };
    const run: OuterStage = stage([writes, asks], { [MAP]: '- [ ] Be fast\n' });
    expect(await run.go()).toMatchObject({ value: { end: 'asked' } });
  });

  test('a task that was taken out after its plan was approved: its goal stays open, and nothing goes on behind it', async () => {
    const there = { [MAP]: '- [ ] Be fast\n- [ ] Be clear\n' };
    const run = stage([...designs('be-fast'), ...plans('one')], there);
    const { emit } = run.ctx;
    Object.assign(run.ctx, {
      emit: (event: RunEvent) => {
        emit(event);
        const taken = event.type === 'stage-ended' && event.made.some(({ id }) => id === 'one');
        if (taken) run.disk.edit({ [LIST]: '# Tasklist\n' });
      },
    });
    const problems = ['.millstone/tasklist.md: the task one is gone'];
    expect(await run.go()).toMatchObject({ error: { reason: 'incomplete', gate: null, problems } });
    expect(run.disk.textOf(MAP)).toBe(there[MAP]);
    expect(run.ctx.of('stage-ended').map(({ stage }) => stage)).not.toContain('execute');

    run.disk.edit({ [LIST]: `# Tasklist\n\n${plannedTask('one').replace('[ ]', '[x]')}\n` });
    const again = stage(goal('be-clear', 'two'), {}, { repository: run.disk, journal: run.ctx.journal });
    expect(await again.go()).toMatchObject({ value: { end: 'done' } });
    expect(again.disk.textOf(MAP)).toBe('- [x] Be fast\n- [x] Be clear\n');
  });
});
