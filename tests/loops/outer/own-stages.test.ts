import { describe, expect, test } from 'vitest';
import { agreedModules } from '../../../src/cli/commands/chain-stages.js';
import type { ChainPlan } from '../../../src/domain/chain.js';
import { exitOf } from '../../../src/domain/exit-codes.js';
import type { GateDecision } from '../../../src/domain/gate.js';
import { haltSays } from '../../../src/domain/halt-rules.js';
import type { OwnStage, StageAnswer } from '../../../src/domain/own-stage.js';
import { recall } from '../../../src/domain/recall.js';
import { err, ok, type Result } from '../../../src/domain/result.js';
import type { RunPlan } from '../../../src/domain/run-plan.js';
import type { Through } from '../../../src/domain/through.js';
import { withOwnStages } from '../../../src/policy/own-stages.js';
import type { StageFailure } from '../../../src/ports/own-stages.js';
import { chainOf } from '../../support/chain-of.js';
import { MemoryOwnStages, type Plays } from '../../support/memory-own-stages.js';
import { type OuterOptions, OuterStage } from '../../support/outer-stage.js';
import { designText, fine } from '../../support/outer-texts.js';
import { plans } from '../../support/outer-turns.js';
import { leg, TURNS, takenUp } from '../../support/outer-walk.js';
import { smooth } from '../../support/worklist-stage.js';

const DESIGN = '.millstone/designs/be-fast.md';
const approved: GateDecision = { kind: 'approved', by: 'continue' };

const audit = (after: string, kind: OwnStage['takes'] = 'design'): OwnStage => ({
  ...{ name: 'audit', after, module: './audit.mjs', takes: kind, gives: kind, files: { 'audit.mjs': 'first' } },
});

/** A chain with the stage in it. */
function withAudit(
  asked: 'analyze' | 'design' | 'plan' | 'deliver',
  through: Through | null,
  own: OwnStage,
  settings: OuterOptions['settings'] = {},
): ChainPlan {
  const given = asked === 'analyze' ? null : 'Be fast';
  const chain = chainOf(asked, given, through, settings);
  return { ...chain, links: [...withOwnStages(chain.links, [own])], own: [own] };
}

const says = (answer: StageAnswer) => new MemoryOwnStages({ './audit.mjs': () => ok(answer) });
const goesOn: Plays = ({ thing }) => ok([thing as never]);
const lets = () => new MemoryOwnStages({ './audit.mjs': goesOn });

describe('a stage of the user in a chain', () => {
  test('is given the thing as it stands, tells people, and is not run again when the run goes on', async () => {
    const chain = withAudit('design', 'plan', audit('design'));
    const stages = new MemoryOwnStages({
      './audit.mjs': (call) => {
        call.onTell('looked');
        return goesOn(call);
      },
    });
    const run = new OuterStage(chain, leg(chain, 0).turns, { ownStages: stages });
    expect(await run.go()).toMatchObject({ value: { end: 'gate' } });
    expect(stages.things).toEqual([
      { kind: 'design', id: 'be-fast', title: 'Title of be-fast', file: DESIGN, text: expect.any(String), bare: false },
    ]);
    expect(run.ctx.of('stage-started').map(({ stage }) => stage)).toEqual(['design', 'audit', 'review_design']);
    expect(run.ctx.of('stage-ended').map(({ stage }) => stage)).toEqual(['design', 'audit', 'review_design']);
    expect(run.ctx.of('noticed').map(({ notice }) => notice)).toContainEqual({
      kind: 'stage-says',
      stage: 'audit',
      text: 'looked',
    });
    const next = takenUp(run, chain, approved, TURNS.plan ?? [], { ownStages: stages });
    expect(await next.go()).toMatchObject({ value: { end: 'gate' } });
    expect(stages.things).toHaveLength(1);
  });

  test('that lets nothing go on ends the chain, and nobody is asked', async () => {
    const chain = withAudit('design', 'plan', audit('design'));
    const run = new OuterStage(chain, TURNS.design ?? [], { ownStages: says([]) });
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    expect([run.gates, run.ctx.of('chain-emptied').map(({ stage }) => stage)]).toEqual([[], ['audit']]);
  });

  test('behind the analysis chooses among all that was found, before the best is picked', async () => {
    const chain = withAudit('analyze', 'design', audit('analyze', 'opportunity'));
    const stages = new MemoryOwnStages({
      './audit.mjs': ({ thing }) => ok('id' in thing && thing.id === 'be-fast' ? [] : [thing as never]),
    });
    const run = new OuterStage(chain, leg(chain, 0).turns, { ownStages: stages });
    expect(await run.go()).toMatchObject({ value: { end: 'gate' } });
    expect(stages.things).toHaveLength(2);
    expect(run.ctx.of('picked')[0]).toMatchObject({ opportunity: 'be-clear', of: 1 });
  });

  test('behind the plan narrows what is done', async () => {
    const chain = withAudit('deliver', null, audit('plan', 'worklist'));
    const stages = says([{ kind: 'worklist', tasks: [{ id: 'two' }] }]);
    const turns = [...(TURNS.design ?? []), ...plans('one', 'two'), ...smooth('two')];
    const run = new OuterStage(chain, turns, { ownStages: stages });
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    expect(run.begun()).toEqual(['1/1 Do two']);
  });

  test('of a cycle comes in every pass, and stands in its plan', async () => {
    const own = audit('execute', 'worklist');
    const chain = { ...chainOf('cycle', null), own: [own] };
    const there = { '.millstone/tasklist.md': '- [ ] **Do one**\n  - ID: one\n' };
    const run = new OuterStage(chain, smooth('one'), { ownStages: lets(), there });
    expect(await run.go()).toMatchObject({ value: { end: 'done' } });
    expect(run.ctx.journal.find('pass/1/links')?.value).toEqual([
      { stage: 'execute', pick: null, gate: null },
      { stage: 'audit', pick: null, gate: null },
    ]);
    expect(run.ctx.of('stage-started').map(({ stage }) => stage)).toEqual(['execute', 'audit']);
  });
});

const ANSWERS: readonly (readonly [string, Result<StageAnswer, StageFailure>, RegExp])[] = [
  ['says stop', ok({ stop: 'nobody owns it' }), /said stop: nobody owns it/],
  ['throws', err({ how: 'threw', says: 'no file' }), /failed: no file/],
  ['does not come to an end', err({ how: 'hung', says: 'it took longer than 1 s' }), /did not come to an end/],
  ['ends its process', err({ how: 'ended', says: 'exit code 1' }), /gave no answer/],
  ['answers nonsense', err({ how: 'garbage', says: 'answered 7' }), /cannot be used/],
  ['names what it was not given', ok([{ kind: 'design', id: 'other' }]), /named the design other/],
  ['gives another kind', ok([{ kind: 'worklist', tasks: [] }]), /gives design only/],
];

describe('fails closed', () => {
  test.each(ANSWERS)('one that %s halts the run, and goes on with a new answer', async (_name, answer, words) => {
    const chain = withAudit('design', 'plan', audit('design'));
    const stages = new MemoryOwnStages({ './audit.mjs': () => answer });
    const run = new OuterStage(chain, TURNS.design ?? [], { ownStages: stages });
    const ended = await run.go();
    expect(ended).toMatchObject({ error: { reason: 'own-stage', stage: 'audit', module: './audit.mjs' } });
    if (ended.ok) throw new Error('it went on');
    expect(haltSays(ended.error)).toMatch(words);
    expect(exitOf(ended.error, 'extended')).toBe(32);

    const again = new OuterStage(chain, [], { ownStages: lets(), repository: run.disk, journal: run.ctx.journal });
    expect(await again.go()).toMatchObject({ value: { end: 'gate' } });
    expect(again.agents.asked()).toEqual([]);
  });

  test.each([
    ['the code', { 'src/a.ts': 'mine\n' }],
    ['the tasklist', { '.millstone/tasklist.md': '- [ ] Mine\n' }],
    ['a design behind its review', { [DESIGN]: designText('be-fast', 'be-fast', 'reviewed', 'Mine.') }],
  ])('one that changes %s is undone, and the run halts whatever it answered', async (_name, edits) => {
    const chain = withAudit('design', 'plan', audit('review_design'));
    const run: OuterStage = new OuterStage(chain, TURNS.design ?? [], {
      ownStages: new MemoryOwnStages({
        './audit.mjs': (call) => {
          run.disk.edit(edits);
          return goesOn(call);
        },
      }),
    });
    const [file = ''] = Object.keys(edits);
    expect(await run.go()).toMatchObject({ error: { reason: 'own-stage', what: 'touched', says: file } });
    expect(run.disk.textOf(file) ?? '').not.toContain('ine');
  });

  test('a design that it writes before its review is reviewed again', async () => {
    const chain = withAudit('design', 'plan', audit('design'));
    const [writes, judges] = TURNS.design ?? [];
    const run: OuterStage = new OuterStage(chain, [writes, judges, { on: 'design-review', says: fine }] as never, {
      ownStages: new MemoryOwnStages({
        './audit.mjs': (call) => {
          run.disk.edit({ [DESIGN]: designText('be-fast', 'be-fast', 'reviewed', 'With an owner.') });
          return goesOn(call);
        },
      }),
    });
    expect(await run.go()).toMatchObject({ value: { end: 'gate' } });
    expect(run.prompts('design-review')[1]).toContain('With an owner.');
  });
});

describe('a module that changes while a run goes on', () => {
  const chain = withAudit('design', 'plan', audit('design'));
  const begun = async (stages: MemoryOwnStages) => {
    stages.digest = 'by an agent';
    const run = new OuterStage(chain, TURNS.design ?? [], { ownStages: stages });
    return { run, ended: await run.go() };
  };
  /** As `--continue` takes it up. */
  const goOn = async (past: OuterStage, ownStages: MemoryOwnStages): Promise<OuterStage> => {
    const { entries } = past.ctx.journal;
    const line = { kind: 'halted', reason: 'own-stage', says: '', waives: null, seen: null, at: '' } as const;
    const plan = { mode: 'chain', chain } as unknown as RunPlan;
    const checkpoint = { ...recall(entries), plan, life: { kind: 'halted', line } } as const;
    entries.push(...(await agreedModules(checkpoint, ownStages)));
    return new OuterStage(chain, [], { ownStages, repository: past.disk, journal: past.ctx.journal });
  };

  test('is not run, and the run says which files those are', async () => {
    const stages = lets();
    const { ended } = await begun(stages);
    expect(ended).toMatchObject({ error: { reason: 'own-stage', what: 'changed', says: 'audit.mjs' } });
    expect(stages.things).toEqual([]);
  });

  test('is run once a person goes on, and is known from then on', async () => {
    const stages = lets();
    const { run } = await begun(stages);
    const next = await goOn(run, stages);
    expect(await next.go()).toMatchObject({ value: { end: 'gate' } });
    expect(next.ctx.journal.find('own/audit/files')?.value).toEqual({ 'audit.mjs': 'by an agent' });
    expect(next.ctx.journal.keys()).not.toContain('own/audit/by an agent');
  });

  test('and changes once more is not run: what was agreed with is what it was then', async () => {
    const stages = lets();
    const { run } = await begun(stages);
    stages.digest = 'once more';
    expect(await (await goOn(run, stages)).go()).toMatchObject({ error: { what: 'changed' } });
    expect(stages.things).toEqual([]);
  });

  test('and is put back needs nobody', async () => {
    const stages = lets();
    const { run } = await begun(stages);
    stages.digest = 'first';
    const next = await goOn(run, stages);
    expect(await next.go()).toMatchObject({ value: { end: 'gate' } });
    // Nor is what was there in between agreed with by that.
    expect([...recall(next.ctx.journal.entries).steps.keys()].filter((key) => key.startsWith('own/'))).toEqual([]);
    expect([...recall(next.ctx.journal.entries).openIntents.keys()].filter((key) => key.startsWith('own/'))).toEqual(
      [],
    );
  });
});
