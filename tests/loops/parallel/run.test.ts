import { expect, test } from 'vitest';
import type { Halt } from '../../../src/domain/halt.js';
import type { TaskId } from '../../../src/domain/ids.js';
import { done, err, ok } from '../../../src/domain/result.js';
import type { Task } from '../../../src/domain/task.js';
import { taskFromText } from '../../../src/formats/task-text.js';
import type { ParallelDeps } from '../../../src/loops/parallel/deps.js';
import { runParallel } from '../../../src/loops/parallel/run-parallel.js';
import { MemoryContext } from '../../support/memory-context.js';
import { MemoryLanding } from '../../support/memory-landing.js';
import { settingsWith } from '../../support/memory-settings.js';

/** Runs tasks at once whose places cannot be made, each for a reason of its own; returns what was begun. */
async function run(
  names: string,
  halts: Readonly<Record<string, Halt | 'throws' | 'slow'>>,
  texts: Readonly<Record<string, string>> = {},
) {
  const base = settingsWith();
  const ctx = new MemoryContext();
  const tasks = [...names].map((name): Task => ({ ...taskFromText(texts[name] ?? `Add ${name}`), id: name as TaskId }));
  const begun: string[] = [];
  const closed: string[] = [];
  const deps = {
    landing: new MemoryLanding(),
    settings: { ...base, parallel: { ...base.parallel, concurrency: 2 } },
    ...{ integrated: null, baseRef: null, takesMore: false, show: () => undefined },
    paths: { exists: () => false, isFolder: () => false },
    softStop: { asked: async () => false },
    list: { file: 'tasks.md', store: { list: async () => ok(tasks.map((task) => ({ task, done: false }))) } },
    workers: {
      emitOf: () => ctx.emit,
      placeOf: () => null,
      async open({ id }: Task) {
        begun.push(id);
        const halt = halts[id];
        if (halt === 'throws') throw new Error('no such thing');
        if (halt === 'slow') await new Promise((resolve) => setTimeout(resolve, 5));
        return err(typeof halt === 'object' ? halt : ({ reason: 'git', doing: 'x', says: id } as Halt));
      },
      async close({ id }: Task) {
        closed.push(id);
        return done;
      },
    },
  } as unknown as ParallelDeps;
  const ended = runParallel(deps, ctx);
  return { ended, begun, closed, ctx };
}

const budget = (what: 'cost' | 'task-cost'): Halt => ({ reason: 'budget', what, limit: 1, used: 2 });

test('L26 a limit of the whole run begins nothing else, and costs no task its place', async () => {
  const { ended, begun, ctx } = await run('abcd', { a: budget('cost'), b: 'slow' });
  expect(await ended).toMatchObject({ ok: false, error: { reason: 'budget', what: 'cost' } });
  expect([begun, ctx.of('task-lost').map(({ lost }) => lost.id)]).toEqual([['a', 'b'], ['b']]);
});

test('L26 a limit of one task is that one task’s', async () => {
  const { ended, begun } = await run('abc', { a: budget('task-cost') });
  expect(await ended).toMatchObject({ ok: false, error: { reason: 'not-landed', landed: 0 } });
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('what stops the run is told at once while others are at work, which come to their end', async () => {
  const full: Halt = { reason: 'state', file: 'journal', why: 'the disk is full' };
  const { ended, closed, ctx } = await run('abc', { a: full, b: 'slow' });
  expect(await ended).toMatchObject({ ok: false, error: { reason: 'state' } });
  expect(ctx.of('noticed')).toMatchObject([{ notice: { kind: 'landing-stopped', running: 1 } }]);
  expect(closed).toEqual(['b']);
});

test('a fault of the program lets the others come to their end before it is told', async () => {
  const { ended, begun, closed } = await run('abc', { a: 'throws', b: 'slow' });
  await expect(ended).rejects.toThrow('no such thing');
  expect([begun, closed]).toEqual([['a', 'b'], ['b']]);
});

test('a dependency that no task answers to is told, and not waited for', async () => {
  const { ended, begun, ctx } = await run('a', {}, { a: 'Add a\n- Depends: nowhere' });
  await ended;
  expect(begun).toEqual(['a']);
  expect(ctx.of('noticed')).toMatchObject([{ notice: { kind: 'unknown-dependency', task: 'a', name: 'nowhere' } }]);
});

test('tasks that wait for one another in a circle are named by their ids', async () => {
  const { ended, begun } = await run('ab', {}, { a: 'Add a\n- Depends: b', b: 'Add b\n- Depends: a' });
  expect(await ended).toMatchObject({ error: { reason: 'tasklist', why: expect.stringContaining('a -> b -> a') } });
  expect(begun).toEqual([]);
});

test('WT-S10 what has not begun is told with its reason, whenever that has changed', async () => {
  const texts = { c: 'Add c\n- Depends: a', d: 'Edit x.ts', e: 'Edit x.ts' };
  const { ended, ctx } = await run('adecf', { a: 'slow', d: 'slow' }, texts);
  await ended;
  const told = ctx.of('tasks-waiting').map(({ waiting }) => waiting.map(({ task, why }) => `${task} ${why}`));
  expect(told[0]).toEqual(['e file', 'c task', 'f slot']);
  expect(told.at(-1)).toEqual([]);
  expect(new Set(told.map(String)).size).toBe(told.length);
});
