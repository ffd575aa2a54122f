import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { MemoryList } from '../../support/memory-list.js';
import type { Turn } from '../../support/scripted-agents.js';
import { resumptionOf } from '../../support/take-up.js';
import { type ListOptions, smooth, WorklistStage } from '../../support/worklist-stage.js';

const PENDING = '## Group: API\n- [ ] Add a\n  - Risk: low\n';
const LONG = `# Tasks\n- [x] Add x, which took us a long time\n- [x] Add y\n${PENDING}`;
const SHORT = `# Tasks\nx and y are there.\n${PENDING}`;
const drawn: Turn = { on: 'context', says: { summary: 'a', key_decisions: [] } };
const two: ListOptions = { settings: { compactThreshold: 2, maxTasks: 1 } };

/** A list of two finished tasks, compacted by an author that writes this. */
function compacting(writes: string | null, options: ListOptions = two, turn: Turn = { on: 'compact', says: 'done' }) {
  const own = { ...turn };
  const stage = new WorklistStage(LONG, [own, ...smooth('a'), drawn], options);
  stage.editing(own, () => writes);
  return stage;
}

describe('a compaction that is asked for', () => {
  const now: ListOptions = { settings: { compact: true, compactThreshold: 0 } };
  const asked = (writes: string | null, options = now) => {
    const turn: Turn = { on: 'compact', says: 'done' };
    const stage = new WorklistStage(LONG, [turn], options);
    stage.editing(turn, () => writes);
    return stage;
  };

  test('is done whatever the threshold, and no task is', async () => {
    const stage = asked(SHORT);
    expect(await stage.work()).toEqual(ok({ outcome: 'no_changes', commits: [] }));
    expect(stage.list.text).toBe(SHORT);
    expect(stage.agents.asked()).toEqual(['compact']);
  });

  test('CLI-S39 TL-S48 of a list without a done task asks no agent', async () => {
    const stage = new WorklistStage(PENDING, [], now);
    expect((await stage.work()).ok).toBe(true);
    expect(stage.ctx.of('noticed')).toMatchObject([{ notice: { kind: 'nothing-to-compact' } }]);
  });

  test('CLI-S40 that loses a pending task is put back and halts, and going on tries again', async () => {
    const stage = asked('# Tasks\n');
    expect(await stage.work()).toMatchObject({
      error: { reason: 'not-compacted', why: expect.stringContaining('has 0') },
    });
    expect(stage.list.text).toBe(LONG);
    const how = await resumptionOf(stage, { compact: true });
    expect(how).toEqual({
      kind: 'go',
      entries: [{ kind: 'forgotten', keys: ['compact/ask', 'compact'] }],
      changed: 'nothing',
    });
    stage.ctx.journal.entries.push(...(how.kind === 'go' ? how.entries : []));
    const again = asked(SHORT, { ...now, journal: stage.ctx.journal, repository: stage.repository });
    expect((await again.work()).ok).toBe(true);
    expect(again.list.text).toBe(SHORT);
  });
});

describe('a list with many finished tasks', () => {
  test('IL-S44 TL-S43 TL-S47 is compacted once before the first task', async () => {
    const stage = compacting(SHORT);
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.list.text).toBe(SHORT.replace('- [ ]', '- [x]'));
    expect(stage.ctx.of('compaction-started')).toMatchObject([{ done: 2, pending: 1 }]);
    expect(stage.ctx.of('compaction-ended')).toMatchObject([{ why: null, after: SHORT.length }]);
    expect(stage.agents.asked().slice(0, 2)).toEqual(['compact', 'build']);
  });

  test.each<[string, number]>([
    ['TL-S44 a threshold of 0', 0],
    ['more than there are', 3],
  ])('%s: no compaction', async (_name, compactThreshold) => {
    const settings = { compactThreshold, maxTasks: 1 };
    const stage = new WorklistStage(LONG, [...smooth('a'), drawn], { settings });
    expect((await stage.work()).ok).toBe(true);
    expect(stage.agents.asked()).not.toContain('compact');
  });

  test.each<[string, string | null, RegExp]>([
    ['IL-S45 TL-S45 a pending task that is gone', '# Tasks\n', /1 pending tasks and has 0/],
    ['TL-S45 one that is reworded', SHORT.replace('Add a', 'Add A'), /task 1 is not what it was/],
    ['TL-S49 one without its metadata', SHORT.replace('  - Risk: low\n', ''), /task 1 is not what it was/],
    ['one in another group', SHORT.replace('API', 'UI'), /another group/],
    ['IL-S45 TL-S46 a list that is no shorter', `${LONG}More.\n`, /not become shorter/],
    ['a list that is gone', null, /pending tasks and has 0/],
  ])('%s is put back, and the run goes on', async (_name, writes, why) => {
    const stage = compacting(writes);
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.list.text).toBe(LONG.replace('- [ ]', '- [x]'));
    expect(stage.ctx.of('compaction-ended')[0]?.why).toMatch(why);
  });

  test.each<[string, Turn]>([
    ['an author that fails', { on: 'compact', fails: { reason: 'exit', cli: 'scripted', code: 1, says: 'boom' } }],
    ['an author that edits other files', { on: 'compact', says: 'done', edits: { 'README.md': 'hurt\n' } }],
    ['an author that commits', { on: 'compact', says: 'done', edits: { 'b.ts': 'b' }, commits: 'mine' }],
  ])('%s: everything is put back, and the run goes on', async (_name, turn) => {
    const stage = compacting(SHORT, two, turn);
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.list.text).toBe(LONG.replace('- [ ]', '- [x]'));
    expect(stage.repository.log()).toEqual(['start', 'Add a']);
    expect(stage.repository.files).toMatchObject({ 'README.md': '# test\n' });
  });

  test('that git tracks is committed by itself, and the task has only its own change', async () => {
    const file = 'docs/tasks.md';
    const list: ListOptions['list'] = (repository) => MemoryList.tracked(repository, LONG, file);
    const stage = compacting(SHORT, { settings: { ...two.settings, tasklist: file }, list });
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.repository.log()).toEqual(['start', 'the list', 'Compact the tasklist', 'Add a']);
    expect(stage.repository.headFiles()[file]).toBe(SHORT.replace('- [ ]', '- [x]'));
  });

  test('IL-S52 a run that is taken up is not compacted', async () => {
    const first = new WorklistStage(LONG, [], { settings: { compactThreshold: 0, maxTasks: 1 }, mayLeave: true });
    await first.ctx.journal.append({ kind: 'step', key: 'worklist/1', value: { ...TASK } });
    const { journal } = first.ctx;
    const again = new WorklistStage(LONG, [...smooth('a'), drawn], { ...two, journal });
    expect(await again.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.agents.asked()).not.toContain('compact');
  });

  test('of which a crash left half is put back first, and compacted again', async () => {
    const first = new WorklistStage(LONG, [], two);
    await first.list.keep(LONG);
    await first.ctx.journal.append({ kind: 'intent', key: 'compact', before: {} });
    first.list.store.now = '# Tas';
    const turn: Turn = { on: 'compact', says: 'done' };
    const again = new WorklistStage('', [turn, ...smooth('a'), drawn], {
      ...two,
      ...{ journal: first.ctx.journal, list: () => first.list },
    });
    again.editing(turn, (text) => (text === LONG ? SHORT : 'it was not put back'));
    expect(await again.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(again.list.text).toBe(SHORT.replace('- [ ]', '- [x]'));
  });
});

const TASK = {
  ...{ id: 'a', title: 'Add a', risk: 'low', acceptance: [], group: 'API', context: null },
  raw: 'Add a\n  - Risk: low',
};
