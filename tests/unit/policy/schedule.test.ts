import { describe, expect, test } from 'vitest';
import type { TaskId } from '../../../src/domain/ids.js';
import type { Risk } from '../../../src/domain/task.js';
import { type Schedulable, type TaskState, turn } from '../../../src/policy/schedule.js';

interface About {
  readonly risk?: Risk;
  readonly files?: readonly string[];
  readonly after?: readonly string[];
}
const task = (id: string, { risk, files = [], after = [] }: About = {}): Schedulable => ({
  id: id as TaskId,
  risk: risk ?? null,
  files,
  after: after as readonly TaskId[],
});
const now = (
  tasks: readonly Schedulable[],
  states: Readonly<Record<string, TaskState>> = {},
  concurrency = 2,
  highRiskConcurrency = 1,
) => {
  const { start, waiting } = turn(tasks, (id) => states[id] ?? 'pending', { concurrency, highRiskConcurrency });
  return { start, waiting: Object.fromEntries(waiting) };
};

describe('whose turn it is', () => {
  test('WT-S15 as many as there are slots, in the order of the list', () => {
    const tasks = [task('a'), task('b'), task('c')];
    expect(now(tasks)).toEqual({ start: ['a', 'b'], waiting: { c: { kind: 'slot' } } });
    expect(now(tasks, { a: 'running' }).start).toEqual(['b']);
    expect(now(tasks, { a: 'running', b: 'running' }).start).toEqual([]);
  });

  test('WT-S9 with one slot never two at once', () => {
    expect(now([task('a'), task('b')], {}, 1).start).toEqual(['a']);
    expect(now([task('a'), task('b')], { a: 'running' }, 1).start).toEqual([]);
  });

  test('a task that waits to land takes no slot', () => {
    expect(now([task('a'), task('b'), task('c')], { a: 'queued' }).start).toEqual(['b', 'c']);
  });

  test('WT-S14 what a task waits for has to have landed', () => {
    const tasks = [task('a'), task('b', { after: ['a'] })];
    expect(now(tasks)).toEqual({ start: ['a'], waiting: { b: { kind: 'task', tasks: ['a'] } } });
    expect(now(tasks, { a: 'queued' }).start).toEqual([]);
    expect(now(tasks, { a: 'landed' }).start).toEqual(['b']);
  });

  test('WT-S17 what a lost task is waited for by never begins; the others do', () => {
    const tasks = [task('a'), task('b', { after: ['a'] }), task('c')];
    expect(now(tasks, { a: 'lost' })).toEqual({ start: ['c'], waiting: { b: { kind: 'lost', tasks: ['a'] } } });
  });

  test('WT-S11 WT-S13 WT-S21 two about one file are never under way at once, until the first has landed', () => {
    const tasks = [task('a', { files: ['x'] }), task('b', { files: ['x', 'y'] }), task('c', { files: ['z'] })];
    expect(now(tasks)).toEqual({ start: ['a', 'c'], waiting: { b: { kind: 'file', task: 'a', path: 'x' } } });
    expect(now(tasks, { a: 'running' }).start).toEqual(['c']);
    expect(now(tasks, { a: 'queued', c: 'landed' }).start).toEqual([]);
    expect(now(tasks, { a: 'landed', c: 'landed' }).start).toEqual(['b']);
  });

  test('D30 the loss of one about the same file blocks nobody', () => {
    expect(now([task('a', { files: ['x'] }), task('b', { files: ['x'] })], { a: 'lost' }).start).toEqual(['b']);
  });

  test('WT-S16 no more of high risk than may be, and others in their place', () => {
    const tasks = [task('a', { risk: 'high' }), task('b', { risk: 'high' }), task('c', { risk: 'low' })];
    expect(now(tasks)).toEqual({ start: ['a', 'c'], waiting: { b: { kind: 'high-risk' } } });
    expect(now(tasks, { a: 'queued', c: 'landed' }).start).toEqual(['b']);
    expect(now(tasks, {}, 3, 2).start).toEqual(['a', 'b', 'c']);
  });
});
