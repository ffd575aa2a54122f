import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../src/domain/check.js';
import { checkRule } from '../../../src/domain/check-rules.js';
import { OUTCOMES } from '../../../src/domain/outcome.js';
import { HITS } from './hits.js';

describe('outcomes', () => {
  test('are the closed set that records and scripts share', () => {
    expect(OUTCOMES).toEqual([
      ...['approved', 'no_changes', 'researched', 'preflight'],
      ...['mechanical_loc', 'mechanical_files', 'mechanical_sensitive', 'mechanical_secret', 'mechanical_dangerous'],
      ...['mechanical_protected', 'mechanical_tasklist_scope', 'mechanical_tasklist_edit'],
      ...['sanity_halt_impl', 'sanity_halt_review', 'max_cycles', 'loop_detected'],
      ...['agent_error', 'reviewer_error', 'unreadable_reply'],
      ...['eval_gate_failed', 'eval_regression', 'commit_failed', 'tasklist_commit_failed'],
      ...['declined', 'budget', 'interrupted', 'artifacts_error', 'conflict', 'land_fail', 'land_pending', 'blocked'],
    ]);
  });

  test('each check has one of its own', () => {
    expect(new Set(CHECKS.map((check) => checkRule(HITS[check]).outcome)).size).toBe(CHECKS.length);
  });
});
