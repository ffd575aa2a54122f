import { describe, expect, test } from 'vitest';
import { chainOf } from '../../support/chain-of.js';
import { MemoryRounds } from '../../support/memory-rounds.js';
import { type OuterOptions, OuterStage } from '../../support/outer-stage.js';
import { designText } from '../../support/outer-texts.js';
import { designs, plans } from '../../support/outer-turns.js';
import type { Turn } from '../../support/scripted-agents.js';

const MAP = 'docs/roadmap.md';
const LIST = '.millstone/tasklist.md';
const places = { opportunities: '.millstone/opportunities.md', designs: '.millstone/designs', roadmap: MAP };

/** A chain whose tasks are executed at once. */
function stage(asked: 'cycle' | 'deliver' | 'plan', turns: readonly Turn[], options: OuterOptions = {}): OuterStage {
  const given = asked === 'cycle' ? null : asked === 'deliver' ? 'Be fast' : 'be-fast';
  const settings = { places, noApprove: true, artifacts: [MAP], ...options.settings };
  const through = asked === 'plan' ? 'execute' : null;
  return new OuterStage(chainOf(asked, given, through, settings), turns, { ...options, settings });
}

/** The same run in another process. */
const again = (
  past: OuterStage,
  asked: 'cycle' | 'deliver' | 'plan',
  turns: readonly Turn[],
  options: OuterOptions,
): OuterStage => stage(asked, turns, { ...options, repository: past.disk, journal: past.ctx.journal });

const fails: readonly Turn[] = [{ on: 'build', fails: { reason: 'quota', cli: 'x', says: 'no' } }];

describe('tasks of a chain at once (D18)', () => {
  test('what was planned is executed, each task in a place of its own, and landed', async () => {
    const rounds = new MemoryRounds();
    const run = stage('deliver', [...designs('be-fast'), ...plans('one', 'two')], { rounds });
    expect(await run.go()).toMatchObject({ value: { end: 'done', commits: [{}, {}] } });
    expect(rounds.landing.history.at(-1)).toBe('one+two');
    expect(rounds.closed).toEqual([
      ['one', 'landed'],
      ['two', 'landed'],
    ]);
    expect(run.list.text).not.toContain('- [ ]');
  });

  test('WT-S54 only what was planned is, whatever else is pending; what has landed is never begun again', async () => {
    const rounds = new MemoryRounds();
    const there = {
      [LIST]: '- [ ] Other\n  - ID: other\n',
      '.millstone/designs/be-fast.md': designText('be-fast', '', 'reviewed'),
    };
    const run = stage('plan', plans('one'), { rounds, there });
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    expect(rounds.opened).toEqual(['one']);
    const later = again(run, 'plan', [], { rounds });
    expect(await later.go()).toMatchObject({ value: { end: 'done', commits: [{}] } });
    expect(rounds.opened).toEqual(['one']);
  });

  test('each goal is ticked once all of its tasks have landed', async () => {
    const rounds = new MemoryRounds();
    const there = { [MAP]: '- [ ] Be fast\n- [ ] Be clear\n' };
    const turns = [...designs('be-fast'), ...plans('one', 'two'), ...designs('be-clear'), ...plans('three')];
    const run = stage('cycle', turns, { rounds, there });
    expect(await run.go()).toMatchObject({ value: { end: 'done', commits: [{}, {}, {}, {}, {}] } });
    expect(rounds.landing.history.at(-1)).toBe('one+two+three');
    expect(run.disk.textOf(MAP)).toBe('- [x] Be fast\n- [x] Be clear\n');
  });

  test('a task that comes to nothing halts the cycle, its goal stays open, and only that task is done when it goes on', async () => {
    const rounds = new MemoryRounds({ one: fails });
    const there = { [MAP]: '- [ ] Be fast\n- [ ] Be clear\n' };
    const run = stage('cycle', [...designs('be-fast'), ...plans('one', 'two')], { rounds, there });
    expect(await run.go()).toMatchObject({ error: { reason: 'not-landed', landed: 1, tasks: [{ id: 'one' }] } });
    expect(run.disk.textOf(MAP)).toBe('- [ ] Be fast\n- [ ] Be clear\n');
    expect(run.list.text).toMatch(/- \[ \] .*one[\s\S]*- \[x\] .*two/);
    const next = again(run, 'cycle', [...designs('be-clear'), ...plans('three')], { rounds, placesBefore: 1 });
    expect(await next.go()).toMatchObject({ value: { end: 'done', commits: [{}, {}, {}, {}, {}] } });
    expect(rounds.opened).toEqual(['one', 'two', 'one', 'three']);
    expect(rounds.landing.history.at(-1)).toBe('two+one+three');
    expect(next.disk.textOf(MAP)).toBe('- [x] Be fast\n- [x] Be clear\n');
  });

  test('WT-S53 one that cannot land for what a person has not committed keeps its goal open, and lands first afterwards', async () => {
    const rounds = new MemoryRounds();
    const inTheWay = { kind: 'in-the-way', top: '/repo', what: 'operation', paths: [], says: 'one.ts' } as const;
    rounds.landing.answers.push(inTheWay, inTheWay);
    const there = { [MAP]: '- [ ] Be fast\n' };
    const run = stage('cycle', [...designs('be-fast'), ...plans('one')], { rounds, there });
    expect(await run.go()).toMatchObject({ error: { reason: 'not-landed', tasks: [{ outcome: 'land_pending' }] } });
    expect(run.disk.textOf(MAP)).toBe('- [ ] Be fast\n');
    const next = again(run, 'cycle', [], { rounds });
    expect(await next.go()).toMatchObject({ value: { end: 'done', commits: [{}, {}] } });
    expect([rounds.opened, next.disk.textOf(MAP)]).toEqual([['one'], '- [x] Be fast\n']);
  });

  test('what a process that died between a landing and its end has left is tidied up', async () => {
    const rounds = new MemoryRounds();
    const run = stage('deliver', [...designs('be-fast'), ...plans('one', 'two')], { rounds });
    await run.go();
    const { entries } = run.ctx.journal;
    entries.splice(entries.findIndex((entry) => entry.kind === 'step' && entry.key.endsWith('/execute/tasks/gave')));
    const closed = rounds.closed.splice(0);
    const next = again(run, 'deliver', [], { rounds });
    expect(await next.go()).toMatchObject({ value: { end: 'done', commits: [{}, {}] } });
    expect([rounds.closed, rounds.opened]).toEqual([closed, ['one', 'two']]);
  });

  test('-n bounds them, and what is left is another round', async () => {
    const rounds = new MemoryRounds();
    const settings = { maxTasks: 2, maxTasksByFlag: true };
    const there = { [MAP]: '- [ ] Be fast\n' };
    const run = stage('cycle', [...designs('be-fast'), ...plans('one', 'two', 'three')], { rounds, there, settings });
    expect(await run.go()).toMatchObject({ value: { end: 'max-tasks', left: true } });
    expect(run.disk.textOf(MAP)).toBe('- [ ] Be fast\n');
    const next = again(run, 'cycle', [], { rounds, settings, placesBefore: 2 });
    expect(await next.go()).toMatchObject({ value: { end: 'done', commits: [{}, {}, {}, {}] } });
    expect(rounds.opened).toEqual(['one', 'two', 'three']);
    expect(next.disk.textOf(MAP)).toBe('- [x] Be fast\n');
  });

  test('pending tasks come first, as many as a run may do, and those of a goal are done whole', async () => {
    const rounds = new MemoryRounds();
    const pending = ['a', 'b', 'c'].map((id) => `- [ ] Add ${id}\n  - ID: ${id}\n`).join('\n');
    const there = { [LIST]: pending, [MAP]: '- [ ] Be fast\n' };
    const turns = [...designs('be-fast'), ...plans('one', 'two', 'three')];
    const run = stage('cycle', turns, { rounds, there, settings: { maxTasks: 2 } });
    expect(await run.go()).toMatchObject({ value: { end: 'max-tasks' } });
    expect(rounds.landing.history.at(-1)).toBe('a+b+one+two+three');
    expect(run.list.text).toContain('- [ ] Add c');
  });

  test('it stops where it is asked to, and goes on with the same tasks', async () => {
    const rounds = new MemoryRounds();
    const run = stage('deliver', [...designs('be-fast'), ...plans('one')], { rounds });
    rounds.before = () => {
      run.stopAsked = true;
    };
    expect(await run.go()).toMatchObject({ value: { end: 'asked' } });
    expect(rounds.opened).toEqual([]);
    const next = again(run, 'deliver', [], { rounds });
    expect(await next.go()).toMatchObject({ value: { end: 'done' } });
    expect(rounds.opened).toEqual(['one']);
  });

  test('a cycle is judged by what has landed', async () => {
    const rounds = new MemoryRounds();
    const there = { [MAP]: '- [ ] Be fast\n', 'package.json': '{"scripts":{"test":"check"}}' };
    const run = stage('cycle', [...designs('be-fast'), ...plans('one')], { rounds, there });
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    expect(run.ctx.of('evaluated').map(({ when }) => when)).toEqual(['baseline', 'after-cycle']);
  });
});
