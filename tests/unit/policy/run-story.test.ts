import { describe, expect, test } from 'vitest';
import type { RunStory } from '../../../src/domain/run-story.js';
import { runStory } from '../../../src/policy/run-story.js';
import { storyUsage } from '../../../src/policy/story-usage.js';
import { RUN } from '../report/samples.js';
import {
  answered,
  asked,
  check,
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

  test('what checks said before the first cycle is told apart from what they said of the change', () => {
    const early = { ...check(1), cycle: 0 };
    const { tasks } = told([...WHOLE.slice(0, 2), [0, early], ...WHOLE.slice(2)]);
    expect(tasks[0]?.before).toMatchObject([{ ending: { code: 1 } }]);
    expect(tasks[0]?.cycles[1]?.checks).toMatchObject([{ ending: { code: 0 } }]);
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

describe('tasks done at once, and stages', () => {
  test('what is told beside others goes to the task that it is of, and so does its landing', () => {
    const of = (worker: string, event: object): object => ({ ...event, worker });
    const story = told([
      [0, started],
      [0, of('a', taskStarted('a', 'First'))],
      [0, of('b', taskStarted('b', 'Second'))],
      [1, of('a', asked(1, 'author', 'build'))],
      [2, of('b', asked(1, 'author', 'build', 'codex'))],
      [3, of('a', answered(1, 'author', 2_000, 'a is built'))],
      [4, of('b', answered(1, 'author', 2_000, 'b is built'))],
      [
        5,
        {
          type: 'landed',
          task: 'a',
          title: 'First',
          base: 'main',
          commits: [{ id: 'a1', tree: 't', subject: 'First' }],
        },
      ],
      [6, { type: 'task-returned', task: 'b', nth: 1, of: 2, why: 'conflict', names: ['x.ts'] }],
    ]);
    const [first, second] = story.tasks;
    expect(first?.cycles[0]?.steps.map(({ says }) => says)).toEqual(['a is built']);
    expect(first?.commits.map(({ id }) => id)).toEqual(['a1']);
    expect(second?.cycles[0]?.steps.map(({ says, by }) => [says, by?.cli])).toEqual([['b is built', 'codex']]);
    expect(second?.cycles[0]?.remarks).toEqual(['It went back to its author as it was to land: it conflicts in x.ts']);
  });

  test('a stage with work of its own is told beside the tasks, one without is not', () => {
    const story = told([
      [0, started],
      [0, { type: 'stage-started', stage: 'analyze', title: null }],
      [1, asked(1, 'analyzer', 'build')],
      [3, answered(1, 'analyzer', 2_000)],
      [4, { type: 'stage-ended', stage: 'analyze', made: [], ms: 4 }],
      [4, { type: 'stage-started', stage: 'execute', title: null }],
      [4, taskStarted()],
      [9, taskEnded()],
    ]);
    expect(story.tasks.map(({ kind, label, endMs }) => [kind, label, endMs])).toEqual([
      ['stage', 'Stage analyze', 4_000],
      ['task', 'Task 1', 9_000],
    ]);
    expect(storyUsage(story).byRole.map(({ role }) => role)).toEqual(['analyzer']);
  });

  test('what an evaluation said of a change, and signs of weakened tests, stand with its cycle', () => {
    const found = {
      ...{ introduced: ['t'], alreadyBroken: [], fixed: [], flaky: [], gone: [] },
      ...{ why: ['new-failures'], scores: null },
    };
    const signs = { deletedFiles: [], deletedTests: ['t'], skipped: [], checkConfig: [], expectations: [] };
    const { tasks } = told([
      ...WHOLE.slice(0, 6),
      [6, { type: 'tests-weakened', cycle: 1, signs }],
      [6, { type: 'eval-judged', when: 'gate', file: 'x.json', found, waived: false, replayed: false }],
      [7, { type: 'rolled-back', commits: [], by: 'c', parked: 'refs/millstone/parked/x' }],
    ]);
    expect(tasks[0]?.cycles[0]).toMatchObject({ judged: [{ when: 'gate', introduced: ['t'] }], weakened: signs });
    expect(tasks[0]?.cycles[0]?.remarks.join()).toContain('refs/millstone/parked/x');
  });
});
