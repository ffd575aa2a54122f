import { expect, test } from 'vitest';
import type { CommitId, TaskId } from '../../../src/domain/ids.js';
import { taskFromText } from '../../../src/formats/task-text.js';
import { Board, type Queued } from '../../../src/loops/parallel/board.js';
import { Rivals } from '../../../src/loops/parallel/rivals.js';

const queued = [...'abcd'].map((name): Queued => {
  const task = { ...taskFromText(`Add ${name}`), id: name as TaskId };
  const brought = { task: task.id, title: task.title, fork: 'f' as CommitId, head: 'h' as CommitId };
  const planned = { id: task.id, risk: null, files: [], after: [], task };
  return { planned, brought, done: { outcome: 'approved', cycles: 1, commits: [] }, emit: () => undefined };
});
const [a, b, c, d] = queued as [Queued, Queued, Queued, Queued];
const names = (all: readonly Queued[]) => all.map(({ planned }) => planned.id);

/** `a` went back over two files. */
function sent() {
  const board = new Board(queued.map(({ planned }) => planned));
  const rivals = new Rivals(board);
  expect(rivals.holds(a, ['x', 'y'])).toBeNull();
  rivals.sent(a.planned.id, ['x', 'y']);
  return { board, rivals };
}

test.each(['landed', 'lost'] as const)(
  'S12 tasks over the same files go back one behind the other: first %s',
  (end) => {
    const { board, rivals } = sent();
    expect([rivals.holds(b, ['y']), rivals.holds(c, ['z']), rivals.holds(d, ['z', 'x'])]).toEqual(['a', null, 'a']);
    board.set(a.planned.id, 'running');
    expect(rivals.freed()).toEqual([]);
    if (end === 'landed') board.set(a.planned.id, 'landed');
    else board.lose({ id: a.planned.id, title: 'a', outcome: 'max_cycles', says: '' });
    expect(names(rivals.freed())).toEqual(['b', 'd']);
    expect(rivals.freed()).toEqual([]);
    expect(rivals.holds(b, ['x'])).toBeNull();
  },
);

test('S12 a task that comes back twice does not wait for itself', () => {
  expect(sent().rivals.holds(a, ['x'])).toBeNull();
});

test('S12 where nothing else can go on, nobody waits for another any more', () => {
  const { rivals } = sent();
  expect(rivals.holds(b, ['x'])).toBe('a');
  expect([names(rivals.unwound()), rivals.unwound(), rivals.holds(b, ['x'])]).toEqual([['b'], [], null]);
});
