import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/domain/event.js';
import type { TaskId } from '../../../src/domain/ids.js';
import type { WaitingTask } from '../../../src/domain/parallel-event.js';
import { linesAfter, listPlan, started } from './samples.js';

const wait = (
  task: string,
  why: WaitingTask['why'],
  others: string[] = [],
  path: string | null = null,
): WaitingTask => ({
  ...{ task: task as TaskId, why, path },
  for: others as TaskId[],
});
const told = (...waiting: readonly WaitingTask[]): RunEvent => ({ type: 'tasks-waiting', waiting });
const begun = { ...started, plan: listPlan } as typeof started;
const shown = (...events: readonly RunEvent[]) => linesAfter(begun, ...events).map(({ level, text }) => [level, text]);

test('WT-S10 what waits and why is told by name where it is for others, by number where it is for room', () => {
  const all = [
    wait('c', 'task', ['a', 'b']),
    wait('d', 'file', ['a'], 'src/x.ts'),
    wait('e', 'high-risk'),
    ...['f', 'g'].map((task) => wait(task, 'slot')),
  ];
  const words = 'Waiting: c for a, b, d for a (src/x.ts); 1 for another one of high risk; 2 for a free place';
  expect(shown(told(...all))).toEqual([['progress', words]]);
});

test('that fewer wait for room is no news, that something else is waited for is', () => {
  const [one, two] = [wait('c', 'slot'), wait('d', 'slot')];
  expect(shown(told(one, two), told(two))).toEqual([['detail', 'Waiting: 1 for a free place']]);
  expect(shown(told(one), told(wait('c', 'task', ['a'])))[0]?.[0]).toBe('progress');
  expect(shown(told(one), told())).toEqual([]);
});
