import { describe, expect, test } from 'vitest';
import { chainOf } from '../../support/chain-of.js';
import { type OuterOptions, OuterStage } from '../../support/outer-stage.js';
import { fine, notYet, opportunities, opportunity } from '../../support/outer-texts.js';
import type { Turn } from '../../support/scripted-agents.js';
import { evaluated, once, tests } from '../../unit/policy/evals.js';

const FILE = '.millstone/opportunities.md';
const LIST = opportunities(opportunity('cache-answers', 3));
const lists = (text: string, on: Turn['on'] = 'analyze'): Turn => ({ on, says: 'Done.', edits: { [FILE]: text } });
const approves: Turn = { on: 'analyze-review', says: fine };
const stage = (turns: readonly Turn[], options: OuterOptions = {}) =>
  new OuterStage(chainOf('analyze', null), turns, options);

describe('an analysis', () => {
  test('EV-S53 is given what tools found, once, and told what was taken back', async () => {
    const refuses: Turn = { on: 'analyze-review', says: notYet('Critical: made up') };
    const run = stage([lists(LIST), refuses, lists(LIST.replace('3.0', '2.0'), 'analyze-fix'), approves]);
    run.signals.found = [{ file: 'a.ts', line: 3, text: '// TODO: mend' }];
    run.rollbacks.context = {
      ...{ timestamp: 'x', reverted_commit: 'c1', task: 'Add a cache', reason: 'test_failures' },
      details: { new_failures: ['cart > totals'] },
    };
    expect((await run.go()).ok).toBe(true);
    for (const purpose of ['analyze', 'analyze-fix', 'analyze-review'] as const)
      expect(run.prompts(purpose)[0]).toContain('- a.ts:3: // TODO: mend');
    expect(run.prompts('analyze')[0]).toMatch(/taken back[\s\S]*Add a cache[\s\S]*cart > totals/);
    expect(run.signals.kept).toHaveLength(1);
    expect(run.ctx.of('signals-collected')).toMatchObject([{ signals: { total_signals: 1 } }]);
    // It is forgotten once a task after that is done.
    expect(run.rollbacks.context).toMatchObject({ told: true });
  });

  test('OL-S8 goes by the newest evaluation that can be read, and names those that cannot', async () => {
    const run = stage([lists(LIST), approves]);
    run.evals.damaged = ['20260201_000000.json'];
    run.evals.kept.push({ file: 'x.json', evaluation: evaluated(once(tests(3, 1, 0, 0, ['cart > totals']))) });
    expect((await run.go()).ok).toBe(true);
    expect(run.prompts('analyze')[0]).toContain('cart > totals');
    const told = run.ctx.of('noticed').map(({ notice }) => notice);
    expect(told).toContainEqual({ kind: 'evals-damaged', files: ['20260201_000000.json'] });
  });

  test('EV-S53 OL-S9 without any of it neither is in the prompt', async () => {
    const run = stage([lists(LIST), approves]);
    expect((await run.go()).ok).toBe(true);
    expect(run.prompts('analyze')[0]).not.toContain('Hard Signals');
    expect(run.prompts('analyze')[0]).not.toContain('taken back');
  });
});
