import { describe, expect, test } from 'vitest';
import type { CheckHit } from '../../../src/domain/check.js';
import type { Halt } from '../../../src/domain/halt.js';
import type { TreeId } from '../../../src/domain/ids.js';
import type { Verdict } from '../../../src/domain/verdict.js';
import { failureSummary } from '../../../src/report/failure-summary.js';
import { follow } from '../../../src/report/view.js';
import { answered, asked, refused, started } from './samples.js';

const NOT_APPROVED: Halt = { reason: 'not-approved', cycles: 2, verdict: refused };
const check = (hit: CheckHit): Halt => ({ reason: 'check', hit, diff: 't' as TreeId });

function summary(halt: Halt, words: string | null = 'I did it.', reviewed = true): readonly string[] {
  const view = follow();
  view.on(started);
  view.on(asked(1, 'author', 'fix'));
  if (words !== null) view.on(answered(1, 'author', words));
  if (reviewed) view.on({ type: 'reviewed', cycle: 2, of: 2, cli: 'claude', ms: 1, replayed: false, verdict: refused });
  return failureSummary(halt, view.now).map(({ text }) => text);
}

/** What stands between the outcome and the author's words. */
function detail(halt: Halt): readonly string[] {
  const lines = summary(halt);
  return lines.slice(
    4,
    lines.findIndex((text) => text.startsWith('Last builder output')),
  );
}

test('IL-S3 the summary of a task that was never approved', () => {
  expect(summary(NOT_APPROVED).join('\n')).toMatchInlineSnapshot(`
    "
    ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
    Task Failed: "Add retry"
    Outcome: max_cycles
    Last builder output:
      I did it.
    Reviewer verdict: REJECTED
      high      src/a.ts:12: stops one try too early
      low       a typo
    ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━"
  `);
});

describe('a stage speaks for itself', () => {
  const plan = (judge: string, verdict: Verdict): readonly string[] => {
    const view = follow();
    view.on(started);
    view.on({ type: 'stage-started', stage: 'plan', title: 'Be fast', input: null });
    view.on(asked(1, 'author', 'plan'));
    view.on(answered(1, 'author', 'Planned.'));
    view.on({ type: 'reviewed', cycle: 1, of: 1, cli: judge, ms: 1, replayed: false, verdict });
    const stage = { name: 'plan', file: 't.md', unasked: judge === 'millstone' } as const;
    return failureSummary({ reason: 'not-approved', cycles: 1, verdict, stage }, view.now).map(({ text }) => text);
  };

  test('of what its author said, and of a reviewer who was asked', () => {
    expect(plan('claude', refused).slice(2)).toEqual([
      ...['Stage Failed: plan "Be fast"', 'Outcome: max_cycles', 'Its author said:', '  Planned.'],
      ...['Reviewer verdict: REJECTED', expect.stringContaining('stops one try too early')],
      ...[expect.stringContaining('a typo'), expect.stringMatching(/^━+$/)],
    ]);
  });

  test('OL-S32 and of one who was not', () => {
    const problem = 'No tasks added: they belong into t.md';
    const form: Verdict = { approved: false, summary: '', findings: [{ severity: 'medium', where: null, problem }] };
    const lines = plan('millstone', form);
    expect(lines).toContain('Not shown to the reviewer, since this is to be mended first:');
    expect(lines.join('\n')).not.toMatch(/Reviewer verdict|builder/);
  });
});

test('what came of a whole run is not told as the failure of its last task', () => {
  const problems = ['a', 'b', 'c', 'd'].map((id) => `t.md: the task ${id} is gone`) as [string, ...string[]];
  const lines = summary({ reason: 'incomplete', gate: null, problems });
  expect(lines).toContain('  t.md: the task d is gone');
  expect(lines.join('\n')).not.toMatch(/Add retry|I did it|REJECTED/);
});

test('without words and verdict it says so', () => {
  expect(summary(NOT_APPROVED, null, false)).toEqual(
    expect.arrayContaining(['Last builder output: (none)', 'Reviewer verdict: N/A']),
  );
  expect(summary(NOT_APPROVED, '\u001b[0m \n')).toContain('Last builder output: (none)');
});

test('the words of a commit call are not the author’s report', () => {
  const view = follow();
  for (const event of [started, asked(1, 'author'), answered(1, 'author', 'report'), asked(2, 'author', 'commit')])
    view.on(event);
  view.on(answered(2, 'author', 'committed'));
  expect(view.now.authorWords).toBe('report');
});

test('long words are cut after 20 lines, repeated empty ones not counted', () => {
  const words = Array.from({ length: 25 }, (_, i) => `line ${i + 1}\n\n\n`).join('');
  const lines = summary(NOT_APPROVED, words);
  const shown = lines.slice(lines.indexOf('Last builder output:') + 1, lines.indexOf('Reviewer verdict: REJECTED'));
  expect(shown).toHaveLength(21);
  expect(shown[0]).toBe('  line 1');
  expect(shown.at(-1)).toBe('  ... (29 more lines)');
});

describe('what the sentence of the halt has no room for', () => {
  test.each<[name: string, halt: Halt, expected: readonly string[]]>([
    [
      'the largest files',
      check({ check: 'loc', changed: 9, limit: 5, rule: 'r', largest: [{ path: 'a b.ts', lines: 1200 }] }),
      ['    1200 lines  a b.ts'],
    ],
    [
      'the lines a pattern matched',
      check({ check: 'dangerous', spots: [{ path: 'a.sh', matched: 'rm -rf', line: 'rm -rf /' }] }),
      ['  a.sh: rm -rf /'],
    ],
    [
      'never a secret itself',
      check({ check: 'secret', spots: [{ path: 'a.ts', matched: 'AWS access key', line: null }] }),
      ['  a.ts: AWS access key'],
    ],
    ['nothing about a count', check({ check: 'files', count: 9, limit: 5 }), []],
    [
      'IL-S59 the rest of an agent’s stderr',
      {
        reason: 'agent-failed',
        role: 'author',
        failure: { reason: 'exit', cli: 'claude', code: 1, says: 'auth\nsee x' },
      },
      ['claude said:', '  auth', '  see x'],
    ],
    [
      'one line is in the sentence already',
      { reason: 'agent-failed', role: 'author', failure: { reason: 'exit', cli: 'claude', code: 1, says: 'auth' } },
      [],
    ],
    [
      'a failure without words',
      { reason: 'agent-failed', role: 'author', failure: { reason: 'silent', cli: 'claude', ms: 1 } },
      [],
    ],
    ['a hook', { reason: 'commit', why: 'hook-refused', detail: 'lint\nbad' }, ['The hook said:', '  lint', '  bad']],
    ['git at a commit', { reason: 'commit', why: 'git', detail: 'a\nb' }, ['In detail:', '  a', '  b']],
    [
      'git elsewhere',
      { reason: 'git', doing: 'look', says: 'fatal: a\nhint: b' },
      ['git said:', '  fatal: a', '  hint: b'],
    ],
    [
      'a reply nobody could read',
      { reason: 'unreadable-reply', role: 'sanity', cli: 'c', wanted: 'w', problem: 'p', excerpt: 'LGTM' },
      ['It said:', '  LGTM'],
    ],
    [
      'every file a reader touched',
      { reason: 'tree-touched', role: 'reviewer', files: ['a', 'b\nc'], parked: 'ref' },
      ['  a', '  b c'],
    ],
    ['a loop', { reason: 'going-in-circles', cycles: 2, same: 'change' }, []],
  ])('%s', (_name, halt, expected) => {
    expect(detail(halt)).toEqual(expected);
  });
});
