import { expect, test } from 'vitest';
import type { CommitId, TaskId } from '../../../src/domain/ids.js';
import { done, ok } from '../../../src/domain/result.js';
import { endedKey, finishedKey, landingKey, lostKey } from '../../../src/domain/task-keys.js';
import { taskFromText } from '../../../src/formats/task-text.js';
import { Board } from '../../../src/loops/parallel/board.js';
import type { ParallelDeps } from '../../../src/loops/parallel/deps.js';
import { recover } from '../../../src/loops/parallel/recover.js';
import { MemoryContext, MemoryJournal } from '../../support/memory-context.js';
import { MemoryLanding } from '../../support/memory-landing.js';

const commit = { id: 'h:a', tree: 't:a', subject: 'Add a' };
const finished = { outcome: 'approved', cycles: 1, commits: [commit] };
const step = (key: string, value: unknown) => ({ kind: 'step', key, value }) as const;
const idOf = (id: string) => id as TaskId;
const start = step('task/a/start', { head: 'c:', branch: 'x', tree: 't:', headTree: 't:' });

/** Takes up a run with the one task a, of which the journal says this much. */
async function takenUp(entries: MemoryJournal['entries'], { ticked = false, landed = false, branch = 'h:a' } = {}) {
  const landing = new MemoryLanding();
  if (landed) landing.history.push('a');
  const task = { ...taskFromText('Add a'), id: idOf('a') };
  const board = new Board([{ id: task.id, risk: null, files: [], after: [], task }]);
  const ctx = new MemoryContext(new MemoryJournal(entries));
  const closed: string[] = [];
  const marked: string[] = [];
  const deps = {
    ...{ landing, integrated: null },
    list: { file: 'tasks.md', store: { list: async () => ok([{ task, done: ticked }]) } },
    workers: {
      tip: async () => ok(branch as CommitId),
      emitOf: () => ctx.emit,
      close: async (_: unknown, fate: string) => {
        closed.push(fate);
        return done;
      },
    },
  } as unknown as ParallelDeps;
  const mark = async () => {
    marked.push('a');
    board.set(task.id, 'landed');
    return done;
  };
  const result = await recover(deps, board, { mark }, ctx);
  expect(result.ok).toBe(true);
  const waiting = board.takeQueue().map(({ brought }) => brought.head);
  return { state: board.stateOf(task.id), closed, marked, waiting, ctx, find: (key: string) => ctx.journal.find(key) };
}

test('what was not finished begins or goes on when it is its turn', async () => {
  expect(await takenUp([start])).toMatchObject({ state: 'pending', waiting: [], closed: [] });
});

test('WT-S61 what was finished waits to land as its branch is now, and is not lost any more', async () => {
  const lost = step(lostKey(idOf('a')), { outcome: 'land_pending' });
  const at = await takenUp([start, step(finishedKey(idOf('a')), finished), lost], { branch: 'h:mended' });
  expect(at).toMatchObject({ state: 'queued', waiting: ['h:mended'] });
  expect(at.find(lostKey(idOf('a')))).toBeUndefined();
});

test.each([
  [true, 'landed', ['a'], []],
  [false, 'queued', [], ['h:a']],
])(
  'WT-S61 one that was about to land is marked when the branch holds it (%s)',
  async (landed, state, marked, waiting) => {
    const meant = step(landingKey(idOf('a')), { from: 'c:', to: 'c:a', commits: [commit] });
    const at = await takenUp([start, step(finishedKey(idOf('a')), finished), meant], { landed });
    expect(at).toMatchObject({ state, marked, waiting });
  },
);

test('L23 what is ticked on the base branch by somebody else is done, told, and its place kept', async () => {
  const at = await takenUp([start, step(finishedKey(idOf('a')), finished)], { ticked: true });
  expect(at).toMatchObject({ state: 'landed', closed: ['landed'], waiting: [], marked: [] });
  expect(at.find(endedKey(idOf('a')))?.value).toMatchObject({ outcome: 'no_changes', commits: [] });
  expect(at.ctx.of('noticed')).toMatchObject([{ notice: { kind: 'ticked-meanwhile', task: 'a', file: 'tasks.md' } }]);
});

test('WT-S54 one that has ended is landed, and its place removed', async () => {
  const at = await takenUp([start, step(endedKey(idOf('a')), finished)], { ticked: true });
  expect(at).toMatchObject({ state: 'landed', closed: ['landed'], marked: [] });
  expect(at.ctx.of('noticed')).toEqual([]);
});
