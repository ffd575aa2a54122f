import { describe, expect, test } from 'vitest';
import type { ChainPlan } from '../../../src/domain/chain.js';
import type { Role } from '../../../src/domain/role.js';
import type { Casting, RunPlan } from '../../../src/domain/run-plan.js';
import { judgeThemselves } from '../../../src/policy/judges-itself.js';
import { chainOf } from '../../support/chain-of.js';
import { plan } from '../report/samples.js';

const claude: Casting = { cli: 'claude', model: null };
const opus: Casting = { cli: 'claude', model: 'opus' };
const codex: Casting = { cli: 'codex', model: null };
const agents = (over: Partial<Record<Role, Casting>> = {}): RunPlan['agents'] => ({
  ...{ author: claude, reviewer: claude, sanity: claude, analyzer: claude, release_eng: claude, sre: claude },
  ...over,
});
const { task: _, ...common } = plan;
const chained = (chain: ChainPlan): RunPlan => ({ ...common, mode: 'chain', chain, tasklist: 't.md', maxTasks: 5 });

describe('ON-S28 who judges what it wrote itself', () => {
  test.each<[string, Partial<Record<Role, Casting>>, readonly Role[]]>([
    ['one agent for everything', {}, ['author']],
    ['another agent reviews', { reviewer: codex }, []],
    ['another model reviews', { reviewer: opus }, []],
    ['both with the same model', { author: opus, reviewer: opus }, ['author']],
    ['the sanity check alone is the same', { author: codex, sanity: codex }, []],
    ['the demo agent', { author: { cli: 'demo', model: null }, reviewer: { cli: 'demo', model: null } }, []],
  ])('%s', (_name, over, expected) => {
    expect(judgeThemselves({ ...plan, agents: agents(over) })).toEqual(expected);
  });

  test.each<[ChainPlan, Partial<Record<Role, Casting>>, readonly Role[]]>([
    [chainOf('analyze', null, null), { author: codex }, ['analyzer']],
    [chainOf('analyze', null, null), { analyzer: codex }, []],
    [chainOf('analyze', null, 'design'), { analyzer: codex }, ['author']],
    [chainOf('cycle', null, null), {}, ['author', 'analyzer']],
    [chainOf('design', 'Be fast', null), { author: codex }, []],
  ])('in a chain only those who write in it: %#', (chain, over, expected) => {
    expect(judgeThemselves({ ...chained(chain), agents: agents(over) })).toEqual(expected);
  });

  test('where nothing is reviewed, nobody is', () => {
    for (const flags of [{ research: true }, { compact: true }] as const)
      expect(judgeThemselves({ ...plan, agents: agents(), flags })).toEqual([]);
  });
});
