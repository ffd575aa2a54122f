import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { smooth, WorklistStage } from '../../support/worklist-stage.js';

const LIST = '# Tasks\n\n- [ ] Add a\n- [x] Add old\n- [ ] Add b\n';

/** Somebody asks the run to stop while its first task is being worked on. */
function asks(stage: WorklistStage, [first]: readonly Turn[]): void {
  Object.assign(first ?? {}, {
    does: () => {
      stage.stopAsked = true;
    },
  });
}

describe('the tasks of a list', () => {
  test('CLI-S1 IL-S58 are done one after the other until none is left, and ticked by millstone', async () => {
    const stage = new WorklistStage(LIST, [...smooth('a'), ...smooth('b')]);
    const result = await stage.work();
    expect(result).toMatchObject(ok({ outcome: 'approved', end: 'none-left' }));
    expect(stage.begun()).toEqual(['1/2 Add a', '2/2 Add b']);
    expect(stage.repository.log()).toEqual(['start', 'Add a', 'Add b']);
    expect(stage.list.text).toBe('# Tasks\n\n- [x] Add a\n- [x] Add old\n- [x] Add b\n');
    expect(result.ok && result.value.commits.map(({ subject }) => subject)).toEqual(['Add a', 'Add b']);
  });

  test('CLI-S2 are as many as a run may do', async () => {
    const stage = new WorklistStage(LIST, smooth('a'), { settings: { maxTasks: 1 } });
    expect(await stage.work()).toMatchObject(ok({ end: 'max-tasks' }));
    expect(stage.begun()).toEqual(['1/1 Add a']);
    expect(stage.list.text).toContain('- [ ] Add b');
  });

  test('are all done when it may do as many as there are: none is left to say more about', async () => {
    const stage = new WorklistStage(LIST, [...smooth('a'), ...smooth('b')], { settings: { maxTasks: 2 } });
    expect(await stage.work()).toMatchObject(ok({ end: 'none-left' }));
  });

  test('are as many as a run may do, also when the list is taken away behind the last one', async () => {
    const turns = [...smooth('a')];
    const stage = new WorklistStage('- [ ] Add a\n', turns, { settings: { maxTasks: 1 } });
    const read = stage.list.store.list.bind(stage.list.store);
    stage.list.store.list = async () => (stage.ctx.of('task-ended').length > 0 ? ok(null) : read());
    expect(await stage.work()).toMatchObject(ok({ end: 'max-tasks' }));
  });

  test.each([0, -3])('are none at all with a limit of %d', async (maxTasks) => {
    const stage = new WorklistStage(LIST, [], { settings: { maxTasks } });
    expect(await stage.work()).toEqual(ok({ outcome: 'no_changes', commits: [], end: 'max-tasks' }));
  });

  test('L27 end with the running one when somebody asks for it, and go on from there', async () => {
    const turns = [...smooth('a'), ...smooth('b')];
    const stage = new WorklistStage(LIST, turns, { mayLeave: true });
    asks(stage, turns);
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved', end: 'asked' }));
    expect(stage.list.text).toContain('- [x] Add a\n- [x] Add old\n- [ ] Add b');
    stage.stopAsked = false;
    expect(await stage.work()).toMatchObject(ok({ end: 'none-left' }));
    expect(stage.begun()).toEqual(['1/2 Add a', '2/2 Add b']);
  });

  test('L27 are simply done when it was the last one that should be let finish', async () => {
    const turns = [...smooth('a')];
    const stage = new WorklistStage('- [ ] Add a\n', turns);
    asks(stage, turns);
    expect(await stage.work()).toMatchObject(ok({ end: 'none-left' }));
  });

  test('CLI-S3 TL-S2 none is left: no agent is asked', async () => {
    const stage = new WorklistStage('- [x] Add a\n', []);
    expect(await stage.work()).toEqual(ok({ outcome: 'no_changes', commits: [], end: 'none-left' }));
    expect(stage.agents.requests).toEqual([]);
  });

  test('a list that is gone halts', async () => {
    const stage = new WorklistStage(LIST, []);
    stage.list.store.now = null;
    expect(await stage.work()).toEqual({
      ok: false,
      error: { reason: 'tasklist', file: '.millstone/tasklist.md', why: null },
    });
  });

  test('a failing task ends the run; those after it are not begun', async () => {
    const turns: Turn[] = [
      ...smooth('a'),
      { on: 'build', says: 'done', edits: { 'b.ts': 'b\n' } },
      { on: 'review', says: changesRequested('no') },
    ];
    const stage = new WorklistStage(`${LIST}- [ ] Add c\n`, turns, { settings: { maxCycles: 1 } });
    expect(await stage.work()).toMatchObject({ error: { reason: 'not-approved' } });
    expect(stage.begun()).toEqual(['1/3 Add a', '2/3 Add b']);
    expect(stage.list.text).toBe('# Tasks\n\n- [x] Add a\n- [x] Add old\n- [ ] Add b\n- [ ] Add c\n');
  });

  test('the list is read anew before each task: what was added meanwhile is done as well', async () => {
    const add: Turn = { on: 'commit', commits: 'Add a', does: () => undefined };
    const stage = new WorklistStage('- [ ] Add a\n', [...smooth('a').slice(0, 2), add, ...smooth('b')]);
    const [build] = smooth('a');
    expect(build).toBeDefined();
    Object.assign(add, {
      does: () => {
        stage.list.store.now = `${stage.list.text}- [ ] Add b\n`;
      },
    });
    expect(await stage.work()).toMatchObject(ok({ end: 'none-left' }));
    expect(stage.begun()).toEqual(['1/1 Add a', '2/2 Add b']);
  });

  test('IL-S11 each task is measured from its own start', async () => {
    const early: Turn = { on: 'build', says: 'done', edits: { 'a.ts': 'a\n' }, commits: 'Early a' };
    const stage = new WorklistStage(LIST, [early, { on: 'review', says: approved() }, ...smooth('b')]);
    expect(await stage.work()).toMatchObject(ok({ end: 'none-left' }));
    const [, second] = stage.prompts('review');
    expect(second).toContain('b.ts');
    expect(second).not.toContain('a.ts');
    expect(stage.repository.log()).toEqual(['start', 'Early a', 'Add b']);
  });

  test('IL-S60 TL-S29 TL-S30 PR-S28 each prompt has the words and criteria of its own task', async () => {
    const list = [
      '- [ ] Add a',
      '  **Acceptance criteria:**',
      '  - a is sorted',
      '- [ ] Add b',
      '  **Acceptance criteria:**',
      '  - b is sorted',
      '',
    ].join('\n');
    const tick: Turn = { on: 'build', says: 'done', edits: { 'a.ts': 'a\n' } };
    const stage = new WorklistStage(list, [tick, ...smooth('a').slice(1), ...smooth('b')]);
    Object.assign(tick, {
      does: () => {
        stage.list.store.now = list.replace('- [ ] Add a', '- [x] Add a');
      },
    });
    expect(await stage.work()).toMatchObject(ok({ end: 'none-left' }));
    for (const purpose of ['build', 'review'] as const) {
      const [first, second] = stage.prompts(purpose);
      expect(first).toContain('- a is sorted');
      expect(first).not.toContain('b is sorted');
      expect(second).toContain('- b is sorted');
    }
  });

  test('what is the same for every task is said once', async () => {
    const settings = { sanity: false, verify: false };
    const stage = new WorklistStage(LIST, [...smooth('a'), ...smooth('b')], { settings });
    await stage.work();
    expect(stage.ctx.of('noticed').map(({ notice }) => notice.kind)).toEqual(['sanity-off', 'verify-off']);
  });

  test('what is asked about a task names it to the agent', async () => {
    const stage = new WorklistStage('- [ ] Add a\n  - ID: one\n', smooth('a'));
    await stage.work();
    expect(new Set(stage.agents.requests.map(({ task }) => task))).toEqual(new Set(['one']));
  });

  test('PR-S3 a template of their own has its words and all that is known', async () => {
    const tasklist_prompt =
      'MARKER {{TASK}} in {{WORKING_DIRECTORY}} {{ACCEPTANCE_CRITERIA}} {{TASKLIST_READ_INSTRUCTIONS}}';
    const list = '- [ ] Add a\n  - Criteria: a is sorted\n';
    const stage = new WorklistStage(list, smooth('a'), { templates: { tasklist_prompt } });
    expect(await stage.work()).toMatchObject(ok({ end: 'none-left' }));
    const [prompt] = stage.prompts('build');
    expect(prompt).toMatch(
      /^MARKER [\s\S]*Add a[\s\S]* in \/repo [\s\S]*- a is sorted[\s\S]*\.millstone\/tasklist\.md/,
    );
    expect(prompt).not.toContain('{{');
  });
});
