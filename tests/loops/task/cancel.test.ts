import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import { approved, sane, type Turn } from '../../support/scripted-agents.js';
import { TaskStage } from '../../support/task-stage.js';

/** Every kind of call, each once at least. */
const script: Turn[] = [
  { on: 'build', says: 'nothing to do' },
  { on: 'nudge', says: 'done', edits: { 'a.ts': 'one\n' } },
  { on: 'sanity-build', says: sane },
  { on: 'review', says: 'in prose' },
  { on: 'reask', says: 'in prose' },
  { on: 'sanity-review', says: sane },
  { on: 'fix', says: 'done', edits: { 'a.ts': 'two\n' } },
  { on: 'sanity-build', says: sane },
  { on: 'review', says: approved() },
  { on: 'commit', says: 'later' },
  { on: 'commit', says: 'later' },
];
const reads: Turn['on'][] = ['sanity-build', 'review', 'reask', 'sanity-review'];

describe('a signal during a call', () => {
  test('nobody interferes: the script runs to its end', async () => {
    const stage = new TaskStage(script);
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
  });

  test.each(script.map((turn, at) => ({ at, on: turn.on })))('call $at, $on', async ({ at, on }) => {
    const stopped: Turn = {
      ...(script[at] as Turn),
      does: (repository) => {
        repository.edit({ 'half.ts': 'half\n' });
        stage.ctx.abort();
      },
    };
    const stage: TaskStage = new TaskStage([...script.slice(0, at), stopped, ...script.slice(at + 1)], {
      mayLeave: true,
    });
    expect(await stage.run()).toEqual({ ok: false, error: { reason: 'cancelled', signal: 'SIGINT' } });
    expect(stage.ended()).toMatchObject({ outcome: 'interrupted', commits: [] });
    expect(stage.agents.requests).toHaveLength(at + 1);
    expect(stage.repository.log()).toEqual(['start']);
    // What an author left is kept, what a reader left is undone.
    expect('half.ts' in stage.repository.files).toBe(!reads.includes(on));
    const recorded = stage.ctx.journal.entries.filter((entry) => entry.kind === 'step').map((entry) => entry.key);
    expect(recorded).not.toContain('task/t/2/commit');
  });

  test.each(script.map((turn, at) => ({ at, on: turn.on })))(
    'call $at, $on: the same command goes on to the end',
    async ({ at }) => {
      const stopped: Turn = { ...(script[at] as Turn), does: () => stage.ctx.abort() };
      const stage: TaskStage = new TaskStage([...script.slice(0, at), stopped], { mayLeave: true });
      await stage.run();
      const { repository, ctx } = stage;
      const rest = restAfter(at);
      const again = new TaskStage(rest, { repository, journal: ctx.journal });
      expect(await again.run()).toMatchObject(ok({ outcome: 'approved', cycles: 2 }));
      expect(repository.log()).toEqual(['start', 'Add retry']);
      expect(repository.headFiles()['a.ts']).toBe('two\n');
    },
  );

  test('an abort while waiting for a limited agent ends the wait', async () => {
    const limited: Turn = { on: 'build', fails: { reason: 'limited', cli: 'scripted', says: '429', until: null } };
    const stage: TaskStage = new TaskStage([limited]);
    stage.ctx.clock.sleep = async () => stage.ctx.abort();
    expect(await stage.run()).toMatchObject({ error: { reason: 'cancelled' } });
  });

  test.each([null, 'high'] as const)('a signal before the first call begins nothing (risk %s)', async (risk) => {
    const stage = new TaskStage([], { task: { risk } });
    stage.ctx.abort();
    expect(await stage.run()).toMatchObject({ error: { reason: 'cancelled' } });
    expect(stage.ctx.journal.entries).toEqual([]);
  });

  test('a commit that was there when the signal came is told by the run that goes on', async () => {
    const turns: Turn[] = [
      { on: 'build', says: 'done', edits: { 'a.ts': 'one\n' } },
      { on: 'review', says: approved() },
      { on: 'commit', commits: 'in time', does: () => stage.ctx.abort() },
    ];
    const stage: TaskStage = new TaskStage(turns);
    expect(await stage.run()).toMatchObject({ error: { reason: 'cancelled' } });
    const { repository, ctx } = stage;
    const again = new TaskStage([], { repository, journal: ctx.journal });
    expect(await again.run()).toMatchObject(ok({ outcome: 'approved', commits: [{ subject: 'in time' }] }));
    expect(repository.log()).toEqual(['start', 'in time']);
  });
});

/**
 * The calls that are still to be made when the run was stopped at one of them: that one and those after it. Only a
 * nudge is not repeated, since what the stopped author did is still there.
 */
const restAfter = (at: number): Turn[] => script.slice(at === 1 ? 2 : at);
