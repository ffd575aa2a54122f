import { describe, expect, test } from 'vitest';
import type { Handoff } from '../../../src/domain/handoff.js';
import type { DesignId, OpportunityId, TaskId } from '../../../src/domain/ids.js';
import { BUILT_IN_STAGES, type OwnStage } from '../../../src/domain/own-stage.js';
import { stageNames } from '../../../src/loops/pipeline/find-stage.js';
import { recipe } from '../../../src/loops/pipeline/recipes.js';
import { handedOn } from '../../../src/policy/handed-on.js';
import { misfit, withOwnStages } from '../../../src/policy/own-stages.js';
import { settingsWith } from '../../support/memory-settings.js';

const own = (name: string, after: string, takes: OwnStage['takes'] = 'design', gives = takes) => ({
  name,
  after,
  takes,
  gives,
});

test('PL-S17 the stages of this program, and what passes between them', () => {
  expect(Object.keys(BUILT_IN_STAGES)).toEqual(stageNames());
});

describe('a chain with stages of the user', () => {
  const links = recipe('analyze', 'execute', settingsWith());
  const shown = (...stages: readonly ReturnType<typeof own>[]): readonly string[] =>
    withOwnStages(links, stages).map(({ stage, pick, gate }) =>
      [stage, pick, gate].filter((one) => one !== null).join(' '),
    );

  test.each([
    ['none', [], ['analyze best opportunities', 'design', 'review_design designs', 'plan plans', 'execute']],
    [
      'the best is picked, and a person asked, of what came through',
      [own('a', 'analyze')],
      ['analyze', 'a best opportunities'],
    ],
    ['before the review', [own('a', 'design')], ['analyze best opportunities', 'design', 'a', 'review_design designs']],
    [
      'behind it',
      [own('a', 'review_design')],
      ['analyze best opportunities', 'design', 'review_design', 'a designs', 'plan plans'],
    ],
    ['of one place, in their order', [own('a', 'plan'), own('b', 'plan')], ['a', 'b plans', 'execute']],
    [
      'of which one comes behind another',
      [own('b', 'a'), own('a', 'plan'), own('c', 'plan')],
      ['plan', 'a', 'b', 'c plans', 'execute'],
    ],
    ['at the end', [own('a', 'execute')], ['execute', 'a']],
  ] as const)('%s', (_name, stages, part) => {
    expect(shown(...stages).join(', ')).toContain(part.join(', '));
  });

  test('whose place is not in the chain goes without', () => {
    expect(withOwnStages(recipe('plan', null, settingsWith()), [own('a', 'design')]).map(({ stage }) => stage)).toEqual(
      ['plan'],
    );
  });
});

describe('PL-S1 what does not fit', () => {
  test.each([
    [own('a', 'design'), null],
    [own('a', 'plan', 'worklist'), null],
    [own('a', 'analyze', 'opportunity'), null],
    [own('a', 'b'), null],
    [own('a', 'analyze'), 'it takes a design, and analyze gives an opportunity'],
    [own('a', 'design', 'design', 'worklist'), 'it gives a worklist, and what comes behind design takes a design'],
    [own('a', 'c'), 'there is no stage c'],
  ])('%j: %s', (one, why) => {
    expect(misfit(one, [one, own('b', 'review_design')])).toBe(why);
  });
});

describe('what a stage of the user hands on', () => {
  const design: Handoff = { kind: 'design', id: 'd' as DesignId, bare: true };
  const tasks: Handoff = { kind: 'worklist', tasks: ['one', 'two'] as TaskId[] };
  const pending: Handoff = { kind: 'worklist', tasks: [] };
  const found: Handoff = { kind: 'opportunity', id: 'o' as OpportunityId };
  const list = (...ids: string[]) => ({ kind: 'worklist' as const, tasks: ids.map((id) => ({ id })) });

  test.each([
    ['what it was given, as it was', design, [{ kind: 'design', id: 'd' }], [design]],
    ['the same twice: once', found, [found, found], [found]],
    ['nothing', found, [], []],
    [
      'another design, where those are reviewed',
      design,
      [{ kind: 'design', id: 'new' }],
      [{ kind: 'design', id: 'new' }],
    ],
    ['some of the tasks, in their order', tasks, [list('two', 'one')], [tasks]],
    ['one of them', tasks, [list('two')], [{ kind: 'worklist', tasks: ['two'] }]],
    ['whatever is pending', pending, [list()], [pending]],
  ] as const)('%s', (_name, input, answer, handed) => {
    expect(handedOn(answer as never, input, { gives: input.kind }, new Set(['new']))).toEqual({
      ok: true,
      value: handed,
    });
  });

  test.each([
    ['another design', design, [{ kind: 'design', id: 'other' }], 'named the design other, which it was not given'],
    [
      'another opportunity',
      found,
      [{ kind: 'opportunity', id: 'd' }],
      'named the opportunity d, which it was not given',
    ],
    ['another kind', design, [list('one')], 'gave something of the kind worklist, and it gives design only'],
    ['a task nobody planned', tasks, [list('three')], 'named the task three, which it was not given'],
    ['a task where whatever is pending was done', pending, [list('one')], 'named the task one, which it was not given'],
    ['no task at all, which would mean all of them', tasks, [list()], /^gave a worklist without tasks/],
  ] as const)('but not %s', (_name, input, answer, why) => {
    const handed = handedOn(answer as never, input, { gives: input.kind }, new Set());
    expect(handed.ok ? '' : handed.error).toMatch(why);
  });
});
