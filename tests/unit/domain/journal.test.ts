import { describe, expect, test } from 'vitest';
import { JOURNAL_VERSION, journalLine } from '../../../src/domain/journal.js';
import { ROLES } from '../../../src/domain/role.js';

const casting = { cli: 'demo', model: null };
const plan = {
  ...{ mode: 'task', version: '0.6.0', repo: '/r', maxCycles: 3, allowDirty: false, defaultAgent: casting },
  task: { id: 'a', title: 'a', risk: null, acceptance: [], group: null, context: null, raw: 'a' },
  agents: Object.fromEntries(ROLES.map((role) => [role, casting])),
  loc: { limit: 1, rule: 'x' },
};
const at = '2026-01-01T00:00:00.000Z';
const opened = { kind: 'opened', v: JOURNAL_VERSION, plan, at };

describe('journalLine', () => {
  test.each([
    ['an opening', opened],
    ['a step', { kind: 'step', key: 'k', value: { any: 1 }, at }],
    ['a step without a value', { kind: 'step', key: 'k', value: null, at }],
    ['an intent', { kind: 'intent', key: 'k', before: { head: 'x' }, at }],
    ['a halt', { kind: 'halted', reason: 'policy:x', says: 'x', at }],
    ['a closing', { kind: 'closed', at }],
  ])('comes back from a line as it was: %s', (_name, line) => {
    expect(journalLine.parse(JSON.parse(JSON.stringify(line)))).toEqual(line);
  });

  test.each([
    ['another version', { ...opened, v: JOURNAL_VERSION + 1 }],
    ['a plan without a role', { ...opened, plan: { ...plan, agents: {} } }],
    ['a task without words', { ...opened, plan: { ...plan, task: { ...plan.task, raw: '' } } }],
    ['another kind', { kind: 'forgotten', at }],
    ['no time', { kind: 'closed' }],
    ['a key too many', { kind: 'closed', at, more: 1 }],
  ])('refuses %s', (_name, line) => {
    expect(journalLine.safeParse(line).success).toBe(false);
  });
});
