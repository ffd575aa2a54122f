import { describe, expect, test } from 'vitest';
import type { RunStory } from '../../../src/domain/run-story.js';
import { runStory } from '../../../src/policy/run-story.js';
import { storyUsage } from '../../../src/policy/story-usage.js';
import { RUN } from '../report/samples.js';
import {
  answered,
  asked,
  logOf,
  refusal,
  runEnded,
  started,
  type Timed,
  taskEnded,
  taskStarted,
  WHOLE,
} from './story-log.js';

function told(events: readonly Timed[]): RunStory {
  const story = runStory(logOf(events));
  if (story === null) throw new Error('no run begins there');
  return story;
}

describe('the story of a run', () => {
  test('tells its tasks, their cycles, steps, checks and verdicts', () => {
    const story = told(WHOLE);
    expect(story).toMatchObject({
      ...{ run: RUN, version: '1.2.3', branch: 'refs/heads/main', ms: 14_000, end: { kind: 'done' } },
      ...{ began: '2026-01-31T12:00:00.000Z', ended: '2026-01-31T12:00:14.000Z', takenUp: [], damaged: [] },
    });
    const [task] = story.tasks;
    expect(task).toMatchObject({ title: 'Add retry', outcome: 'approved', startMs: 0, endMs: 13_000 });
    expect(task?.commits.map(({ id }) => id)).toEqual(['c0ffee1234567890']);
    expect(task?.files.map(({ path }) => path)).toEqual(['src/a.ts']);
    const [first, second] = task?.cycles ?? [];
    expect(first).toMatchObject({ cycle: 1, startMs: 0, endMs: 8_000, verdict: { approved: false } });
    expect(first?.steps.map(({ lane, what, startMs, ms, ok }) => [lane, what, startMs, ms, ok])).toEqual([
      ['author', 'build', 0, 4_000, true],
      ['checks', 'tests', 4_000, 1_000, false],
      ['reviewer', 'review', 5_000, 3_000, true],
    ]);
    expect(second).toMatchObject({ cycle: 2, verdict: { approved: true }, checks: [{ ending: { code: 0 } }] });
  });

  test('a run that was taken up again leaves out the time between, and goes on with its task', () => {
    const halted: readonly Timed[] = [...WHOLE.slice(0, 10), [9, taskEnded('budget')], [9, runEnded('Used up.')]];
    expect(told(halted).end).toEqual({ kind: 'halted', says: 'Used up.' });
    const again: readonly Timed[] = [
      ...halted,
      [5_000, started],
      [5_001, taskStarted()],
      [5_001, { type: 'cycle-started', cycle: 2, of: 3 }],
      [5_002, taskEnded()],
    ];
    const story = told(again);
    expect(story).toMatchObject({ ms: 11_000, takenUp: [9_000], end: { kind: 'open' }, ended: null });
    expect(story.tasks).toHaveLength(1);
    expect(story.tasks[0]?.cycles.map(({ cycle }) => cycle)).toEqual([1, 2]);
  });

  test('waits, stand-ins and what was put back are told', () => {
    const { tasks } = told([
      ...WHOLE.slice(0, 3),
      [1, { type: 'wait-began', role: 'author', cli: 'claude', ms: 9, why: 'limited', until: null, escapable: true }],
      [6, { type: 'wait-ended', role: 'author', early: false }],
      [6, { type: 'stood-in', role: 'author', cli: 'claude', by: 'codex', until: null }],
      [7, { type: 'restored', role: 'reviewer', files: ['a.ts'], parked: 'x' }],
      [7, { type: 'sanity-judged', of: 'build', verdict: { halt: true, reason: 'nothing was done' } }],
    ]);
    expect(tasks[0]?.cycles[0]).toMatchObject({
      steps: [{ lane: 'wait', startMs: 1_000, ms: 5_000 }],
      insane: 'nothing was done',
      remarks: [
        'codex stepped in for claude, which was limited.',
        'The reviewer touched files that it must not; they were put back: a.ts',
      ],
    });
  });

  test('lines that cannot be read are named, and other events left aside', () => {
    const lines = [
      ...logOf(WHOLE.slice(0, 3)),
      '{"torn',
      ...logOf([[1, { type: 'reviewed', verdict: 'yes' }]]),
      '{"type":"later"}',
    ];
    expect(runStory(lines)?.damaged).toEqual([4, 5]);
    expect(runStory(['{"type":"later"}'])).toBeNull();
  });
});

describe('what a run used', () => {
  test('by role, and by agent and model; a price that one did not tell is missed', () => {
    const { total, byRole, byAgent } = storyUsage(told(WHOLE));
    expect(total).toMatchObject({ calls: 3, inputTokens: 360, outputTokens: 21, costUsd: 1, unpriced: ['codex'] });
    expect(byRole.map(({ role, spent }) => [role, spent.calls, spent.costUsd])).toEqual([
      ['author', 2, 1],
      ['reviewer', 1, null],
    ]);
    expect(byAgent.map(({ casting }) => casting.cli)).toEqual(['claude', 'codex']);
  });

  test('a call that failed without figures is nobody’s missing price', () => {
    const failed = {
      type: 'agent-failed',
      call: 9,
      role: 'author',
      ms: 1,
      failure: { reason: 'network' },
      usage: null,
    };
    const story = told([
      ...WHOLE.slice(0, 3),
      [1, asked(9, 'author', 'build')],
      [2, failed],
      [3, asked(10, 'author', 'build')],
      [4, answered(10, 'author', 1)],
      [4, refusal()],
    ]);
    expect(storyUsage(story).total).toMatchObject({ calls: 2, costUsd: 0.5, unpriced: [] });
    expect(story.tasks[0]?.cycles[0]?.steps[0]).toMatchObject({ ok: false, says: 'network' });
  });
});
