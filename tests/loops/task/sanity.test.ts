import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { MemoryContext, MemoryJournal } from '../../support/memory-context.js';
import { approved, insane, sane, type Turn } from '../../support/scripted-agents.js';
import { takeUp } from '../../support/take-up.js';
import { TaskStage } from '../../support/task-stage.js';

const build: Turn = { on: 'build', says: 'added retry', edits: { 'a.ts': 'one\n' } };
const rest: Turn[] = [
  { on: 'review', says: approved() },
  { on: 'commit', commits: 'Add retry' },
];

describe('the sanity check of the work', () => {
  test('IL-S4 PO-S45 HALT keeps the work from the reviewer and says why in STOP.md', async () => {
    const stage = new TaskStage([build, { on: 'sanity-build', says: insane('gibberish') }]);
    expect(await stage.run()).toMatchObject({
      error: { reason: 'sanity', of: 'build', why: 'gibberish', file: '.millstone/STOP.md' },
    });
    expect(stage.stopFile.text).toContain('gibberish');
    expect(stage.agents.asked()).toEqual(['build', 'sanity-build']);
    expect(stage.ended()?.outcome).toBe('sanity_halt_impl');
    expect(stage.repository.files['a.ts']).toBe('one\n');
  });

  test.each(['all good, I think', sane])(
    'IL-S5 PO-S46 a STOP.md that the agent writes halts, whatever it answers',
    async (says) => {
      const turn: Turn = {
        on: 'sanity-build',
        says,
        does: () => {
          stage.stopFile.text = 'this destroys data';
        },
      };
      const again: Turn[] = says === sane ? [] : [{ on: 'reask', says: 'still prose' }];
      const stage = new TaskStage([build, turn, ...again]);
      expect(await stage.run()).toMatchObject({ error: { reason: 'sanity', why: 'this destroys data' } });
      expect(stage.stopFile.text).toBe('this destroys data');
      expect(stage.prompts('review')).toEqual([]);
    },
  );

  test('IL-S31 AG-S19 IL-D28 two empty answers are no OK and no STOP.md', async () => {
    const empty: Turn = { on: 'sanity-build', says: '' };
    const stage = new TaskStage([build, empty, empty]);
    expect(await stage.run()).toMatchObject({ error: { reason: 'unreadable-reply', role: 'sanity' } });
    expect(stage.ended()?.outcome).toBe('unreadable_reply');
    expect(stage.stopFile.text).toBeNull();
  });

  test('IL-D28 CFG-S30 without the retry a single empty answer is enough', async () => {
    const stage = new TaskStage([build, { on: 'sanity-build', says: '' }], { settings: { retryOnEmpty: false } });
    expect(await stage.run()).toMatchObject({ error: { reason: 'unreadable-reply', role: 'sanity' } });
  });

  test('IL-S32 an empty answer is asked for again, and the second one counts', async () => {
    const stage = new TaskStage([
      build,
      { on: 'sanity-build', says: '' },
      { on: 'sanity-build', says: sane },
      { on: 'review', says: '' },
      ...rest,
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 1 }));
    expect(stage.ctx.of('asked-again').map((event) => event.role)).toEqual(['sanity', 'reviewer']);
  });

  test('L5 prose is asked about once, with what was wrong with it', async () => {
    const stage = new TaskStage([
      build,
      { on: 'sanity-build', says: 'looks fine', conversation: 'talk' },
      { on: 'reask', says: sane },
      ...rest,
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.agents.requests[2]).toMatchObject({ role: 'sanity', purpose: 'reask', conversation: 'talk' });
    expect(stage.prompts('reask')[0]).toContain('sanity_check');
  });

  test('PR-S26 prose twice halts, after asking once more and no oftener', async () => {
    const stage = new TaskStage([
      build,
      { on: 'sanity-build', says: 'looks fine' },
      { on: 'reask', says: 'it still looks fine' },
    ]);
    expect(await stage.run()).toMatchObject({ error: { reason: 'unreadable-reply', role: 'sanity' } });
    expect(stage.agents.asked()).toEqual(['build', 'sanity-build', 'reask']);
    expect(stage.stopFile.text).toBeNull();
  });

  test('L25 can be switched off, and says so', async () => {
    const stage = new TaskStage([build, ...rest], { settings: { sanity: false } });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.agents.asked()).toEqual(['build', 'review', 'commit']);
    expect(stage.ctx.of('noticed')).toContainEqual({ type: 'noticed', notice: { kind: 'sanity-off' } });
  });

  test('L9 a HALT is waved through by going on with the same files, and asked about again with others', async () => {
    const halted = new TaskStage([build, { on: 'sanity-build', says: insane('odd') }]);
    await halted.run();
    const edited = {
      repository: halted.repository.clone(),
      ctx: new MemoryContext(new MemoryJournal([...halted.ctx.journal.entries])),
    };
    const same = await takeUp(halted, rest);
    expect(await same.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(same.agents.asked()).toEqual(['review', 'commit']);

    edited.repository.edit({ 'b.ts': 'more\n' });
    const again = await takeUp(edited, [{ on: 'sanity-build', says: sane }, ...rest]);
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved' }));
  });
});
