import { describe, expect, test } from 'vitest';
import type { Role } from '../../../src/domain/role.js';
import type { Settings } from '../../../src/domain/settings.js';
import { approved, changesRequested, type Turn } from '../../support/scripted-agents.js';
import { TaskStage } from '../../support/task-stage.js';

const script: Turn[] = [
  { on: 'build', says: 'done', edits: { 'a.ts': 'one\n' } },
  { on: 'review', says: changesRequested('no') },
  { on: 'fix', says: 'done', edits: { 'a.ts': 'two\n' } },
  { on: 'review', says: approved() },
  { on: 'commit', commits: 'c' },
];
const rules = [
  { risk: 'high', role: 'author', model: 'large' },
  { complexity: 'simple', role: 'author', model: 'small' },
  { role: 'reviewer', model: 'judge' },
] as const;
const selection = (defaultModel: string | null): Partial<Settings> => ({ modelSelection: { rules, defaultModel } });

async function modelsOf(settings: Partial<Settings>, risk: 'high' | null = null) {
  const stage = new TaskStage(script, { settings, task: { risk }, answer: 'yes' });
  expect(await stage.run()).toMatchObject({ ok: true });
  const asked = (role: Role) => stage.agents.requests.filter((call) => call.role === role).map(({ model }) => model);
  const models = (['author', 'reviewer', 'sanity'] as const).map((role) => [role, [...new Set(asked(role))]]);
  const told = stage.ctx.of('noticed').find(({ notice }) => notice.kind === 'models-chosen')?.notice;
  return { models: Object.fromEntries(models), told };
}

describe('the model of a call', () => {
  test('is left to the settings of the role without rules', async () => {
    const { models, told } = await modelsOf({});
    expect(models).toEqual({ author: [undefined], reviewer: [undefined], sanity: [undefined] });
    expect(told).toBeUndefined();
  });

  test('is what the rules choose, for every call of the role alike, and that is told', async () => {
    const { models, told } = await modelsOf(selection(null));
    expect(models).toEqual({ author: ['small'], reviewer: ['judge'], sanity: [undefined] });
    expect(told).toMatchObject({
      complexity: 'simple',
      models: [
        { role: 'author', model: 'small' },
        { role: 'reviewer', model: 'judge' },
        { role: 'sanity', model: null },
      ],
    });
  });

  test('follows the risk of the task, and the default where no rule holds', async () => {
    const { models } = await modelsOf(selection('else'), 'high');
    expect(models).toEqual({ author: ['large'], reviewer: ['judge'], sanity: ['else'] });
  });
});
