import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/domain/event.js';
import type { Halt } from '../../../src/domain/halt.js';
import { isResumable } from '../../../src/domain/halt-rules.js';
import { HALTS } from '../domain/halts.js';
import {
  answered,
  asked,
  commitOf,
  cycle,
  cyclePlan,
  ended,
  linesAfter,
  listPlan,
  runEnded,
  spent,
  started,
  task,
  textsAfter,
} from './samples.js';

const SANITY: Halt = { reason: 'sanity', of: 'build', why: 'gibberish\nonly', file: '.millstone/STOP.md' };
const CANCELLED: Halt = { reason: 'cancelled', signal: 'SIGINT' };
const DECLINED: Halt = { reason: 'declined', asked: 'high-risk-task', title: 'x', risk: 'high', unattended: false };
const halted = (halt: Halt): RunEvent => ({ type: 'halted', halt });
const end = (halt: Halt) => textsAfter(started, cycle, ended({ outcome: 'max_cycles' }), halted(halt), runEnded());

describe('a success', () => {
  test('IL-S1 CLI-S6 names the commit, the cycles, the time and the price', () => {
    expect(textsAfter(started, cycle, ended(), runEnded({ commits: [commitOf('Add retry')] }))).toEqual([
      '',
      '=== SUCCESS ===',
      'Commit  c0ffee123456 Add retry',
      'Cycles  2 of 3',
      'Took    1m 04s',
      'Used    3 agent calls, 12.0k tokens in and 3.4k out, $0.12 (as reported)',
      'Log     .millstone/runs/x.log',
    ]);
  });

  test('IL-S6 without a commit it says so', () => {
    expect(
      textsAfter(started, cycle, ended({ outcome: 'no_changes' }), runEnded({ outcome: 'no_changes', tasks: 1 })),
    ).toContain('Commit  none: nothing had to be changed');
  });

  test.each([
    ['approved', ['[Task 1/1] Completed and committed after 2 cycle(s)']],
    ['no_changes', ['[Task 1/1] Completed without changes after 2 cycle(s)']],
    ['max_cycles', []],
  ] as const)('the line of the task: %s', (outcome, expected) => {
    expect(textsAfter(started, cycle, ended({ outcome }))).toEqual(expected);
  });

  test('S17 what scripts look for is there with --quiet too', () => {
    const result = (...events: readonly RunEvent[]) =>
      linesAfter(...events)
        .filter(({ level }) => level === 'result')
        .map(({ text }) => text);
    expect(result(started, ended())).toEqual(['[Task 1/1] Completed and committed after 2 cycle(s)']);
    expect(result(started, ended(), runEnded({ commits: [commitOf('Add retry')] }))).toEqual([
      '=== SUCCESS ===',
      'Commit  c0ffee123456 Add retry',
    ]);
    expect(result(started, halted(SANITY))).toEqual(['=== STOPPED ===', 'Reason: gibberish only']);
    expect(result(started, halted(CANCELLED), runEnded())).toContain('=== HALTED after 0 task(s) ===');
  });
});

describe('a run through a list', () => {
  const list = { ...started, plan: { ...listPlan } } as RunEvent;
  const begun: RunEvent = { type: 'task-started', task, maxCycles: 3, nth: 2, of: 5 };
  const commits = [commitOf('Add a'), commitOf('Add b')];

  test('CLI-S1 none left: how many were done, and their commits', () => {
    const end = runEnded({ tasks: 2, end: 'none-left', commits });
    expect(textsAfter(list, begun, cycle, ended(), end).slice(0, 4)).toEqual([
      '=== NO MORE TASKS ===',
      '2 tasks completed',
      'Commit  c0ffee123456 Add a',
      'Commit  c0ffee123456 Add b',
    ]);
  });

  test('CLI-S2 as many as it may do', () => {
    const lines = textsAfter(list, begun, cycle, ended(), runEnded({ tasks: 1, end: 'max-tasks', commits }));
    expect(lines.slice(0, 2)).toEqual(['=== MAX TASKS REACHED ===', '1 task completed']);
  });

  test('CLI-S3 nothing to do', () => {
    const lines = textsAfter(list, runEnded({ outcome: 'no_changes', tasks: 0, end: 'none-left' }));
    expect(lines.slice(0, 3)).toEqual(['', '=== NO MORE TASKS ===', '0 tasks completed']);
  });

  test('a task is told with its place, and cycles only there', () => {
    expect(textsAfter(list, begun)).toEqual(['[Task 2/5] Starting: "Add retry"']);
    const grouped = { ...begun, task: { ...task, risk: 'low', group: 'API' } } as RunEvent;
    expect(textsAfter(list, grouped)).toEqual(['[Task 2/5] Starting: "Add retry" [risk: low, group: API]']);
    expect(textsAfter(list, begun, cycle, ended())[0]).toBe('[Task 2/5] Completed and committed after 2 cycle(s)');
    expect(textsAfter(list, begun, cycle, ended(), runEnded({ end: 'none-left' })).join()).not.toContain('Cycles');
  });

  test('a halt tells how many were done before it', () => {
    expect(textsAfter(list, begun, cycle, halted(CANCELLED), runEnded({ tasks: 3 }))).toContain(
      '=== HALTED after 3 task(s) ===',
    );
  });

  test('a stage that makes no tasks counts none', () => {
    const staged = { ...begun, type: 'stage-started', stage: 'plan', title: null, input: null } as RunEvent;
    const run = { ...list, plan: cyclePlan } as RunEvent;
    expect(textsAfter(run, halted(CANCELLED), runEnded())).toContain('=== HALTED ===');
    expect(textsAfter(run, staged, halted(CANCELLED), runEnded())).toContain('=== HALTED ===');
    for (const tasks of [0, 1])
      expect(textsAfter(run, staged, begun, halted(CANCELLED), runEnded({ tasks }))).toContain(
        `=== HALTED after ${tasks} task(s) ===`,
      );
  });

  test('the failure of a task is not told with the words of the one before', () => {
    const first = [list, begun, cycle, asked(1, 'author'), answered(1, 'author', 'did a'), ended()];
    const texts = textsAfter(...first, { ...begun, nth: 3 } as RunEvent, halted(SANITY), runEnded());
    expect(texts.join()).not.toContain('did a');
  });
});

describe('a halt', () => {
  test('says what happened, what to do now, and where to read on', () => {
    const lines = end({ reason: 'git', doing: 'look', says: 'fatal: bad object' });
    expect(lines.slice(lines.indexOf('=== HALTED after 0 task(s) ==='))).toEqual([
      '=== HALTED after 0 task(s) ===',
      'git failed (look): fatal: bad object',
      '  - Set right what git complains about.',
      '  - The working tree is kept as it is.',
      '  - `millstone --continue` goes on from here; `millstone --continue --abort` gives it up and keeps the files.',
      'Cycles  2 of 3',
      'Took    1m 04s',
      'Used    3 agent calls, 12.0k tokens in and 3.4k out, $0.12 (as reported)',
      'Log     .millstone/runs/x.log',
    ]);
  });

  test.each(Object.values(HALTS))('$reason: the way on is told where there is one, and last', (halt) => {
    const steps = end(halt).filter((text) => text.startsWith('  - '));
    expect(steps.findIndex((text) => text.includes('millstone --continue'))).toBe(
      isResumable(halt) ? steps.length - 1 : -1,
    );
  });

  test('IL-S4 a sanity halt begins with its reason', () => {
    expect(textsAfter(started, halted(SANITY))).toEqual(['', '=== STOPPED ===', 'Reason: gibberish only']);
  });

  test.each([
    ['a signal', CANCELLED],
    ['IL-S40 a no', DECLINED],
  ])('%s brings no summary, since its cause is known', (_name, halt) => {
    expect(end(halt).join('\n')).not.toContain('Task Failed');
    expect(end(halt)).toContain('=== HALTED after 0 task(s) ===');
  });

  test('before the first call there are no figures of calls', () => {
    const lines = textsAfter(
      started,
      ended({ cycles: 0 }),
      halted(DECLINED),
      runEnded({ spent: { ...spent, calls: 0 } }),
    );
    expect(lines.filter((text) => /^(Cycles|Used)/.test(text))).toEqual([]);
  });
});

describe('a run that did not begin', () => {
  const errors = (...events: readonly RunEvent[]) =>
    linesAfter(...events).map(({ level, text }) => (level === 'error' ? text : `${level}: ${text}`));

  test('CLI-S10 CLI-S12 tells every problem with its fix on stderr, and nothing more', () => {
    const problems = [
      { what: 'the agent claude was not found on PATH', fix: 'npm install -g claude' },
      { what: 'a merge is under way', fix: null },
    ];
    const halt: Halt = { reason: 'preflight', problems };
    const expected = [
      'Error: the agent claude was not found on PATH',
      '  npm install -g claude',
      'Error: a merge is under way',
    ];
    expect(errors(halted(halt))).toEqual(expected);
    expect(errors(halted(halt), runEnded())).toEqual([]);
    expect(errors({ type: 'run-refused', exit: 2, problems })).toEqual(expected);
  });

  test('any other halt at the start is an error too, with its ways on', () => {
    const halt: Halt = { reason: 'state', file: '.millstone', why: 'no space' };
    expect(errors(halted(halt))).toEqual([
      'Error: The state of the run cannot be kept: .millstone: no space',
      '  Make room, or give millstone the right to write there.',
      '  The working tree is kept as it is.',
    ]);
    expect(errors(halted(halt), runEnded())).toEqual([]);
  });

  test('STOP.md of an earlier run is one of these', () => {
    const halt: Halt = { reason: 'stop-file', file: '.millstone/STOP.md', says: '# Halted\n\ngibberish\n' };
    expect(errors(halted(halt))).toEqual([
      'Error: An earlier run was stopped, and .millstone/STOP.md still says why: gibberish',
      '  Read .millstone/STOP.md; then start with --clear-stop, which files it away.',
    ]);
  });

  test('a problem of several lines keeps them', () => {
    const problems = [{ what: 'git says:\nfatal: no', fix: 'one\ntwo' }];
    expect(errors({ type: 'run-refused', exit: 2, problems })).toEqual([
      'Error: git says:',
      '  fatal: no',
      '  one',
      '  two',
    ]);
  });
});
