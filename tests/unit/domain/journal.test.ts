import { describe, expect, test } from 'vitest';
import { JOURNAL_VERSION, journalLine } from '../../../src/domain/journal.js';
import { ROLES } from '../../../src/domain/role.js';

const casting = { cli: 'demo', model: null };
const plan = {
  ...{
    mode: 'task',
    version: '0.6.0',
    repo: '/r',
    maxCycles: 3,
    flags: { maxCycles: 3, allowDirty: true },
    defaultAgent: casting,
  },
  task: { id: 'a', title: 'a', risk: null, acceptance: [], group: null, context: null, raw: 'a' },
  agents: Object.fromEntries(ROLES.map((role) => [role, casting])),
  loc: { limit: 1, rule: 'x' },
};
const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1, costUsd: null, source: 'reported' };
const { task: _, ...about } = plan;
const at = '2026-01-01T00:00:00.000Z';
const closed = { kind: 'closed', how: 'done', commits: [], at };
const seen = { head: null, branch: 'refs/heads/main', tree: 't0' };
const opened = { kind: 'opened', v: JOURNAL_VERSION, plan, at };

describe('journalLine', () => {
  test.each([
    ['an opening', opened],
    ['an opening of the version before', { ...opened, v: 1 }],
    ['an opening of a list', { ...opened, plan: { ...about, mode: 'worklist', tasklist: 'docs/t.md', maxTasks: 5 } }],
    ['a step', { kind: 'step', key: 'k', value: { any: 1 }, at }],
    ['a step without a value', { kind: 'step', key: 'k', value: null, at }],
    ['an intent', { kind: 'intent', key: 'k', before: { head: 'x' }, at }],
    ['what a failed call used', { kind: 'used', key: 'k', by: 'claude', usage, at }],
    ['a resumption', { kind: 'resumed', v: JOURNAL_VERSION, flags: { maxCycles: 5 }, at }],
    ['what is forgotten', { kind: 'forgotten', keys: ['a', 'b'], at }],
    ['a waiver', { kind: 'waived', check: 'loc', diff: 'f00d', at }],
    ['more cycles', { kind: 'extended', cycles: 3, at }],
    ['a halt', { kind: 'halted', reason: 'check', says: 'x', waives: 'files', seen, at }],
    ['a halt of which nothing is known', { kind: 'halted', reason: 'git', says: 'x', waives: null, seen: null, at }],
    ['a closing', { kind: 'closed', how: 'by-hand', commits: [{ id: 'c0', tree: 't0', subject: 's' }], at }],
    ['a state of the original', { kind: 'imported', state: { halt_reason: 'policy:x', cycle: 1 }, at }],
  ])('comes back from a line as it was: %s', (_name, line) => {
    expect(journalLine.parse(JSON.parse(JSON.stringify(line)))).toEqual(line);
  });

  test.each([
    ['another version', { ...opened, v: JOURNAL_VERSION + 1 }],
    ['a list with a task of its own', { ...opened, plan: { ...plan, mode: 'worklist', tasklist: 't', maxTasks: 1 } }],
    ['a plan without a role', { ...opened, plan: { ...plan, agents: {} } }],
    ['a task without words', { ...opened, plan: { ...plan, task: { ...plan.task, raw: '' } } }],
    ['a resumption by another version', { kind: 'resumed', v: JOURNAL_VERSION + 1, flags: {}, at }],
    ['a flag nobody knows', { kind: 'resumed', v: JOURNAL_VERSION, flags: { speed: 1 }, at }],
    ['a waiver of nothing that can be waived', { kind: 'waived', check: 'review', diff: 'f00d', at }],
    ['no more cycles', { kind: 'extended', cycles: 0, at }],
    ['another kind', { kind: 'lost', at }],
    ['no time', { ...closed, at: undefined }],
    ['a key too many', { ...closed, more: 1 }],
  ])('refuses %s', (_name, line) => {
    expect(journalLine.safeParse(line).success).toBe(false);
  });
});
