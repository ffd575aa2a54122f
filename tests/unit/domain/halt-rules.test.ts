import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../src/domain/check.js';
import { checkRule } from '../../../src/domain/check-rules.js';
import { exitOf } from '../../../src/domain/exit-codes.js';
import type { Halt, HaltOf } from '../../../src/domain/halt.js';
import { HALT_RULES, haltNext, haltSays, outcomeOf } from '../../../src/domain/halt-rules.js';
import { OUTCOMES } from '../../../src/domain/outcome.js';
import type { Finding, Verdict } from '../../../src/domain/verdict.js';
import { HALTS } from './halts.js';
import { HITS } from './hits.js';

/** Reason, recorded outcome, exit code, and the code under `--exit-codes extended` (cli.md 8.1). */
const TABLE: readonly (readonly [Halt['reason'], string, number, number])[] = [
  ['preflight', 'preflight', 1, 20],
  ['locked', 'preflight', 1, 21],
  ['moved', 'preflight', 1, 20],
  ['tasklist', 'artifacts_error', 1, 29],
  ['not-compacted', 'artifacts_error', 1, 29],
  ['artifacts', 'artifacts_error', 1, 29],
  ['incomplete', 'artifacts_error', 1, 29],
  ['stop-file', 'preflight', 1, 23],
  ['declined', 'declined', 1, 28],
  ['budget', 'budget', 1, 28],
  ['check', 'mechanical_files', 1, 22],
  ['submodule', 'blocked', 1, 22],
  ['sanity', 'sanity_halt_impl', 1, 23],
  ['own-stage', 'blocked', 1, 32],
  ['not-approved', 'max_cycles', 1, 24],
  ['going-in-circles', 'loop_detected', 1, 24],
  ['agent-failed', 'agent_error', 1, 25],
  ['unreadable-reply', 'unreadable_reply', 1, 25],
  ['tree-touched', 'reviewer_error', 1, 25],
  ['history', 'agent_error', 1, 25],
  ['tampered', 'agent_error', 1, 25],
  ['eval-gate', 'eval_gate_failed', 1, 26],
  ['regression', 'eval_regression', 1, 26],
  ['cycle-regression', 'eval_regression', 1, 26],
  ['commit', 'commit_failed', 1, 27],
  ['git', 'artifacts_error', 1, 29],
  ['state', 'artifacts_error', 1, 30],
  ['not-landed', 'conflict', 1, 31],
  ['cancelled', 'interrupted', 130, 130],
];
const halt = <R extends Halt['reason']>(reason: R, changes: Partial<HaltOf<R>> = {}): Halt =>
  ({ ...HALTS[reason], ...changes }) as Halt;

describe('halt rules', () => {
  test('the table has every reason', () => {
    expect(TABLE.map(([reason]) => reason).sort()).toEqual(Object.keys(HALT_RULES).sort());
  });

  test.each(TABLE)('%s is recorded as %s, with exit code %i, extended %i', (reason, outcome, exit, extended) => {
    expect(outcomeOf(HALTS[reason])).toBe(outcome);
    expect(OUTCOMES).toContain(outcome);
    expect(exitOf(HALTS[reason], 'standard')).toBe(exit);
    expect(exitOf(HALTS[reason], 'extended')).toBe(extended);
  });

  test.each(Object.values(HALTS))('$reason has a sentence, and says what to do', (one) => {
    for (const text of [haltSays(one), ...haltNext(one)]) {
      expect(text).toMatch(/^\S.{8,}\S$/);
      expect(text).not.toMatch(/undefined|null|\[object|NaN|\.\.$|: \.$/);
    }
    expect(haltNext(one).length).toBeGreaterThan(0);
  });

  test.each([
    ['analyze', /the list of opportunities/, /goals\.md/],
    ['design', /the design/, /as its author left it/],
    ['plan', /the plan/, /taken out again/],
  ] as const)('a stage that was not approved speaks of its own work: %s', (name, made, fix) => {
    const finding: Finding = { severity: 'medium', where: null, problem: 'No tasks added' };
    const verdict: Verdict = { approved: false, summary: '', findings: [finding] };
    const of = (unasked: boolean): Halt => halt('not-approved', { verdict, stage: { name, file: 'f.md', unasked } });
    expect(haltSays(of(false))).toMatch(/^The reviewer did not approve .* within/);
    expect(haltSays(of(true))).toMatch(/^After .* was not fit for a review: No tasks added\.$/);
    for (const unasked of [true, false]) {
      expect(haltSays(of(unasked))).toMatch(made);
      expect(haltNext(of(unasked)).join(' ')).toMatch(fix);
      expect(haltNext(of(unasked)).join(' ')).not.toMatch(/git diff|acceptance/);
    }
  });

  test.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s leaves with %i, whatever exit codes are wanted', (signal, code) => {
    for (const codes of ['standard', 'extended'] as const)
      expect(exitOf(halt('cancelled', { signal }), codes)).toBe(code);
  });

  test.each<[string, Halt, string]>([
    ['a sanity halt of a review', halt('sanity', { of: 'review' }), 'sanity_halt_review'],
    ['a reviewer that failed', halt('agent-failed', { role: 'reviewer' }), 'reviewer_error'],
    ['a sanity agent that failed', halt('agent-failed', { role: 'sanity' }), 'agent_error'],
    ['a sanity agent that wrote', halt('tree-touched', { role: 'sanity' }), 'agent_error'],
  ])('%s is recorded for what it is', (_name, one, outcome) => {
    expect(outcomeOf(one)).toBe(outcome);
  });

  test.each(CHECKS)('a check halt takes outcome and sentence of its check: %s', (check) => {
    const one = halt('check', { hit: HITS[check] });
    expect(outcomeOf(one)).toMatch(/^mechanical_/);
    expect(haltSays(one)).toBe(checkRule(HITS[check]).say(HITS[check]));
    expect(haltNext(one)).toContain(checkRule(HITS[check]).next(HITS[check]));
    expect(exitOf(one, 'extended')).toBe(22);
  });

  test.each<[string, Halt, RegExp]>([
    ['every problem at once', HALTS.preflight, /no git; no luck/],
    ['a stop file without its heading', HALTS['stop-file'], /why: It was gibberish\.$/],
    ['a stop file that says nothing', halt('stop-file', { says: '# Halted' }), /STOP\.md is still there/],
    ['a person who said no', halt('declined', { unattended: false }), /declined/],
    ['one cycle', halt('not-approved', { cycles: 1 }), /1 cycle\./],
    ['the same findings', halt('going-in-circles', { same: 'findings' }), /same findings/],
    ['what an agent said', HALTS['agent-failed'], /author.*no credentials/],
    ['six files', halt('tampered', { files: ['1', '2', '3', '4', '5', '6'] }), /1, 2, 3, 4, 5 and 1 more/],
    ['a moved branch', halt('tree-touched', { files: [] }), /the branch or its commits/],
    ['another branch', HALTS.history, /switched from main to other/],
    ['no branch', halt('history', { what: 'detached' }), /left the branch main/],
    ['another history', halt('history', { what: 'rewritten', expected: 'a'.repeat(40) }), /a{12} is no longer/],
    ['where the start is kept', HALTS.history, /kept in refs\/millstone\/parked\/r\/start/],
    ['the first line of a hook', HALTS.commit, /lint failed$/],
    ['a commit without details', halt('commit', { why: 'git', detail: '' }), /could not commit it\.$/],
    ['only the first line of git', HALTS.git, /fatal: no$/],
  ])('the sentence tells of %s', (_name, one, words) => {
    expect(haltSays(one)).toMatch(words);
  });

  test.each(['nothing-committed', 'hook-refused', 'overlap', 'git'] as const)(
    'a commit that failed for %s has a sentence of its own',
    (why) => {
      const others = (['nothing-committed', 'hook-refused', 'overlap', 'git'] as const)
        .filter((other) => other !== why)
        .map((other) => haltSays(halt('commit', { why: other })));
      expect(others).not.toContain(haltSays(halt('commit', { why })));
    },
  );

  test.each([
    ['error: unable to write file .git/objects/ab/cd: No space left on device', /make room/],
    ['fatal: unable to write new index file: Disk quota exceeded', /quota/],
    ['error: could not lock: Read-only file system', /read-only/],
    ['error: insufficient permission for adding an object to repository database', /right to write/],
    ['fatal: bad object', /what git complains about/],
  ])('what git says of the system has its own fix: %s', (says, fix) => {
    expect(haltNext(halt('git', { says }))[0]).toMatch(fix);
    const unknown = fix.source.includes('complains') ? /set right what is wrong/ : fix;
    expect(haltNext(halt('commit', { why: 'git', detail: says }))[0]).toMatch(unknown);
    const hook = says.replace(/^\w+: /, 'lint: ');
    expect(haltNext(halt('commit', { why: 'git', detail: hook }))[0]).toMatch(/set right what is wrong/);
    expect(haltNext(halt('commit', { why: 'hook-refused', detail: says }))[0]).toMatch(/set right what is wrong/);
  });

  test('fixes of a preflight come without those that have none', () => {
    expect(haltNext(HALTS.preflight)).toEqual(['install git']);
  });

  test('what somebody only announces, with a colon, comes with what follows', () => {
    const says = 'The following paths are ignored by one of your .gitignore files:\n.millstone\nhint: Use -f';
    expect(haltSays(halt('git', { doing: 'look', says }))).toBe(
      'git failed (look): The following paths are ignored by one of your .gitignore files: .millstone',
    );
  });

  test('the way back is a command that git takes', () => {
    expect(haltNext(HALTS.history)[0]).toContain('git switch main');
    expect(haltNext(halt('history', { expected: 'a detached HEAD' }))[0]).toContain(
      'git switch --detach refs/millstone/parked/r/start',
    );
    expect(haltNext(halt('history', { what: 'rewritten', expected: 'a'.repeat(40) }))[0]).toContain(
      `git reset ${'a'.repeat(12)}`,
    );
  });

  test('no rule tells of going on itself: the closing does, once, for all that can be gone on with', () => {
    const all = Object.values(HALTS).flatMap((one) => [haltSays(one), ...haltNext(one)]);
    expect(all.filter((text) => text.includes('--continue'))).toEqual([]);
  });
});
