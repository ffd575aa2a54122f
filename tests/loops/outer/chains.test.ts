import { describe, expect, test } from 'vitest';
import type { GateDecision } from '../../../src/domain/gate.js';
import type { OpportunityId } from '../../../src/domain/ids.js';
import { recipe } from '../../../src/loops/pipeline/recipes.js';
import { chainLines } from '../../../src/report/chain-lines.js';
import { chainOf } from '../../support/chain-of.js';
import { settingsWith } from '../../support/memory-settings.js';
import { OuterStage } from '../../support/outer-stage.js';
import { designText, fine, opportunities, opportunity } from '../../support/outer-texts.js';
import { designs, rewrites } from '../../support/outer-turns.js';
import { leg, TURNS, takenUp } from '../../support/outer-walk.js';
import type { Turn } from '../../support/scripted-agents.js';

const approved: GateDecision = { kind: 'approved', by: 'continue' };
const DESIGN = '.millstone/designs/be-fast.md';

describe('at a gate', () => {
  const chain = chainOf('design', 'Be fast', 'execute');
  const waiting = async (): Promise<OuterStage> => {
    const run = new OuterStage(chain, leg(chain, 0).turns);
    expect(await run.go()).toMatchObject({ value: { end: 'gate', left: true } });
    return run;
  };
  const planned = async (): Promise<OuterStage> => {
    const run = takenUp(await waiting(), chain, approved, TURNS.plan ?? []);
    expect(await run.go()).toMatchObject({ value: { end: 'gate' } });
    return run;
  };

  test('OL-S42 PL-S26 what was made is shown with its place and size', async () => {
    const [shown] = (await waiting()).ctx.of('gate-reached');
    expect(shown?.made).toEqual([
      {
        ...{ kind: 'design', id: 'be-fast', title: 'Title of be-fast', file: DESIGN },
        ...{
          size: designText('be-fast', 'be-fast', 'reviewed').length,
          summary: expect.arrayContaining(['It is slow.']),
        },
      },
    ]);
  });

  test('PL-S39 --no-approve from a gate on runs to the end', async () => {
    const rest = [...(TURNS.plan ?? []), ...(TURNS.execute ?? [])];
    const run = takenUp(await waiting(), chain, approved, rest, { settings: { noApprove: true } });
    expect(await run.go()).toMatchObject({ value: { end: 'done', commits: [{ subject: 'Add one' }] } });
    expect(run.gates).toEqual([]);
    // What a person said of the first one, and that nobody was asked at the other.
    expect(run.ctx.of('gate-decided').map(({ gate, decision }) => [gate, decision.kind, decision.by])).toEqual([
      ['designs', 'approved', 'continue'],
      ['plans', 'approved', 'no-approve'],
    ]);
  });

  test('an edit at the gate is what the next stage reads', async () => {
    const run = await waiting();
    run.disk.edit({ [DESIGN]: designText('be-fast', 'be-fast', 'reviewed', 'Edited by hand.') });
    const next = takenUp(run, chain, approved, TURNS.plan ?? []);
    await next.go();
    expect(next.prompts('plan')[0]).toContain('Edited by hand.');
  });

  test('tasks that were reworded and added by hand at the gate stay, and only planned ones are done', async () => {
    const run = await planned();
    const list = '.millstone/tasklist.md';
    const text = run.disk.textOf(list) ?? '';
    run.disk.edit({ [list]: `${text.replace('**Do one**', '**Do it slowly**')}\n- [ ] Mine\n` });
    const next = takenUp(run, chain, approved, TURNS.execute ?? []);
    expect(await next.go()).toMatchObject({ value: { end: 'done' } });
    expect(next.begun()).toEqual(['1/1 Do it slowly']);
    expect(next.disk.textOf(list)).toContain('- [ ] Mine');
  });

  test('what is kept in the repository is committed once a person has approved it', async () => {
    const settings = { commitArtifacts: { tasklist: false, designs: true, opportunities: false }, artifacts: [DESIGN] };
    const run = new OuterStage(chain, leg(chain, 0).turns, { settings });
    await run.go();
    const committed = (one: OuterStage) => one.ctx.journal.find('pass/1/review_design/commit') !== undefined;
    expect([run.ctx.journal.find('pass/1/design/commit'), committed(run)]).toEqual([undefined, false]);
    const next = takenUp(run, chain, approved, TURNS.plan ?? [], { settings });
    await next.go();
    expect(committed(next)).toBe(true);
  });

  test('a refusal for good gives the design up', async () => {
    const run = takenUp(await waiting(), chain, { kind: 'rejected', by: 'reject', why: null }, []);
    expect(await run.go()).toMatchObject({ value: { end: 'rejected' } });
    expect(run.disk.textOf(DESIGN)).toContain('- **status**: superseded');
  });

  test('a refusal for good takes the tasks out of the list', async () => {
    const run = takenUp(await planned(), chain, { kind: 'rejected', by: 'reject', why: null }, []);
    expect(await run.go()).toMatchObject({ value: { end: 'rejected' } });
    expect(run.disk.textOf('.millstone/tasklist.md')).not.toContain('- [ ]');
  });

  test('a refusal with a reason goes back to the author of the design, is reviewed, and stops there again', async () => {
    const mends: Turn = {
      ...{ on: 'design-fix', says: 'done' },
      edits: { [DESIGN]: designText('be-fast', 'be-fast', 'draft', 'With a cache.') },
    };
    const why = 'say what the cache is';
    const turns: readonly Turn[] = [mends, { on: 'design-review', says: fine }];
    const run = takenUp(await waiting(), chain, { kind: 'rejected', by: 'reject', why }, turns);
    expect(await run.go()).toMatchObject({ value: { end: 'gate' } });
    expect(run.prompts('design-fix')[0]).toContain(why);
    const next = takenUp(run, chain, approved, TURNS.plan ?? []);
    expect(await next.go()).toMatchObject({ value: { end: 'gate' } });
    expect(next.prompts('plan')[0]).toContain('With a cache.');
  });

  test('a refusal with a reason goes back to the planner, who mends its own tasks', async () => {
    const mends = rewrites('plan-fix', (text) => text.replace('what one is about', 'in small steps'));
    const turns: readonly Turn[] = [mends, { on: 'plan-review', says: fine }];
    const run = takenUp(await planned(), chain, { kind: 'rejected', by: 'reject', why: 'smaller' }, turns);
    expect(await run.go()).toMatchObject({ value: { end: 'gate' } });
    expect(run.prompts('plan-fix')[0]).toMatch(/Do one.*smaller/s);
    const next = takenUp(run, chain, approved, TURNS.execute ?? []);
    expect(await next.go()).toMatchObject({ value: { end: 'done' } });
    expect(next.prompts('build')[0]).toContain('in small steps');
  });

  test('on a terminal: edited, sent back, then approved', async () => {
    const mends: Turn = { on: 'design-fix', says: 'nothing to change' };
    const atGate = [{ kind: 'edit' }, { kind: 'reject', why: 'hm' }, { kind: 'approve' }] as const;
    const turns = [...leg(chain, 0).turns, mends, { on: 'design-review', says: fine } as const, ...(TURNS.plan ?? [])];
    const run = new OuterStage(chain, turns, { atGate: [...atGate] });
    expect(await run.go()).toMatchObject({ value: { end: 'gate' } });
    expect(run.edited).toEqual([DESIGN]);
    expect(run.gates.map(({ gate }) => gate)).toEqual(['designs', 'designs', 'designs', 'plans']);
  });

  test('the opportunities gate: sent back, another one is picked', async () => {
    const whole = chainOf('analyze', null, 'design');
    const run = new OuterStage(whole, leg(whole, 0).turns);
    expect(await run.go()).toMatchObject({ value: { end: 'gate' } });
    expect(run.ctx.of('picked')[0]).toMatchObject({ opportunity: 'be-fast', of: 2 });
    const list = run.disk.textOf('.millstone/opportunities.md') ?? '';
    expect(list).toContain('- [x] **be fast**');
    const other = list.replace('- [x]', '- [ ]').replace('ROI Score: 3', 'ROI Score: 0.5');
    const sorted = `# Opportunities\n\n${other.split('\n\n').slice(1).reverse().join('\n\n').trim()}\n`;
    const mends: Turn = { on: 'analyze-fix', says: 'done', edits: { '.millstone/opportunities.md': sorted } };
    const turns: readonly Turn[] = [mends, { on: 'analyze-review', says: fine }];
    const next = takenUp(run, whole, { kind: 'rejected', by: 'reject', why: 'clarity first' }, turns);
    expect(await next.go()).toMatchObject({ value: { end: 'gate' } });
    expect(next.ctx.of('picked')[0]).toMatchObject({ opportunity: 'be-clear' });
    expect(next.disk.textOf('.millstone/opportunities.md')).toContain('- [ ] **be fast**');
  });

  test.each([
    ['the same one is picked again: it stays adopted', false],
    ['it is found no more: the other one goes on', true],
  ])('the opportunities gate: sent back, and %s', async (_name, gone) => {
    const whole = chainOf('analyze', null, 'design');
    const run = new OuterStage(whole, leg(whole, 0).turns);
    await run.go();
    const blocks = (run.disk.textOf('.millstone/opportunities.md') ?? '').replace('- [x]', '- [ ]').split('\n\n');
    const kept = gone ? blocks.filter((block) => !block.includes('be fast')) : [...blocks, 'More words.\n'];
    const mends: Turn = {
      on: 'analyze-fix',
      says: 'done',
      edits: { '.millstone/opportunities.md': kept.join('\n\n') },
    };
    const sent = takenUp(run, whole, { kind: 'rejected', by: 'reject', why: 'hm' }, [
      mends,
      { on: 'analyze-review', says: fine },
    ]);
    expect(await sent.go()).toMatchObject({ value: { end: 'gate' } });
    const name = gone ? 'be clear' : 'be fast';
    const last = takenUp(sent, whole, approved, designs(gone ? 'be-clear' : 'be-fast'));
    expect(await last.go()).toMatchObject({ ok: true });
    expect(last.disk.textOf('.millstone/opportunities.md')).toContain(`- [x] **${name}**`);
  });
});

describe('OL-S13 PL-S34 OL-S12 what is picked', () => {
  test('nothing was found: the chain ends, and nobody is asked', async () => {
    const chain = chainOf('analyze', null, 'execute');
    const empty: Turn = {
      on: 'analyze',
      says: 'none',
      edits: { '.millstone/opportunities.md': '# Opportunities\n\nNone found.\n' },
    };
    const run = new OuterStage(chain, [empty, { on: 'analyze-review', says: fine }]);
    expect(await run.go()).toMatchObject({ value: { end: 'done', commits: [] } });
    expect(run.gates).toEqual([]);
    expect(run.ctx.of('chain-emptied')).toHaveLength(1);
    // PL-S9: and nothing is adopted.
    expect([run.ctx.of('picked'), run.ctx.journal.keys().filter((key) => key.includes('pick'))]).toEqual([[], []]);
  });

  test('PL-S9 what is picked is adopted, that alone and once, whichever process goes on', async () => {
    const chain = chainOf('analyze', null, 'design');
    const run = new OuterStage(chain, leg(chain, 0).turns);
    await run.go();
    const next = takenUp(run, chain, approved, TURNS.design ?? []);
    expect(await next.go()).toMatchObject({ value: { end: 'gate' } });
    expect([...run.ctx.of('picked'), ...next.ctx.of('picked')]).toMatchObject([{ opportunity: 'be-fast', of: 2 }]);
    expect(next.disk.textOf('.millstone/opportunities.md')?.match(/^- \[x\].*$/gm)).toEqual(['- [x] **be fast**']);
    const adopted = next.ctx.journal.entries.filter((line) => line.kind === 'step' && line.key.endsWith('/pick/adopt'));
    expect(adopted).toHaveLength(1);
  });

  // The stage itself calls that a failure (OL-S32); what follows one that does not is this.
  test('PL-S25 where a plan came to no tasks the chain ends and says so, and nothing is done', async () => {
    const chain = chainOf('plan', 'be-fast', 'execute');
    const run = new OuterStage(chain, [], { there: { [DESIGN]: designText('be-fast', '', 'reviewed') } });
    await run.ctx.journal.append({ kind: 'step', key: 'pass/1/plan/be-fast/gave', value: [] });
    expect(await run.go()).toMatchObject({ value: { end: 'done', commits: [] } });
    expect([run.gates, run.begun()]).toEqual([[], []]);
    const says = run.ctx.of('chain-emptied').flatMap((event) => chainLines(event));
    expect(says.map(({ text }) => text).join(' ')).toContain('No tasks were added');
  });

  test('ON-S27 what says that it needs no design is planned as it is, and nobody is asked about a design', async () => {
    const chain = chainOf('analyze', null, 'execute', { gates: { opportunities: false, designs: true, plans: false } });
    const found = opportunities(opportunity('be-fast', 3, ['Requires Design: false']));
    const [, judges] = TURNS.analyze ?? [];
    const looks: Turn = { on: 'analyze', says: 'one', edits: { '.millstone/opportunities.md': found } };
    const turns = [looks, judges as Turn, ...(TURNS.plan ?? []), ...(TURNS.execute ?? [])];
    const settings = { gates: { opportunities: false, designs: true, plans: false } };
    const run = new OuterStage(chain, turns, { settings });
    expect(await run.go()).toMatchObject({ value: { end: 'done', commits: [{ subject: 'Add one' }] } });
    expect(run.ctx.of('noticed').map(({ notice }) => notice.kind)).toContain('design-not-needed');
    expect(run.prompts('plan')[0]).toContain('what be-fast is about');
    expect(run.disk.textOf('.millstone/tasklist.md')).toMatch(/opportunity-ref: be-fast/);
    expect(run.disk.textOf('.millstone/tasklist.md')).not.toMatch(/design-ref/);
  });

  test('OL-S22 a design review in prose is asked for again, and is a refusal at best', async () => {
    const chain = chainOf('design', 'Be fast');
    const prose: Turn = { on: 'design-review', says: 'APPROVED, I guess, but think of errors.' };
    const sane: Turn = { on: 'sanity-review', says: { status: 'OK', reason: '' } };
    const turns = [(TURNS.design ?? [])[0] as Turn, prose, { on: 'reask', says: 'As I said.' } as const, sane];
    const run = new OuterStage(chain, turns, { settings: { maxCycles: 1 } });
    expect(await run.go()).toMatchObject({ error: { reason: 'not-approved' } });
  });
});

describe('several inputs of one stage', () => {
  const three = ['a', 'b', 'c'].map((id) => ({ kind: 'opportunity', id: id as OpportunityId }) as const);
  const there = { '.millstone/opportunities.md': opportunities(...['a', 'b', 'c'].map((id) => opportunity(id, 1))) };
  const links = recipe('design', null, settingsWith());

  test('PL-S4 PL-S5 PL-S13 PL-S14 what some became is kept when one fails, and goes on in their order', async () => {
    const fails: Turn = { on: 'design', fails: { reason: 'quota', cli: 'x', says: 'no' } };
    const run = new OuterStage(chainOf('design', null), [...designs('a'), ...designs('b'), fails], { there });
    expect(await run.walk(links, three)).toMatchObject({ error: { reason: 'agent-failed' } });
    const more = { repository: run.disk, journal: run.ctx.journal };
    const again = new OuterStage(chainOf('design', null), designs('c'), more);
    expect(await again.walk(links, three)).toMatchObject({ value: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
    expect(again.agents.asked()).toEqual(['design', 'design-review']);
  });

  test('PL-S17 a stage that nobody knows is told by its name, and those there are', async () => {
    const run = new OuterStage(chainOf('design', null), []);
    const ended = await run.walk([{ stage: 'audit', pick: null, gate: null }], three);
    expect(JSON.stringify(ended)).toMatch(/there is no stage audit.*analyze, design, review_design, plan, execute/);
  });

  test('PL-S16 a goal of any length is what its author reads', async () => {
    const goal = `Be fast ${'and do not stop '.repeat(20)}`.trim();
    const id = 'be-fast-and-do-not-stop-and-do-not-stop';
    const run = new OuterStage(chainOf('design', goal), designs(id));
    await run.go();
    expect(run.prompts('design')[0]).toContain(goal);
  });
});
