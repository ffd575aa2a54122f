import { describe, expect, test } from 'vitest';
import { CHECKS, type CheckHit } from '../../../src/domain/check.js';
import { checkRule } from '../../../src/domain/check-rules.js';
import { OUTCOMES } from '../../../src/domain/outcome.js';
import { HITS } from './hits.js';

const say = (hit: CheckHit) => checkRule(hit).say(hit);

describe('check rules', () => {
  test.each([
    ['tasklist-edit', 'mechanical_tasklist_edit', 'no_tasklist_edits:.millstone/tasklist.md'],
    ['files', 'mechanical_files', 'max_files_exceeded:9'],
    ['loc', 'mechanical_loc', 'loc_threshold_exceeded:2001'],
    ['protected', 'mechanical_protected', 'protected_paths:.github/workflows/**'],
    ['sensitive', 'mechanical_sensitive', 'sensitive_files:.env'],
    ['secret', 'mechanical_secret', 'secrets:AWS access key'],
    ['dangerous', 'mechanical_dangerous', 'dangerous_pattern:rm -rf'],
  ] as const)('PO-S20 IL-S18 %s is recorded as %s and known to scripts as %s', (check, outcome, word) => {
    const rule = checkRule(HITS[check]);
    expect(OUTCOMES).toContain(outcome);
    expect([rule.outcome, rule.policyWord(HITS[check])]).toEqual([outcome, word]);
  });

  test.each(CHECKS)('%s says what happened and what to do', (check) => {
    for (const text of [say(HITS[check]), checkRule(HITS[check]).next(HITS[check])]) {
      expect(text).toMatch(/^\S.{10,}\S$/);
      expect(text).not.toMatch(/undefined|null|\[object/);
    }
  });

  test.each([
    ['loc', 'Halted: 2001 lines changed (policy rule: limits.max_loc_per_task (2000))'],
    ['sensitive', 'WARN: Sensitive files modified'],
    ['dangerous', 'BLOCKED: Dangerous pattern'],
    ['tasklist-edit', 'BLOCKED: Tasklist edits are not allowed (--no-tasklist-edits)'],
  ] as const)('%s keeps the words that scripts look for', (check, words) => {
    expect(say(HITS[check]).startsWith(words)).toBe(true);
  });

  test('what has to be raised is said with its file', () => {
    const next = (rule: string) => checkRule(HITS.loc).next({ ...HITS.loc, rule });
    expect(next(HITS.loc.rule)).toContain('limits.max_loc_per_task in .millstone/policy.toml');
    expect(next('--loc-threshold')).toContain('--loc-threshold');
  });

  test('names the files, each once, and counts those beyond three', () => {
    const spots = ['a', 'a', 'b', 'c', 'd', 'e'].map((path) => ({ path, matched: '.env', line: null }));
    expect(say({ check: 'sensitive', spots })).toMatch(/: a, b, c and 2 more$/);
    expect(say(HITS.sensitive)).toMatch(/: \.env, a\.pem$/);
  });

  test('PO-S35 the sentence of a secret names kind and file', () => {
    expect(say(HITS.secret)).toMatch(/AWS access key: src\/a\.ts$/);
  });
});
