import { describe, expect, test } from 'vitest';
import { CONFIG_KEYS } from '../../../src/config/config-schema.js';
import type { ModelRule } from '../../../src/domain/model-rule.js';
import { type CallFacts, modelFor } from '../../../src/policy/models.js';

const FACTS: CallFacts = { role: 'author', cli: 'claude', complexity: 'medium', risk: null, text: 'Mend the parser' };
const chosen = (rules: readonly ModelRule[], facts: Partial<CallFacts> = {}, defaultModel: string | null = null) =>
  modelFor({ ...FACTS, ...facts }, { rules, defaultModel });

describe('a rule', () => {
  test.each<[name: string, rule: Omit<ModelRule, 'model'>, facts: Partial<CallFacts>, holds: boolean]>([
    ['without conditions holds always', {}, {}, true],
    ['for a role', { role: 'reviewer' }, { role: 'reviewer' }, true],
    ['for another role', { role: 'reviewer' }, {}, false],
    ['for an agent', { cli: 'codex' }, { cli: 'codex' }, true],
    ['for another agent', { cli: 'codex' }, {}, false],
    ['for a complexity', { complexity: 'medium' }, {}, true],
    ['for another complexity', { complexity: 'simple' }, {}, false],
    ['for a risk', { risk: 'high' }, { risk: 'high' }, true],
    ['for a risk that nobody stated', { risk: 'low' }, {}, false],
    ['for a word of the task', { keywords: ['login', 'PARSER'] }, {}, true],
    ['for a word within another one', { keywords: ['parse'] }, {}, false],
    ['for a word with signs', { keywords: ['c++'] }, { text: 'Speed up the C++ part' }, true],
    ['for no word', { keywords: [] }, {}, false],
    ['for an empty word', { keywords: [' '] }, {}, false],
    ['of which one condition fails', { role: 'author', risk: 'high' }, {}, false],
  ])('%s: %j', (_name, rule, facts, holds) => {
    expect(chosen([{ ...rule, model: 'm' }], facts)).toBe(holds ? 'm' : null);
  });

  test('the first that holds wins, and the default where none does', () => {
    const rules: ModelRule[] = [{ risk: 'high', model: 'a' }, { complexity: 'medium', model: 'b' }, { model: 'c' }];
    expect(chosen(rules)).toBe('b');
    expect(chosen(rules, { risk: 'high' })).toBe('a');
    expect(chosen(rules.slice(0, 1), {}, 'd')).toBe('d');
  });
});

describe('the rules that come with millstone', () => {
  const { rules } = CONFIG_KEYS.model_selection.keys;

  test.each<[facts: Partial<CallFacts>, model: string | null]>([
    [{ complexity: 'simple' }, 'haiku'],
    [{ complexity: 'medium' }, 'sonnet'],
    [{ complexity: 'complex' }, 'opus'],
    // CFG-D8: in the original the rule of a high risk came last and never won.
    [{ complexity: 'simple', risk: 'high' }, 'opus'],
    // Its names of models mean something to claude only.
    [{ complexity: 'complex', risk: 'high', cli: 'codex' }, null],
  ])('%j: %s', (facts, model) => {
    expect(chosen(rules.default, facts)).toBe(model);
  });
});
