import { expect, test } from 'vitest';
import type { TaskId } from '../../../src/domain/ids.js';
import { endedKey, finishedKey, forkKey, returnedKey } from '../../../src/domain/task-keys.js';
import { taskFromText } from '../../../src/formats/task-text.js';
import { Board } from '../../../src/loops/parallel/board.js';
import { fatesOf } from '../../../src/loops/parallel/fates.js';
import { MemoryContext, MemoryJournal } from '../../support/memory-context.js';

test('WT-S60 every task of a run has a fate, whatever process worked on it', () => {
  const ids = [...'abcdef'] as TaskId[];
  const step = (key: string, value: unknown) => ({ kind: 'step', key, value }) as const;
  const commit = { id: 'c1', tree: 't1', subject: 'Add' };
  const done = { outcome: 'approved', cycles: 1, commits: [commit] };
  const [a, b, c, d, e] = ids as [TaskId, TaskId, TaskId, TaskId, TaskId];
  const ctx = new MemoryContext(
    new MemoryJournal([
      ...[a, b, c, d].map((id) => step(forkKey(id), {})),
      step(endedKey(a), done),
      step(finishedKey(c), done),
      step(returnedKey(d), { onto: 'x', mixed: 'y', feedback: '', nth: 2 }),
    ]),
  );
  let now = 0;
  const planned = ids.map((id) => ({ ...{ id, risk: null, files: [], after: [] }, task: { ...taskFromText(id), id } }));
  const board = new Board(planned, undefined, () => now);
  board.set(b, 'running');
  now = 5;
  board.set(a, 'landed');
  board.lose({ id: b, title: 'b', outcome: 'conflict', says: 'Same lines.' });
  board.lose({ id: e, title: 'e', outcome: 'blocked', says: 'It waits for b.' });
  now = 9;
  const fates = fatesOf({ workers: { placeOf: () => null } as never }, board, ctx);
  expect(fates.map(({ state, attempts, ms, commit: at }) => [state, attempts, ms, at])).toEqual([
    ['landed', 1, null, 'c1'],
    ['conflict', 1, 5, null],
    ['finished', 1, null, null],
    ['interrupted', 3, null, null],
    ['blocked', 0, null, null],
    ['not_begun', 0, null, null],
  ]);
  expect(board.landedInTurn).toEqual(['a']);
});
