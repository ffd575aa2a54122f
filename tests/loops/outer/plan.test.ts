import { describe, expect, test } from 'vitest';
import { chainOf } from '../../support/chain-of.js';
import { MemoryJournal } from '../../support/memory-context.js';
import { type OuterOptions, OuterStage } from '../../support/outer-stage.js';
import { designText, fine, notYet, opportunities, opportunity, plannedTask } from '../../support/outer-texts.js';
import { adds, plans, rewrites } from '../../support/outer-turns.js';
import type { Turn } from '../../support/scripted-agents.js';

const LIST = '.millstone/tasklist.md';
const DESIGN = '.millstone/designs/be-fast.md';
const OLD = '# Tasklist\n\n- [ ] Old task\n- [x] Older task\n  - ID: older\n';
const THERE = {
  [LIST]: OLD,
  [DESIGN]: designText('be-fast', 'be-fast', 'reviewed'),
  '.millstone/opportunities.md': opportunities(opportunity('be-fast', 2, [], 'x')),
};
const stage = (turns: readonly Turn[], options: OuterOptions = {}, given = 'be-fast') =>
  new OuterStage(chainOf('plan', given), turns, { there: THERE, ...options });
const approves: Turn = { on: 'plan-review', says: fine };
const refuses = (...issues: string[]): Turn => ({ on: 'plan-review', says: notYet(...issues) });
const madeBy = (run: OuterStage) => run.ctx.of('stage-ended')[0]?.made.map(({ id }) => id);

describe('plan', () => {
  test('OL-S26 AR-S31 adds tasks with id and references of their own, and leaves all others as they are', async () => {
    const bare = plannedTask('one').replace(/ {2}- ID: one\n/, '');
    const run = stage([adds(`${bare}\n\n${plannedTask('two')}`), approves]);
    expect((await run.go()).ok).toBe(true);
    expect(madeBy(run)).toEqual(['do-one', 'two']);
    const text = run.disk.textOf(LIST) ?? '';
    expect(text.startsWith(OLD)).toBe(true);
    expect(text.match(/- ID: (do-one|two)\n|design-ref: be-fast|opportunity-ref: be-fast/g)).toHaveLength(6);
    expect(run.disk.textOf(DESIGN)).toContain(`- **status**: approved\n- **tasklist_ref**: ${LIST}\n`);
  });

  test('OL-S24 a design whose header cannot be marked is planned all the same, and that is told', async () => {
    const old = designText('be-fast').replace('- **status**: draft\n', '');
    const run = stage(plans('one'), { there: { ...THERE, [DESIGN]: old } });
    expect((await run.go()).ok).toBe(true);
    expect(run.disk.textOf(DESIGN)).toBe(old);
    expect(run.ctx.of('noticed').map(({ notice }) => notice.kind)).toContain('status-not-set');
  });

  test('PR-S18 PR-S20 OL-S36 the planner sees design, list and limits, the reviewer whole tasks', async () => {
    const run = stage(plans('one'));
    expect((await run.go()).ok).toBe(true);
    const [asked = ''] = run.prompts('plan');
    expect(asked).toContain('Title of be-fast');
    expect(asked).toContain('Old task');
    expect(asked).toContain('at most 200 lines');
    const [judged = ''] = run.prompts('plan-review');
    expect(judged).toContain(plannedTask('one').split('\n').at(-1));
    expect(judged).toContain('- [ ] Old task');
    expect(run.agents.requests.map(({ role }) => role)).toEqual(['author', 'reviewer']);
  });

  test('OL-S27 PR-S19 a task that is too large is split before the review', async () => {
    const split = rewrites('plan-split', (text) =>
      text.replace('Est. LoC: 500', 'Est. LoC: 50').replace('ID: big', 'ID: small'),
    );
    const run = stage([adds(plannedTask('big', { loc: '500' })), split, approves]);
    expect((await run.go()).ok).toBe(true);
    const [asked = ''] = run.prompts('plan-split');
    expect(asked).toContain('big (Do big) is estimated at 500 lines; at most 200 are allowed');
    expect(asked).toContain('at most 200 lines');
    expect(madeBy(run)).toEqual(['small']);
  });

  test('OL-S28 rules that are still broken after that are told, if the reviewer approves', async () => {
    const big = adds(plannedTask('big', { loc: '500' }));
    const nothing: Turn = { on: 'plan-split', says: 'It cannot be split.' };
    const run = stage([big, nothing, { ...nothing }, approves]);
    expect((await run.go()).ok).toBe(true);
    const told = run.ctx.of('noticed').map(({ notice }) => notice.kind);
    expect(told).toContain('plan-breaks-rules');
  });

  test('OL-S29 OL-S34 a refusal is mended in place, and a changed title is still the same task', async () => {
    const mends = rewrites('plan-fix', (text) => text.replace('**Do one**', '**Do it well**'));
    const run = stage([adds(plannedTask('one')), refuses('Major: too vague'), mends, approves]);
    expect((await run.go()).ok).toBe(true);
    expect(run.prompts('plan-fix')[0]).toMatch(/Do one.*too vague/s);
    expect(madeBy(run)).toEqual(['one']);
    expect(run.disk.textOf(LIST)?.match(/ID: one/g)).toHaveLength(1);
  });

  test('OL-S30 AR-S32 after the last refusal the list is as it was, byte for byte', async () => {
    const run = stage([adds(`## Be fast\n\n${plannedTask('one')}`), refuses('Major: no')], {
      settings: { maxCycles: 1 },
    });
    expect(await run.go()).toMatchObject({ error: { reason: 'not-approved' } });
    expect(run.disk.textOf(LIST)).toBe(OLD);
  });

  test('what was taken out as it halted is there again when it goes on', async () => {
    const settings = { maxCycles: 1 };
    const halted = stage([adds(plannedTask('one')), refuses('Major: too vague')], { settings });
    expect((await halted.go()).ok).toBe(false);
    halted.disk.edit({ [LIST]: `${OLD}- [ ] By hand\n` });
    const mends = rewrites('plan-fix', (text) => text.replace('what one is', 'exactly what one is'));
    const again = stage([mends, approves], {
      ...{ settings, repository: halted.disk, journal: halted.ctx.journal, moreCycles: 1, there: {} },
    });
    expect((await again.go()).ok).toBe(true);
    const text = again.disk.textOf(LIST) ?? '';
    expect(text).toContain('- [ ] By hand\n');
    expect(text).toContain('exactly what one is');
    expect(madeBy(again)).toEqual(['one']);
  });

  test('OL-S31 AR-S46 a task with a reference to nothing is taken out again, and named', async () => {
    const run = stage([adds(plannedTask('one', { extra: 'design-ref: nope' })), approves]);
    const ended = await run.go();
    expect(ended).toMatchObject({ error: { reason: 'artifacts' } });
    expect(JSON.stringify(ended)).toContain('task one names the design nope');
    expect(run.disk.textOf(LIST)).toBe(OLD);
  });

  test('OL-S32 PL-S24 a planner that adds nothing fails, and nothing is done', async () => {
    const says: Turn = { on: 'plan', says: 'Nothing to do.' };
    const options = { there: THERE, settings: { maxCycles: 1 } };
    const run = new OuterStage(chainOf('plan', 'be-fast', 'execute'), [says], options);
    const ended = await run.go();
    expect(ended).toMatchObject({ error: { reason: 'not-approved' } });
    expect(JSON.stringify(ended)).toContain('No tasks added');
    expect(run.disk.textOf(LIST)).toBe(OLD);
  });

  test('a planner that finds all of it done is not asked until it makes something up; going on asks it anew', async () => {
    const says: Turn = { on: 'plan', says: 'NOTHING_TO_PLAN: src/a.ts:3 keeps answers already.' };
    const run = stage([says], { settings: { maxCycles: 3 } });
    const ended = await run.go();
    expect(ended).toMatchObject({
      error: { reason: 'not-approved', cycles: 1, stage: { name: 'plan', unasked: true } },
    });
    expect(JSON.stringify(ended)).toContain('finds nothing left to do: src/a.ts:3 keeps answers already.');
    expect(run.disk.textOf(LIST)).toBe(OLD);
    const options = { repository: run.disk, journal: run.ctx.journal, there: {} };
    expect((await stage(plans('one'), options).go()).ok).toBe(true);
    // The word alone does not undo what was written.
    expect((await stage([{ ...adds(plannedTask('one')), says: 'NOTHING_TO_PLAN' } as Turn, approves]).go()).ok).toBe(
      true,
    );
  });

  test('OL-S33 a design that is not there is told before anybody is asked', async () => {
    const run = stage([], {}, 'nope.md');
    const ended = await run.go();
    expect(JSON.stringify(ended)).toContain('Design file not found: nope.md');
    expect(run.agents.asked()).toEqual([]);
  });

  test.each([
    ['reworded', (text: string) => text.replace('Old task', 'Old task, but better')],
    ['ticked', (text: string) => text.replace('- [ ] Old', '- [x] Old')],
    ['taken out', (text: string) => text.replace('- [ ] Old task\n', '')],
    ['opened again', (text: string) => text.replace('- [x] Older', '- [ ] Older')],
  ])('a task of before that is %s is put back, and the plan goes back with that', async (_name, change) => {
    const both = rewrites('plan', (text) => `${change(text)}\n${plannedTask('one')}\n`);
    const run = stage([both, { on: 'plan-fix', says: 'I see.' }, approves]);
    expect((await run.go()).ok).toBe(true);
    expect(run.prompts('plan-fix')[0]).toContain('was there before and is not yours to change');
    expect(run.disk.textOf(LIST)?.startsWith(OLD)).toBe(true);
    expect(madeBy(run)).toEqual(['one']);
  });

  test('two hundred tasks go back to be taken out, and what is left then counts', async () => {
    const many = Array.from({ length: 200 }, (_, n) => plannedTask(`t-${n}`)).join('\n\n');
    const run = stage([adds(many)], { settings: { maxCycles: 1 } });
    expect(await run.go()).toMatchObject({ error: { stage: { name: 'plan', file: LIST, unasked: true } } });
    expect(run.disk.textOf(LIST)).toBe(OLD);
    const fewer = rewrites('plan-fix', (text) => text.slice(0, text.indexOf('- [ ] **Do t-2*')));
    const mended = stage([adds(many), fewer, approves]);
    expect((await mended.go()).ok).toBe(true);
    expect(mended.prompts('plan-fix')[0]).toMatch(/200 tasks are there, too many.*: take some out until at most 50/);
    expect(madeBy(mended)).toEqual(['t-0', 't-1']);
  });

  test('PL-S50 a planner that was killed begins with the list as it was', async () => {
    const repository = stage([]).disk;
    const dies: Turn = {
      ...adds(plannedTask('half')),
      fails: { reason: 'killed', cli: 'x', signal: 'SIGKILL', says: '' },
    };
    const died = stage([dies], { repository, there: {} });
    expect((await died.go()).ok).toBe(false);
    repository.edit({ [LIST]: `${OLD}${plannedTask('half')}\n` });
    const again = stage(plans('one'), { repository, there: {}, journal: died.ctx.journal });
    expect((await again.go()).ok).toBe(true);
    expect(again.disk.textOf(LIST)).not.toContain('half');
    expect(madeBy(again)).toEqual(['one']);
  });

  test('a plan whose author had answered when the process died is not paid for again', async () => {
    const whole = stage([adds(plannedTask('one')), approves]);
    expect((await whole.go()).ok).toBe(true);
    const { entries } = whole.ctx.journal;
    const answered = entries.findIndex((entry) => entry.kind === 'step' && entry.key.endsWith('/author/ask'));
    const journal = new MemoryJournal(entries.slice(0, answered + 1));
    whole.disk.edit({ [LIST]: `${OLD}\n${plannedTask('one')}\n` });
    const again = stage([approves], { repository: whole.disk, there: {}, journal });
    expect((await again.go()).ok).toBe(true);
    expect(again.agents.asked()).toEqual(['plan-review']);
    expect(madeBy(again)).toEqual(['one']);
  });

  test('a design of elsewhere is taken over, with what it is for', async () => {
    const there = { ...THERE, 'notes/idea.md': '# Make it pretty\n\nWords.\n' };
    const run = stage(plans('one'), { there }, 'notes/idea.md');
    expect((await run.go()).ok).toBe(true);
    expect(run.disk.textOf('.millstone/designs/idea.md')).toContain('- **opportunity_ref**: make-it-pretty');
    expect(run.disk.textOf('.millstone/opportunities.md')).toContain('Source Ref: cli:--plan');
    expect(run.ctx.of('noticed').map(({ notice }) => notice.kind)).toContain('design-unreviewed');
  });

  test('a design that was given up is not planned', async () => {
    const there = { ...THERE, [DESIGN]: designText('be-fast', 'be-fast', 'superseded') };
    const run = stage([], { there });
    expect(JSON.stringify(await run.go())).toContain('the design be-fast was given up');
  });
});
