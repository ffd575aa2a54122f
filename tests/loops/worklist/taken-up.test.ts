import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { MemoryList } from '../../support/memory-list.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { takeUpList } from '../../support/take-up-list.js';
import { type ListOptions, smooth, WorklistStage } from '../../support/worklist-stage.js';

const LIST = '- [ ] Add a\n- [ ] Add b\n- [ ] Add c\n';
const DONE = LIST.replaceAll('[ ]', '[x]');
const no: Turn = { on: 'review', says: changesRequested('no') };
const fix: Turn = { on: 'fix', says: 'mended', edits: { 'b.ts': 'better\n' } };
const yes: Turn = { on: 'review', says: approved() };
const [buildB, , commitB] = smooth('b') as [Turn, Turn, Turn];

/** A run that halted in its second task. */
async function halted(turns: readonly Turn[], options: ListOptions = {}) {
  const stage = new WorklistStage(LIST, [...smooth('a'), ...turns], options);
  const result = await stage.work();
  if (result.ok) throw new Error('it came to its end');
  return { stage, reason: result.error.reason };
}

describe('a run that halted in one of its tasks', () => {
  test('ST-S46 ST-S47 goes on in that one with more cycles, and then with those after it, with none granted', async () => {
    const settings = { settings: { maxCycles: 1 } };
    const { stage, reason } = await halted([buildB, no], settings);
    expect(reason).toBe('not-approved');
    const again = await takeUpList(stage, [fix, yes, commitB, ...smooth('c')], settings);
    expect(await again.work()).toMatchObject(ok({ end: 'none-left' }));
    expect(again.begun()).toEqual(['2/3 Add b', '3/3 Add c']);
    expect(again.ctx.of('task-started').map(({ maxCycles }) => maxCycles)).toEqual([2, 1]);
    expect(again.repository.log()).toEqual(['start', 'Add a', 'Add b', 'Add c']);
    expect(again.list.text).toBe(DONE);
  });

  test('L9 a check that was waived in one task is asked in the next', async () => {
    const two: Turn = { ...buildB, edits: { 'b.ts': 'b\n', 'b2.ts': 'b\n' } };
    const many: Turn = { on: 'build', says: 'done', edits: { 'c.ts': 'c\n', 'c2.ts': 'c\n' } };
    const rules = { policy: { maxFiles: 1 } };
    const { stage, reason } = await halted([two], rules);
    expect(reason).toBe('check');
    const again = await takeUpList(stage, [yes, commitB, many], rules);
    expect(await again.work()).toMatchObject({ error: { reason: 'check', hit: { check: 'files' } } });
    expect(again.list.text).toBe(DONE.replace('[x] Add c', '[ ] Add c'));
    const third = await takeUpList(again, [yes, { on: 'commit', commits: 'Add c' }], rules);
    expect(await third.work()).toMatchObject(ok({ end: 'none-left' }));
    expect(third.list.text).toBe(DONE);
  });

  test('a task that is done is not done again, though somebody took its tick away', async () => {
    const { stage } = await halted([{ ...buildB, fails: { reason: 'exit', cli: 's', code: 1, says: 'boom' } }]);
    stage.list.store.now = LIST;
    const again = await takeUpList(stage, [buildB, yes, commitB, ...smooth('c')]);
    expect(await again.work()).toMatchObject(ok({ end: 'none-left' }));
    expect(again.begun()).toEqual(['2/3 Add b', '3/3 Add c']);
  });

  test('a person edits the list meanwhile: what is added is done, what is taken out is gone', async () => {
    const { stage } = await halted([buildB, { ...no, fails: { reason: 'exit', cli: 's', code: 1, says: 'boom' } }]);
    stage.list.store.now = '- [x] Add a\n- [ ] Add b\n- [ ] Add d\n';
    const again = await takeUpList(stage, [yes, commitB, ...smooth('d')]);
    expect(await again.work()).toMatchObject(ok({ end: 'none-left' }));
    expect(again.list.text).toBe('- [x] Add a\n- [x] Add b\n- [x] Add d\n');
  });

  test('a person takes the task in hand out of the list: it is done, and said to be unlisted', async () => {
    const { stage } = await halted([buildB, { ...no, fails: { reason: 'exit', cli: 's', code: 1, says: 'boom' } }]);
    stage.list.store.now = '- [x] Add a\n- [ ] Add c\n';
    const again = await takeUpList(stage, [yes, commitB, ...smooth('c')]);
    expect(await again.work()).toMatchObject(ok({ end: 'none-left' }));
    expect(again.ctx.of('noticed').map(({ notice }) => notice.kind)).toContain('task-unlisted');
    expect(again.list.text).toBe('- [x] Add a\n- [x] Add c\n');
  });

  test('IL-S40 a task of high risk that nobody answered for begins anew', async () => {
    const list = '- [ ] Add a\n- [ ] Add b\n  - Risk: high\n';
    const stage = new WorklistStage(list, smooth('a'));
    expect(await stage.work()).toMatchObject({ error: { reason: 'declined' } });
    const again = await takeUpList(stage, [buildB, yes, commitB], { settings: { yesHighRisk: true } });
    expect(await again.work()).toMatchObject(ok({ end: 'none-left' }));
    expect(again.repository.log()).toEqual(['start', 'Add a', 'Add b']);
  });
});

describe('a run that halted at the commit, in a list that git tracks', () => {
  test('its tick is taken back, and is in the commit that is made later', async () => {
    const file = 'docs/tasks.md';
    const settings = { commitBy: 'tool', maxCycles: 1, tasklist: file, maxTasks: 1 } as const;
    const stage = new WorklistStage(LIST, smooth('a').slice(0, 2), {
      settings,
      list: (repository) => MemoryList.tracked(repository, LIST, file),
    });
    stage.repository.refusals = ['no tabs'];
    expect(await stage.work()).toMatchObject({ error: { reason: 'commit' } });
    expect(stage.list.text).toBe(LIST);
    const again = await takeUpList(stage, [], { settings });
    expect(await again.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.repository.headFiles()).toMatchObject({
      'a.ts': 'a\n',
      [file]: LIST.replace('[ ] Add a', '[x] Add a'),
    });
  });
});
