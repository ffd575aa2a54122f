import { describe, expect, test } from 'vitest';
import type { FileChange } from '../../../src/domain/change.js';
import type { RunEvent } from '../../../src/domain/event.js';
import type { CommitId } from '../../../src/domain/ids.js';
import {
  answered,
  approved,
  asked,
  built,
  commitOf,
  cycle,
  file,
  refused,
  reviewed,
  task,
  textsAfter,
} from './samples.js';

/** What every wait for an agent has. */
const WAIT = { cli: 'claude', until: null, escapable: true };
const PARKED = 'refs/millstone/parked/r/1';
const check = { kind: 'tests', command: 'npm test' } as const;
const commits = [commitOf('Add retry')];
const observed = (...files: FileChange[]): RunEvent => ({ type: 'observed', cycle: 2, files, diff: '' });
const checked = [cycle, asked(2, 'sanity', 'sanity-build'), answered(2, 'sanity', '{}')];
describe('an event in lines', () => {
  test.each<[name: string, events: readonly RunEvent[], lines: readonly string[]]>([
    [
      'the start of a task',
      [{ type: 'task-started', task, maxCycles: 3, nth: 1, of: 1 }],
      ['[Task 1/1] Starting: "Add retry"'],
    ],
    [
      'a risk is shown',
      [{ type: 'task-started', task: { ...task, risk: 'high' }, maxCycles: 5, nth: 1, of: 1 }],
      ['[Task 1/1] Starting: "Add retry" [risk: high]'],
    ],
    [
      'a notice that every task of a list has is told once',
      [
        { type: 'noticed', notice: { kind: 'verify-off' } },
        { type: 'noticed', notice: { kind: 'verify-off' } },
      ],
      [],
    ],
    ['a check that begins is the live line’s business', [{ type: 'project-check-started', cycle: 1, check }], []],
    ['a cycle begins without a word', [cycle], []],
    ['so does a step', [{ type: 'step-started', step: 'a' }], []],
    ['and ends', [{ type: 'step-finished', step: 'a', ms: 3, replayed: false }], []],
    ['a call is the live line’s business', [cycle, asked(1, 'author')], []],
    ['asking for a commit too', [cycle, { type: 'commit-asked' }], []],
    [
      'what changed, with the time of the author',
      [...built, observed(file('a', 5, 1), file('b', 2, 3))],
      ['  2/3  author    claude        12s  2 files changed, +7 -4'],
    ],
    ['one file', [...built, observed(file('a', 5))], ['  2/3  author    claude        12s  1 file changed, +5 -0']],
    ['no file', [...built, observed()], ['  2/3  author    claude        12s  no changes']],
    [
      'IL-S6 nothing changed at first',
      [...built, { type: 'nothing-changed', cycle: 2 }],
      [
        'WARN: No changes detected',
        '  2/3  author    claude        12s  answered, but changed nothing; asked once more',
      ],
    ],
    [
      'IL-S7 the author committed by itself',
      [
        ...built,
        { type: 'author-committed', from: 'a'.repeat(40) as CommitId, to: 'b'.repeat(40) as CommitId, commits },
      ],
      [`Builder committed changes directly: ${'a'.repeat(12)} -> ${'b'.repeat(12)}`],
    ],
    [
      'the first commit of a repository',
      [...built, { type: 'author-committed', from: null, to: 'b'.repeat(40) as CommitId, commits }],
      [`Builder committed changes directly: no commit -> ${'b'.repeat(12)}`],
    ],
    [
      'the checks passed',
      [cycle, { type: 'checked', cycle: 2, lines: 9, limit: 2_000 }],
      ['  2/3  checks                       passed; 9 of 2000 lines'],
    ],
    [
      'IL-S19 a check that only warns',
      [
        cycle,
        { type: 'check-warned', hit: { check: 'sensitive', spots: [{ path: '.env', matched: '.env', line: null }] } },
      ],
      ['WARN: Sensitive files modified (policy rule: sensitive.paths): .env'],
    ],
    [
      'work worth a review',
      [...checked, { type: 'sanity-judged', of: 'build', verdict: { halt: false, reason: '' } }],
      ['  2/3  sanity    claude        12s  worth a review'],
    ],
    [
      'a review in prose that can be used',
      [...checked, { type: 'sanity-judged', of: 'review', verdict: { halt: false, reason: '' } }],
      ['  2/3  sanity    claude        12s  the review can be used'],
    ],
    [
      'work that is not; the reason comes with the halt',
      [...checked, { type: 'sanity-judged', of: 'build', verdict: { halt: true, reason: 'gibberish' } }],
      ['  2/3  sanity    claude        12s  says stop'],
    ],
    [
      'a refusal, its worst finding first',
      [cycle, reviewed(refused)],
      [
        '  2/3  reviewer  claude       0.8s  requested changes: 1 high, 1 low',
        '         Not yet.',
        '         high      src/a.ts:12: stops one try too early',
        '         low       a typo',
      ],
    ],
    ['an approval', [cycle, reviewed(approved())], ['  2/3  reviewer  claude       0.8s  approved', '         Good.']],
    [
      'a diff that is judged',
      [{ type: 'diff-judged', diff: 'HEAD~1', cli: 'claude', verdict: { approved: false, reason: 'a\nb' } }],
      ['REJECTED by claude: HEAD~1', '  a', '  b'],
    ],
    [
      'a question outside of any run, and what came of it',
      [{ type: 'question-asked', asks: 'split-task', about: 'task 2: Store it' }],
      ['How to split task 2: Store it'],
    ],
    ['a proposal', [{ type: 'split-proposed', task: task.id, subtasks: 1 }], ['1 task proposed in its place']],
    [
      'an approval with remarks',
      [cycle, reviewed(approved([{ severity: 'nit', where: null, problem: 'a typo' }]))],
      [
        '  2/3  reviewer  claude       0.8s  approved with remarks: 1 nit',
        '         Good.',
        '         nit       a typo',
      ],
    ],
    [
      'a failed call',
      [
        cycle,
        asked(1, 'author'),
        {
          type: 'agent-failed',
          call: 1,
          role: 'author',
          ms: 900,
          usage: null,
          failure: { reason: 'silent', cli: 'claude', ms: 900_000 },
        },
      ],
      ['  2/3  author    claude       0.9s  claude was silent for 15 min and was ended.'],
    ],
    [
      'a call that was stopped',
      [
        cycle,
        asked(1, 'author'),
        { type: 'agent-failed', call: 1, role: 'author', ms: 900, failure: { reason: 'cancelled' }, usage: null },
      ],
      ['  2/3  author    claude       0.9s  stopped'],
    ],
    [
      'an answer nobody could read',
      [cycle, { type: 'asked-again', role: 'reviewer', why: 'status:\n missing' }],
      ['  2/3  reviewer                     asked again: status: missing'],
    ],
    [
      'a wait',
      [cycle, { type: 'wait-began', role: 'author', ms: 120_000, why: 'limited', ...WAIT }],
      ['  2/3  author                       waits 2m 00s for claude and is asked again; Enter asks now'],
    ],
    [
      'a wait whose end is stated, with nobody there',
      [
        cycle,
        {
          ...{ type: 'wait-began', role: 'author', ms: 120_000, why: 'limited', ...WAIT, escapable: false },
          until: '2026-11-22T20:00:00.000Z',
        },
      ],
      ['  2/3  author                       waits until 2026-11-22 20:00 UTC (2m 00s) for claude and is asked again'],
    ],
    [
      'a wait that a person ended',
      [cycle, { type: 'wait-ended', role: 'author', early: true }],
      ['  2/3  author                       is asked again now, as you wanted'],
    ],
    ['a wait that was over', [cycle, { type: 'wait-ended', role: 'author', early: false }], []],
    [
      'somebody who steps in',
      [cycle, { type: 'stood-in', role: 'reviewer', cli: 'claude', by: 'codex', until: '2026-11-22T20:00:00.000Z' }],
      ['  2/3  reviewer                     codex steps in for claude until 2026-11-22 20:00 UTC'],
    ],
    [
      'a repetition without a wait',
      [cycle, { type: 'wait-began', role: 'reviewer', ms: 0, why: 'silent', ...WAIT }],
      ['  2/3  reviewer                     is asked again'],
    ],
    [
      'a reminder',
      [cycle, { type: 'commit-reminded' }],
      ['  2/3  commit                       not everything was committed; reminded once'],
    ],
    [
      'a hook that refuses, in its words',
      [cycle, { type: 'commit-refused', says: 'lint:\n\n  a.ts:1 no tabs\n' }],
      [
        '  2/3  commit                       refused by a hook of the repository:',
        '         lint:',
        '           a.ts:1 no tabs',
      ],
    ],
    [
      'a commit of more than was approved',
      [cycle, { type: 'commit-redone', files: ['x'], parked: PARKED }],
      [`  2/3  commit                       what was not approved was taken back (kept in ${PARKED})`],
    ],
    [
      'a hook that formats',
      [cycle, { type: 'hook-changed', files: ['a', 'b', 'c', 'd', 'e', 'f'] }],
      [
        '  2/3  commit                       a hook of the repository changed a, b, c, d, e and 1 more after the review; only checked',
      ],
    ],
    [
      'IL-S1 the commit',
      [...built, { type: 'committed', by: 'author', commits }],
      ['  2/3  commit    claude             c0ffee123456 Add retry'],
    ],
    [
      'IL-S13 millstone commits itself',
      [...built, { type: 'committed', by: 'tool', commits: [commitOf('One'), commitOf('Two')] }],
      ['  2/3  commit    claude             c0ffee123456 One', '  2/3  commit    millstone          c0ffee123456 Two'],
    ],
    [
      'a reader that wrote',
      [cycle, { type: 'restored', role: 'reviewer', files: ['a', 'b'], parked: PARKED }],
      [`  2/3  reviewer                     changed a, b; that was undone (kept in ${PARKED})`],
    ],
    [
      'a reader that switched the branch',
      [cycle, { type: 'restored', role: 'sanity', files: [], parked: PARKED }],
      [`  2/3  sanity                       moved branch or commits; that was undone (kept in ${PARKED})`],
    ],
    [
      'before the first cycle there is none to show',
      [{ type: 'commit-reminded' }],
      ['       commit                       not everything was committed; reminded once'],
    ],
  ])('%s', (_name, events, expected) => {
    expect(textsAfter(...events)).toEqual(expected);
  });
});

test('a time belongs to the call before, not to another role’s', () => {
  const events: RunEvent[] = [
    ...built,
    asked(2, 'sanity', 'sanity-build'),
    { ...answered(2, 'sanity', '{}'), ms: 500 } as RunEvent,
  ];
  expect(textsAfter(...events, observed())).toEqual(['  2/3  author    claude        12s  no changes']);
});
