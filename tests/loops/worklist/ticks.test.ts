import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { type ListOptions, smooth, WorklistStage } from '../../support/worklist-stage.js';

const LIST = '- [ ] Add a\n- [ ] Add b\n- [x] Add c\n';
const ticked = (title: string) => (text: string) => text.replace(`- [ ] ${title}`, `- [x] ${title}`);
const ONE: ListOptions = { settings: { maxTasks: 1 } };

/** A list whose first author writes to it. */
function edited(edit: (text: string) => string | null, options: ListOptions = ONE, turns = smooth('a')) {
  const [build = { on: 'build' }, ...rest] = turns;
  const turn: Turn = { ...build };
  const stage = new WorklistStage(LIST, [turn, ...rest], options);
  stage.editing(turn, edit);
  return stage;
}

describe("what an author does to the list's boxes", () => {
  test('IL-S22 TL-S39 L1 a tick of its own task is tolerated without a word', async () => {
    const stage = edited(ticked('Add a'));
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.list.text).toBe('- [x] Add a\n- [ ] Add b\n- [x] Add c\n');
    expect(stage.ctx.of('tasklist-restored')).toEqual([]);
  });

  test('IL-S21 TL-S40 L17 a tick of another task is undone, recorded and told to the reviewer', async () => {
    const stage = edited(ticked('Add b'));
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.list.text).toBe('- [x] Add a\n- [ ] Add b\n- [x] Add c\n');
    expect(stage.ctx.of('tasklist-restored')).toMatchObject([{ what: 'boxes', titles: ['Add b'] }]);
    expect(stage.prompts('review')[0]).toMatch(/ticked or unticked, which was undone[\s\S]*- Add b/);
  });

  test('IL-S20 two ticks, and a tick taken away', async () => {
    const stage = edited((text) => ticked('Add b')(ticked('Add a')(text)).replace('- [x] Add c', '- [ ] Add c'));
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.list.text).toBe('- [x] Add a\n- [ ] Add b\n- [x] Add c\n');
    expect(stage.ctx.of('tasklist-restored')[0]?.titles).toEqual(['Add b', 'Add c']);
  });

  test('L17 with tasklist.enforce_single_task off, ticks of others stay', async () => {
    const stage = edited(ticked('Add b'), { ...ONE, policy: { enforceSingleTask: false } });
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.list.text).toBe('- [x] Add a\n- [x] Add b\n- [x] Add c\n');
    expect(stage.prompts('review')[0]).not.toContain('undone');
  });

  test('IL-S23 TL-S42 L17 a task that was removed is put back, and the run halts', async () => {
    const stage = edited((text) => text.replace('- [ ] Add b\n', ''), ONE, smooth('a').slice(0, 1));
    expect(await stage.work()).toMatchObject({
      error: { reason: 'check', hit: { check: 'tasklist-scope', titles: ['Add b'] } },
    });
    expect(stage.list.text).toBe(LIST);
  });

  test('a list that was deleted is put back, and the run halts', async () => {
    const stage = edited(() => null, ONE, smooth('a').slice(0, 1));
    expect(await stage.work()).toMatchObject({ error: { reason: 'check', hit: { check: 'tasklist-scope' } } });
    expect(stage.list.text).toBe(LIST);
  });

  test('TL-S41 L1 tasks may be added and later ones reworded', async () => {
    const edit = (text: string) => `${text.replace('Add b', 'Add b with tests')}- [ ] Add d\n`;
    const stage = edited(edit);
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.list.text).toBe('- [x] Add a\n- [ ] Add b with tests\n- [x] Add c\n- [ ] Add d\n');
  });

  test('a task that its author reworded is ticked all the same', async () => {
    const stage = edited((text) => text.replace('Add a', 'Add a\n  Done with a map.'));
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.list.text).toContain('- [x] Add a\n  Done with a map.\n');
  });

  test('IL-S24 --no-tasklist-edits halts for any edit, and leaves no tick behind', async () => {
    const options = { settings: { maxTasks: 1, noTasklistEdits: true } };
    const stage = edited(ticked('Add a'), options, smooth('a').slice(0, 1));
    expect(await stage.work()).toMatchObject({ error: { reason: 'check', hit: { check: 'tasklist-edit' } } });
    expect(stage.list.text).toBe(LIST);
  });

  test('millstone ticks with --no-tasklist-edits too', async () => {
    const stage = new WorklistStage(LIST, smooth('a'), { settings: { maxTasks: 1, noTasklistEdits: true } });
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.list.text).toContain('- [x] Add a');
  });

  test('an edit made while it commits is put right as well', async () => {
    const commit: Turn = { on: 'commit', commits: 'Add a' };
    const stage = new WorklistStage(LIST, [...smooth('a').slice(0, 2), commit], ONE);
    stage.editing(commit, ticked('Add b'));
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.list.text).toBe('- [x] Add a\n- [ ] Add b\n- [x] Add c\n');
  });
});

describe('a task that is not done', () => {
  test('IL-S57 is unticked though its author ticked it', async () => {
    const stage = edited(ticked('Add a'), { settings: { maxCycles: 1 } }, [
      ...smooth('a').slice(0, 1),
      { on: 'review', says: changesRequested('no') },
    ]);
    expect(await stage.work()).toMatchObject({ error: { reason: 'not-approved' } });
    expect(stage.list.text).toBe(LIST);
  });

  test('is unticked when its author ticked it and failed', async () => {
    const failing: Turn = { on: 'build', fails: { reason: 'exit', cli: 'scripted', code: 1, says: 'boom' } };
    const stage = edited(ticked('Add a'), ONE, [failing]);
    expect(await stage.work()).toMatchObject({ error: { reason: 'agent-failed' } });
    expect(stage.list.text).toBe(LIST);
  });

  test('IL-S6 nothing had to be changed: ticked without a commit', async () => {
    const turns: Turn[] = [
      { on: 'build', says: 'looked' },
      { on: 'nudge', says: 'nothing to do' },
      { on: 'review', says: approved() },
    ];
    const stage = new WorklistStage(LIST, turns, ONE);
    expect(await stage.work()).toMatchObject(ok({ outcome: 'no_changes' }));
    expect(stage.list.text).toContain('- [x] Add a');
  });
});
