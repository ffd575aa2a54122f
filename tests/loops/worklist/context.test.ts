import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, type Turn } from '../../support/scripted-agents.js';
import { smooth, WorklistStage } from '../../support/worklist-stage.js';

const LIST = '## Group: API\n- [ ] Add a\n  Keep it small.\n- [ ] Add b\n## Group: UI\n- [ ] Add c\n';
const drawn: Turn = { on: 'context', says: { summary: 'a is there.', key_decisions: ['a lives in a.ts', 'no cache'] } };
const failing = { reason: 'exit', cli: 'scripted', code: 1, says: 'boom' } as const;

describe('what a task leaves for its group', () => {
  test('IL-S41 TL-S38 the next task of the group is told, one of another group is not', async () => {
    const turns = [...smooth('a'), drawn, ...smooth('b'), drawn, ...smooth('c'), drawn];
    const stage = new WorklistStage(LIST, turns);
    expect(await stage.work()).toMatchObject(ok({ end: 'none-left' }));
    const [a, b, c] = stage.prompts('build');
    expect(a).not.toContain('have left');
    expect(b).toMatch(/group "API" have left[\s\S]*## Add a[\s\S]*a is there\.[\s\S]*- a lives in a\.ts\n- no cache/);
    expect(c).not.toContain('have left');
    expect(stage.prompts('context')[0]).toContain('+a');
    expect(stage.ctx.of('context-left')).toHaveLength(3);
  });

  test('a task outside of groups is asked nothing', async () => {
    const stage = new WorklistStage('- [ ] Add a\n', smooth('a'));
    await stage.work();
    expect(stage.agents.asked()).not.toContain('context');
  });

  test.each<[string, readonly Turn[]]>([
    ['an agent that fails', [{ on: 'context', fails: failing }]],
    [
      'words that cannot be read',
      [
        { on: 'context', says: 'well' },
        { on: 'reask', says: 'well' },
      ],
    ],
    ['an agent that edits', [{ ...drawn, edits: { 'a.ts': 'hurt\n' } }]],
  ])('%s: the own words of the task are kept, and the task is done', async (_name, turns) => {
    const stage = new WorklistStage(LIST, [...smooth('a'), ...turns], { settings: { maxTasks: 1 } });
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.contexts.groups.get('API')).toMatch(/^## Add a\n\n_2026-01-01 00:00 UTC_\n\nKeep it small\.\n\n<!--/);
    expect(stage.repository.files['a.ts']).toBe('a\n');
    expect(stage.list.text).toContain('- [x] Add a');
  });

  test('nothing can be written: said, and the task is done', async () => {
    const stage = new WorklistStage(LIST, [...smooth('a'), drawn], { settings: { maxTasks: 1 } });
    stage.contexts.broken = true;
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.ctx.of('noticed').map(({ notice }) => notice.kind)).toContain('context-lost');
  });

  test('a change of nothing leaves its words without a call', async () => {
    const turns: Turn[] = [
      { on: 'build', says: 'looked' },
      { on: 'nudge', says: 'fine' },
      { on: 'review', says: approved() },
    ];
    const stage = new WorklistStage(LIST, turns, { settings: { maxTasks: 1 } });
    expect(await stage.work()).toMatchObject(ok({ outcome: 'no_changes' }));
    expect(stage.contexts.groups.get('API')).toContain('Keep it small.');
  });
});

describe('a file that a task names', () => {
  const list = '- [ ] Add a <!-- context: docs/a.md -->\n';

  test('IL-S42 reaches the author', async () => {
    const stage = new WorklistStage(list, smooth('a'), { contextText: 'a is old.' });
    await stage.work();
    expect(stage.prompts('build')[0]).toMatch(/Context from docs\/a\.md[\s\S]*a is old\./);
  });

  test('IL-S42 is not there: said, and the task is done without', async () => {
    const stage = new WorklistStage(list, smooth('a'));
    expect(await stage.work()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.ctx.of('noticed').map(({ notice }) => notice)).toContainEqual({
      ...{ kind: 'context-file-missing', file: 'docs/a.md' },
    });
  });
});

test('AG-S22 IL-S34 an author that finds its list empty halts the run', async () => {
  const stage = new WorklistStage(LIST, [{ on: 'build', says: 'NO_TASKS_REMAIN' }]);
  expect(await stage.work()).toMatchObject({ error: { reason: 'unreadable-reply', role: 'author' } });
  expect(stage.ctx.types()).not.toContain('asked-again');
});
