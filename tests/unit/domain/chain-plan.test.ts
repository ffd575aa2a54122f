import { describe, expect, test } from 'vitest';
import { chainPlan } from '../../../src/domain/chain.js';
import { JOURNAL_VERSION, journalLine } from '../../../src/domain/journal.js';
import type { RunPlan } from '../../../src/domain/run-plan.js';
import { stagePlan } from '../../support/take-up.js';

const { task: _, ...common } = stagePlan as Extract<RunPlan, { mode: 'task' }>;
const links = [
  { stage: 'analyze', pick: 'best', gate: 'opportunities' },
  { stage: 'design', pick: null, gate: null, waved: 'designs' },
] as const;
const audit = {
  ...{ name: 'audit', after: 'design', module: './audit.mjs', takes: 'design', gives: 'design' },
  files: { 'audit.mjs': 'abc' },
} as const;
const whole = {
  ...{ asked: 'analyze', given: 'x'.repeat(80), through: 'design', roadmap: 'docs/roadmap.md', issues: 'issues.txt' },
  ...{ links, own: [audit] },
};

describe('PL-S15 the plan of a chain in the first line of a journal', () => {
  test('comes back as it was written, every field of it', () => {
    const plan = { ...common, mode: 'chain', chain: whole, tasklist: 't.md', maxTasks: 5, concurrency: 3 };
    const line = { kind: 'opened', v: JOURNAL_VERSION, plan, at: '2026-01-01T00:00:00.000Z' };
    expect(journalLine.parse(JSON.parse(JSON.stringify(line)))).toEqual(line);
  });

  test('is read without what earlier versions did not know', () => {
    const { own: _own, ...old } = whole;
    const before = { ...old, links: links.map(({ stage, pick, gate }) => ({ stage, pick, gate })) };
    expect(chainPlan.parse(before)).toEqual(before);
  });

  test.each([
    ['a field nobody knows', { ...whole, later: 1 }],
    ['a gate nobody knows', { ...whole, links: [{ stage: 'x', pick: null, gate: 'later' }] }],
    ['no stages', { ...whole, links: undefined }],
  ])('with %s is damage, and never guessed at', (_name, plan) => {
    expect(chainPlan.safeParse(plan).success).toBe(false);
  });
});
