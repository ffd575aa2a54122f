import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/domain/event.js';
import type { TreeId } from '../../../src/domain/ids.js';
import type { Finding } from '../../../src/domain/verdict.js';
import { consoleSink } from '../../../src/report/console.js';
import { answered, asked, commitOf, cycle, ended, file, plan, runEnded, stamped, task } from './samples.js';

const PIECES = [
  '\u001b[31m',
  '\u001b[2J',
  '\u001b]0;x\u0007',
  '\u009b5n',
  '\r',
  '\n',
  '\b',
  '\u202e',
  '\u2066',
  '\u2028',
];
const hostile = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom(...PIECES)), { minLength: 1 })
  .map((parts) => parts.join(''));

/** A run in which every text that comes from outside is `x`. */
function run(x: string): readonly RunEvent[] {
  const found: Finding = { severity: 'high', where: x, problem: x };
  const mean = {
    ...plan,
    repo: x,
    task: { ...task, title: x },
    defaultAgent: { cli: x, model: x },
    loc: { limit: 1, rule: x },
  };
  const failure = { reason: 'exit', cli: x, code: 1, says: x } as const;
  const hit = { check: 'dangerous', spots: [{ path: x, matched: x, line: x }] } as const;
  return [
    { type: 'run-started', plan: mean, log: x, branch: x },
    { type: 'noticed', notice: { kind: 'unknown-key', file: x, line: 1, key: x, nearest: x } },
    { type: 'noticed', notice: { kind: 'dirty-start', files: [x] } },
    { type: 'noticed', notice: { kind: 'broken-sink', sink: x, why: x } },
    { type: 'task-started', task: mean.task, maxCycles: 3, nth: 1, of: 1 },
    cycle,
    asked(1, 'author'),
    { type: 'agent-progress', call: 1, role: 'author', progress: { doing: x, outputTokens: 3, costUsd: 1 } },
    { type: 'noticed', notice: { kind: 'sanity-off' } },
    answered(1, 'author', x),
    { type: 'observed', cycle: 2, files: [file(x)], diff: x },
    { type: 'agent-failed', call: 1, role: 'author', ms: 1, failure, usage: null },
    { type: 'asked-again', role: 'sanity', why: x },
    { type: 'check-warned', hit },
    {
      type: 'reviewed',
      cycle: 2,
      of: 3,
      cli: x,
      ms: 1,
      replayed: false,
      verdict: { approved: false, summary: x, findings: [found] },
    },
    { type: 'commit-refused', says: x },
    { type: 'hook-changed', files: [x] },
    { type: 'restored', role: 'reviewer', files: [x], parked: x },
    { type: 'committed', by: 'author', commits: [commitOf(x)] },
    ended({ outcome: 'mechanical_dangerous' }),
    { type: 'halted', halt: { reason: 'check', hit, diff: 't' as TreeId } },
    runEnded({ commits: [commitOf(x)] }),
    { type: 'halted', halt: { reason: 'agent-failed', role: 'author', failure } },
    runEnded(),
    { type: 'halted', halt: { reason: 'sanity', of: 'build', why: x, file: x } },
    { type: 'run-refused', exit: 2, problems: [{ what: x, fix: x }] },
  ];
}

/** What the live line itself sends to a terminal. */
const OURS = ['\r\u001b[J', '\u001b[?7l', '\u001b[?7h\r'];

/** Everything that a person's terminal gets of the run. */
function shown(x: string): string {
  const chunks: string[] = [];
  const outlet = { write: (text: string) => void chunks.push(text), coloured: false, columns: () => 80 };
  const sink = consoleSink({ out: outlet, err: outlet, live: true, verbosity: 'verbose', now: () => 0 });
  for (const event of run(x)) sink.on(stamped(event));
  void sink.close?.();
  return OURS.reduce((text, sequence) => text.replaceAll(sequence, ''), chunks.join(''));
}

test('no text from outside brings a control character or turned text to the terminal', () => {
  const harmful = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
  fc.assert(
    fc.property(hostile, (x) => !harmful.test(shown(x))),
    { numRuns: 50 },
  );
});

test('the run above does show its texts', () => {
  expect(shown('here').match(/here/g)?.length).toBeGreaterThan(run('').length);
});
