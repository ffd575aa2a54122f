import { describe, expect, test } from 'vitest';
import type { OpportunityStatus } from '../../../src/domain/opportunity.js';
import { pick } from '../../../src/policy/pick.js';
import { taskReferenceProblems } from '../../../src/policy/references.js';
import { planningOf } from '../../../src/policy/transitions.js';
import { type TriageFacts, triage } from '../../../src/policy/triage.js';

const one = (name: string, roi: number | null, status: OpportunityStatus = 'identified') => ({ name, roi, status });

describe('pick', () => {
  test('OL-S12 AR-S47 PL-S6 PL-S8 the highest ROI of those that are open', () => {
    expect(pick([one('a', 1), one('b', 3), one('c', 2)])?.name).toBe('b');
    expect(pick([one('a', 9, 'adopted'), one('b', 8, 'rejected'), one('c', 1)])?.name).toBe('c');
    expect(pick([one('a', null), one('b', 0.1)])?.name).toBe('b');
  });

  test('AR-S48 the first of several with the same', () => {
    expect(pick([one('a', 2), one('b', 2)])?.name).toBe('a');
    expect(pick([one('a', null), one('b', 0)])?.name).toBe('a');
  });

  test('none is left', () => {
    expect(pick([])).toBeNull();
    expect(pick([one('a', 9, 'adopted')])).toBeNull();
  });
});

describe('triage', () => {
  const facts: TriageFacts = {
    pending: 0,
    worked: false,
    goal: null,
    roadmapTyped: false,
    passes: 0,
    analysed: false,
    hadWork: false,
    maxPasses: null,
  };
  test.each<[string, Partial<TriageFacts>, string]>([
    ['pending tasks go first', { pending: 2, goal: 'g' }, 'execute'],
    ['once, whatever is beyond', { pending: 2, worked: true, goal: 'g' }, 'goal'],
    ['then the next goal', { goal: 'g' }, 'goal'],
    ['an analysis where nothing was to do', {}, 'analyze'],
    ['no second analysis', { analysed: true, passes: 1 }, 'nothing-left'],
    ['none after work that was there', { hadWork: true, passes: 1 }, 'nothing-left'],
    ['none with a roadmap that was typed', { roadmapTyped: true }, 'no-goal-left'],
    ['more of them while passes are left', { analysed: true, passes: 1, maxPasses: 2 }, 'analyze'],
    ['one after the goals too, when passes are given', { hadWork: true, passes: 1, maxPasses: 3 }, 'analyze'],
    ['and no pass beyond', { goal: 'g', pending: 3, passes: 2, maxPasses: 2 }, 'max-passes'],
  ])('%s', (_name, given, expected) => {
    const next = triage({ ...facts, ...given });
    expect(next.kind === 'over' ? next.why : next.kind).toBe(expected);
  });
});

describe('references', () => {
  const known = { opportunities: new Set(['o']), designs: new Set(['d']) };

  test('AR-S44 ON-S20 what names nothing has nothing wrong', () => {
    expect(taskReferenceProblems([{ id: 't', designRef: null, opportunityRef: ' ' }], known)).toEqual([]);
  });

  test('AR-S43 nothing is looked up where nothing was given to look it up in', () => {
    const task = { id: 't', designRef: 'd', opportunityRef: null };
    // @ts-expect-error what is there is missing
    expect(() => taskReferenceProblems([task], undefined)).toThrow(TypeError);
  });

  test('AR-S45 ON-S19 all wrong references at once, each with its task', () => {
    const problems = taskReferenceProblems(
      [
        { id: 't1', designRef: 'nope', opportunityRef: 'o' },
        { id: 't2', designRef: 'd', opportunityRef: 'gone' },
      ],
      known,
    );
    expect(problems).toEqual([
      'task t1 names the design nope, which does not exist',
      'task t2 names the opportunity gone, which does not exist',
    ]);
  });
});

describe('planning a design', () => {
  test('a superseded design is not planned, a draft is planned with a warning', () => {
    expect([planningOf('draft'), planningOf('reviewed'), planningOf('approved'), planningOf('superseded')]).toEqual([
      'unreviewed',
      'fine',
      'fine',
      'refused',
    ]);
  });
});
