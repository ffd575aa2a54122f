import { describe, expect, test } from 'vitest';
import { ok } from '../../../src/domain/result.js';
import type { Settings } from '../../../src/domain/settings.js';
import type { Risk } from '../../../src/domain/task.js';
import { approved, type Turn } from '../../support/scripted-agents.js';
import { TaskStage } from '../../support/task-stage.js';

const script: Turn[] = [
  { on: 'build', says: 'done', edits: { 'a.ts': 'one\n' } },
  { on: 'review', says: approved() },
  { on: 'commit', commits: 'c' },
];

describe('the risk of a task', () => {
  test.each([
    ['low', {}, 2],
    ['medium', {}, 3],
    ['high', {}, 5],
    [null, { maxCycles: 4 }, 4],
    ['high', { maxCycles: 1, maxCyclesByFlag: true }, 1],
    ['high', { maxCyclesBound: 2 }, 2],
  ] satisfies [Risk | null, Partial<Settings>, number][])(
    'IL-S39 L6 risk %s with %j allows %i cycles',
    async (risk, settings, cycles) => {
      const stage = new TaskStage(script, { task: { risk }, settings, answer: 'yes' });
      expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
      expect(stage.ctx.of('task-started')[0]?.maxCycles).toBe(cycles);
      expect(stage.ctx.of('cycle-started')[0]?.of).toBe(cycles);
      expect(stage.questions).toEqual(risk === 'high' ? [{ asks: 'high-risk-task', title: 'Add retry', risk }] : []);
    },
  );

  test.each([
    ['no', false],
    ['unattended', true],
  ] as const)('IL-S40 PO-S50 L15 %s: no agent is asked and nothing is begun', async (answer, unattended) => {
    const stage = new TaskStage([], { task: { risk: 'high' }, answer });
    expect(await stage.run()).toEqual({
      ok: false,
      error: { reason: 'declined', asked: 'high-risk-task', title: 'Add retry', risk: 'high', unattended },
    });
    expect(stage.ended()).toMatchObject({ outcome: 'declined', cycles: 0, spent: { calls: 0 } });
    expect(stage.ctx.journal.entries).toEqual([]);
  });

  test('L7 --yes-high-risk answers, nobody is asked', async () => {
    const stage = new TaskStage(script, { task: { risk: 'high' }, settings: { yesHighRisk: true } });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.questions).toEqual([]);
  });

  test.each([
    ['low', { low: true, medium: false, high: true }, 1],
    ['high', { low: false, medium: false, high: false }, 0],
  ] as const)('L7 the settings say that risk %s asks: %j', async (risk, riskAsks, questions) => {
    const stage = new TaskStage(script, { task: { risk }, settings: { riskAsks }, answer: 'yes' });
    expect(await stage.run()).toMatchObject(ok({ outcome: 'approved' }));
    expect(stage.questions).toHaveLength(questions);
  });
});
