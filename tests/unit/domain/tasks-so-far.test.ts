import { describe, expect, test } from 'vitest';
import type { CommitId, TreeId } from '../../../src/domain/ids.js';
import type { RunPlan } from '../../../src/domain/run-plan.js';
import { type Task, task } from '../../../src/domain/task.js';
import { chosenKey, endedKey, isEndedKey, nthOf, plannedKey } from '../../../src/domain/task-keys.js';
import { runTitle, tasksSoFar } from '../../../src/domain/tasks-so-far.js';
import { chainOf } from '../../support/chain-of.js';
import { stagePlan } from '../../support/take-up.js';

const { task: _, ...common } = stagePlan as Extract<RunPlan, { mode: 'task' }>;
const plan: RunPlan = { ...common, mode: 'worklist', tasklist: 'docs/tasks.md', maxTasks: 5 };
const named = (id: string): Task =>
  task.parse({ id, title: `Add ${id}`, risk: null, acceptance: [], group: null, context: null, raw: `Add ${id}` });
const commit = { id: 'c0' as CommitId, tree: 't0' as TreeId, subject: 'Add a' };
const done = { outcome: 'approved', cycles: 1, commits: [commit] };
const [a, b] = [named('a'), named('b')];
const steps = (...of: readonly (readonly [string, unknown])[]) => new Map(of);

describe('how far a run has got', () => {
  test('with one task of its own, that is in hand', () => {
    expect(tasksSoFar(stagePlan, steps())).toMatchObject({ inHand: { id: 't' }, ended: [] });
  });

  test.each([
    ['before the first task', steps(), null, []],
    ['in the first', steps([chosenKey(1), a]), 'a', []],
    ['between two', steps([chosenKey(1), a], [endedKey(a.id), done]), null, ['a']],
    ['in the second', steps([chosenKey(1), a], [endedKey(a.id), done], [chosenKey(2), b]), 'b', ['a']],
  ])('%s', (_name, of, inHand, ended) => {
    const sofar = tasksSoFar(plan, of);
    expect(sofar.inHand?.id ?? null).toBe(inHand);
    expect(sofar.ended.map((one) => one.task.id)).toEqual(ended);
  });

  test('a run is called by its task, or by how many of which list', () => {
    expect(runTitle({ plan: stagePlan, inHand: null, ended: [] })).toBe('Add retry');
    expect(runTitle({ plan, ...tasksSoFar(plan, steps([chosenKey(1), a])) })).toBe('Add a');
    const two = steps([chosenKey(1), a], [endedKey(a.id), done], [chosenKey(2), b]);
    expect(runTitle({ plan, ...tasksSoFar(plan, two) })).toBe('2 tasks of docs/tasks.md');
    const atOnce = { ...plan, concurrency: 2 };
    const tasks = [a, b].map((one) => ({ task: one, files: [], after: [] }));
    const three = steps([plannedKey(1), { tasks, left: 0 }], [endedKey(a.id), done]);
    expect(runTitle({ plan: atOnce, ...tasksSoFar(atOnce, three) })).toBe('1 of 2 tasks of docs/tasks.md');
  });

  test('D18 tasks of a chain at once are those of all of its rounds, and none is in hand', () => {
    const atOnce = { ...plan, mode: 'chain', chain: chainOf('cycle', null), concurrency: 2 } as const;
    const round = (...tasks: readonly Task[]) => ({
      tasks: tasks.map((task) => ({ task, files: [], after: [] })),
      left: 0,
    });
    const two = steps(
      [plannedKey(1), round(a)],
      [plannedKey(2), round(b)],
      [endedKey(a.id), done],
      [endedKey(b.id), done],
    );
    expect(tasksSoFar(atOnce, two)).toMatchObject({
      inHand: null,
      ended: [{ task: { id: 'a' } }, { task: { id: 'b' } }],
      of: 2,
    });
  });

  test('keys tell what they are of', () => {
    expect(nthOf(chosenKey(12))).toBe(12);
    expect(nthOf('task/worklist/1')).toBeNull();
    expect(isEndedKey(endedKey(a.id))).toBe(true);
    expect(isEndedKey('task/a/1/ended')).toBe(false);
  });
});
