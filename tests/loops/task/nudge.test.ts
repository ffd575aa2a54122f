import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { TaskStage } from '../../support/task-stage.js';

const idle: Turn = { on: 'build', says: 'nothing to do' };
const nudge: Turn = { on: 'nudge', says: 'it is all there: npm test passes' };

describe('nothing changed', () => {
  test('IL-S6 one nudge, then the words are judged, and nothing is committed', async () => {
    const stage = new TaskStage([idle, nudge, { on: 'review', says: approved() }]);
    expect(await stage.run()).toEqual(ok({ outcome: 'no_changes', cycles: 1, commits: [] }));
    expect(stage.agents.asked()).toEqual(['build', 'nudge', 'sanity-build', 'review']);
    expect(stage.prompts('review')[0]).toContain('it is all there: npm test passes');
    expect(stage.ctx.of('nothing-changed')).toHaveLength(1);
    expect(stage.ended()).toMatchObject({ outcome: 'no_changes', commits: [] });
  });

  test('IL-D19 what a nudge brings meets the checks', async () => {
    const edits = { 'a.ts': Array.from({ length: 12 }, (_, i) => `line ${i}\n`).join('') };
    const stage = new TaskStage([idle, { ...nudge, edits }], { settings: { loc: { limit: 10, rule: 'x' } } });
    expect(await stage.run()).toMatchObject({ error: { reason: 'check', hit: { check: 'loc', changed: 12 } } });
    expect(stage.repository.log()).toEqual(['start']);
  });

  test('IL-D19 a commit made during the nudge is noticed, and what it holds is judged', async () => {
    const stage = new TaskStage([
      idle,
      { ...nudge, edits: { 'a.ts': 'nudged\n' }, commits: 'nudged' },
      { on: 'review', says: approved() },
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', commits: [{ subject: 'nudged' }] }));
    expect(stage.ctx.of('author-committed')).toMatchObject([{ commits: [{ subject: 'nudged' }] }]);
    expect(stage.prompts('review')[0]).toContain('+nudged');
  });

  test('the nudge goes on in the conversation of the build', async () => {
    const stage = new TaskStage([{ ...idle, conversation: 'talk' }, nudge, { on: 'review', says: approved() }]);
    await stage.run();
    expect(stage.agents.requests[1]).toMatchObject({ purpose: 'nudge', conversation: 'talk' });
  });

  test('a task is nudged once, however many of its cycles change nothing', async () => {
    const stage = new TaskStage([
      { on: 'build', says: 'done', edits: { 'a.ts': 'one\n' } },
      { on: 'review', says: changesRequested('not needed') },
      { on: 'fix', says: 'taken out', edits: { 'a.ts': null } },
      nudge,
      { on: 'review', says: approved() },
    ]);
    expect(await stage.run()).toEqual(ok({ outcome: 'no_changes', cycles: 2, commits: [] }));
  });

  test('a second cycle without a change is not nudged again', async () => {
    const stage = new TaskStage([
      idle,
      nudge,
      { on: 'review', says: changesRequested('show the output') },
      { on: 'fix', says: 'shown' },
    ]);
    expect(await stage.run()).toMatchObject({ error: { reason: 'going-in-circles' } });
  });

  test('an empty commit is no change: nudged, then taken back', async () => {
    const stage = new TaskStage([
      { ...idle, does: (repository) => repository.commitEmpty('empty') },
      nudge,
      { on: 'review', says: approved() },
    ]);
    expect(await stage.run()).toEqual(ok({ outcome: 'no_changes', cycles: 1, commits: [] }));
    expect(stage.repository.log()).toEqual(['start']);
    expect(stage.repository.parked).toEqual(['rewound']);
  });

  test('AG-S17 L14 a blank answer is asked for once more when nothing was done', async () => {
    const stage = new TaskStage([
      { on: 'build', says: ' \n' },
      { on: 'build', says: 'done', edits: { 'a.ts': 'one\n' } },
      { on: 'review', says: approved() },
      { on: 'commit', commits: 'c' },
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.ctx.of('asked-again')).toMatchObject([{ role: 'author' }]);
  });

  test('AG-S21 L14 a second blank answer is taken as it is, and what was left undone is asked for', async () => {
    const blank: Turn = { on: 'build', says: '' };
    const stage = new TaskStage([blank, blank, nudge, { on: 'review', says: approved() }]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'no_changes' }));
    expect(stage.agents.asked()).toEqual(['build', 'build', 'nudge', 'sanity-build', 'review']);
    expect(stage.ctx.of('asked-again')).toHaveLength(1);
  });

  test.each([
    ['a blank answer with a change', { on: 'build', says: '', edits: { 'a.ts': 'one\n' } }],
    ['a short answer', { on: 'build', says: 'Done.', edits: { 'a.ts': 'one\n' } }],
  ] satisfies [string, Turn][])('AG-S23 AG-S24 L14 %s is not asked for again', async (_, turn) => {
    const stage = new TaskStage([turn, { on: 'review', says: approved() }, { on: 'commit', commits: 'c' }]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.prompts('build')).toHaveLength(1);
  });

  test('L14 a blank answer to a refusal is asked for again, too', async () => {
    const stage = new TaskStage([
      { on: 'build', says: 'done', edits: { 'a.ts': 'one\n' } },
      { on: 'review', says: changesRequested('x') },
      { on: 'fix', says: '' },
      { on: 'fix', says: 'mended', edits: { 'a.ts': 'two\n' } },
      { on: 'review', says: approved() },
      { on: 'commit', commits: 'c' },
    ]);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
  });

  test('L14 an author that fails for the moment is asked again only if it left nothing behind', async () => {
    const fails = { reason: 'network', cli: 'scripted', says: 'reset' } as const;
    const edits = { 'a.ts': 'half\n' };
    const left = new TaskStage([{ on: 'build', fails, edits }]);
    expect(await left.run()).toMatchObject({ error: { reason: 'agent-failed', failure: fails } });
    expect(left.repository.files['a.ts']).toBe('half\n');

    const clean = new TaskStage([
      { on: 'build', fails },
      { on: 'build', says: 'done', edits },
      { on: 'review', says: approved() },
      // Never for a commit, whatever it left.
      { on: 'commit', fails },
    ]);
    expect(await clean.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(clean.ctx.clock.waits).toHaveLength(1);
  });

  test('L14 a commit is never asked for again because of a blank answer; only reminded by what git says', async () => {
    const stage = new TaskStage([
      { on: 'build', says: 'done', edits: { 'a.ts': 'one\n' } },
      { on: 'review', says: approved() },
      { on: 'commit', says: '', commits: 'c' },
    ]);
    expect(await stage.run()).toMatchObject(ok({ commits: [{ subject: 'c' }] }));
    expect(stage.prompts('commit')).toHaveLength(1);
  });

  test('the retry of blank answers can be switched off', async () => {
    const stage = new TaskStage([{ on: 'build', says: '' }, nudge, { on: 'review', says: approved() }], {
      settings: { retryOnEmpty: false },
    });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'no_changes' }));
  });
});
