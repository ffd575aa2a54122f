import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommitId, TaskId } from '../../../src/domain/ids.js';
import type { ReturnedRecord } from '../../../src/domain/parallel-records.js';
import { done, ok } from '../../../src/domain/result.js';
import { checkedKey, returnedKey } from '../../../src/domain/task-keys.js';
import { taskFromText } from '../../../src/formats/task-text.js';
import { Board } from '../../../src/loops/parallel/board.js';
import type { ParallelDeps } from '../../../src/loops/parallel/deps.js';
import { Landings } from '../../../src/loops/parallel/land.js';
import type { Landed } from '../../../src/ports/landing.js';
import { MemoryContext } from '../../support/memory-context.js';
import { MemoryLanding } from '../../support/memory-landing.js';
import { settingsWith } from '../../support/memory-settings.js';

interface Stage {
  /** Pairs of tasks that conflict, and pairs that together turn the check red. */
  readonly conflicts?: readonly string[];
  readonly clashes?: readonly string[];
  readonly retries?: number;
  readonly answers?: readonly Landed[];
  /** The check is red whatever is there, and names no tests. */
  readonly redBase?: boolean;
  /** A task that an earlier process of the run sent back once. */
  readonly cameBack?: string;
}

const wayOf = (what: 'files' | 'operation' | 'lock'): Landed => {
  const [paths, says] =
    what === 'files' ? [['x.ts'], 'changes there are not committed'] : [[], 'a rebase is under way'];
  return { kind: 'in-the-way', top: '/r', what, paths, says };
};

/** Tasks that wait to land, each named by a letter, and what becomes of them in one round. */
async function land(
  names: string,
  { conflicts = [], clashes = [], retries = 0, answers = [], redBase = false, cameBack }: Stage = {},
) {
  const landing = new MemoryLanding(conflicts);
  landing.answers.push(...answers);
  const planned = [...names].map((name) => {
    const task = { ...taskFromText(`Add ${name}`), id: name as TaskId };
    return { id: task.id, risk: null, files: [], after: [], task };
  });
  const board = new Board(planned);
  const ctx = new MemoryContext();
  for (const one of planned) {
    const brought = { task: one.id, title: one.task.title, fork: 'c:' as CommitId, head: `h:${one.id}` as CommitId };
    board.queue({ planned: one, brought, done: { outcome: 'approved', cycles: 1, commits: [] }, emit: ctx.emit });
  }
  if (cameBack !== undefined) {
    const value = { onto: 'c:', mixed: 'c:', feedback: '', nth: 1 };
    await ctx.journal.append({ kind: 'step', key: returnedKey(cameBack as TaskId), value });
  }
  let checks = 0;
  const back: string[] = [];
  const base = settingsWith();
  const settings = {
    ...base,
    project: { ...base.project, commands: { ...base.project.commands, tests: 'check' } },
    parallel: { ...base.parallel, conflictRetries: retries },
  };
  const isRed = (): boolean =>
    redBase || clashes.some((pair) => [...pair].every((name) => landing.checkout.some((one) => one === name)));
  const list = { entries: planned.map(({ task }) => ({ task, done: false })) };
  const deps = {
    landing,
    settings,
    integrated: null,
    consent: () => ({ waivers: [], moreCycles: 0 }),
    repository: { change: async () => ok({ files: [] }) },
    steering: { remember: async () => done, restore: async () => ok([]) },
    list: {
      file: 'tasks.md',
      store: { text: async () => ok(''), list: async () => ok(list.entries), tick: async () => done },
    },
    workers: {
      close: async () => done,
      giveBack: async ({ id }: { id: TaskId }, value: ReturnedRecord) => {
        back.push(id);
        return ctx.journal.append({ kind: 'step', key: returnedKey(id), value });
      },
    },
    evaluator: {
      markers: async () => ({ names: new Set(), texts: new Map() }),
      run: async () => {
        checks++;
        const red = isRed();
        const ending = { kind: 'exited', code: red ? 1 : 0 } as const;
        return { kind: 'tests', command: 'check', ending, ms: 1, output: red ? 'red' : '' };
      },
    },
  } as unknown as ParallelDeps;
  const landings = new Landings(deps, board);
  const result = await landings.round(ctx);
  const last = await landings.last(ctx);
  return {
    result,
    last,
    landings,
    landing,
    board,
    ctx,
    back,
    checks,
    at: landing.history.at(-1),
    history: landing.history,
  };
}

describe('what waits to land', () => {
  test('WT-S33 all of it is integrated one by one, checked once and landed together', async () => {
    const { at, checks, board, ctx } = await land('abcd');
    expect([at, checks, board.landed]).toEqual(['a+b+c+d', 1, 4]);
    expect(ctx.of('landed').map(({ task }) => task)).toEqual(['a', 'b', 'c', 'd']);
    expect(ctx.of('landing-begun')).toMatchObject([{ tasks: ['a', 'b', 'c', 'd'] }]);
    expect(ctx.of('project-check-started')).toMatchObject([{ check: { command: 'check' } }]);
  });

  test('what turns the check red is found by halves; those before it land, those behind it are tried anew', async () => {
    const { history, board, checks } = await land('abcdefgh', { clashes: ['cf'] });
    expect(history).toEqual(['', 'a+b+c+d+e', 'a+b+c+d+e+g+h']);
    expect(board.lostTasks).toMatchObject([{ id: 'f', outcome: 'eval_gate_failed' }]);
    // Red once more to be sure, the base, three halves with their second looks, and the rest.
    expect(checks).toBeLessThanOrEqual(10);
  });

  test('S12 of two that conflict with what landed the second waits for the first, and comes back no more often', async () => {
    const { at, back, board, ctx, landings } = await land('abc', { conflicts: ['ab', 'ac'], retries: 1 });
    expect([at, back, ctx.of('task-returned').length]).toEqual(['a', ['b'], 1]);
    expect(ctx.of('landing-waits')).toMatchObject([
      { task: 'c', paths: ['same.ts'], says: expect.stringContaining('b') },
    ]);
    expect(board.stateOf('c' as TaskId)).toBe('queued');
    board.set('b' as TaskId, 'landed');
    for (const one of landings.comebacks.rivals.freed()) board.queue(one);
    expect(await landings.round(ctx)).toMatchObject({ ok: true });
    expect([back, board.lostTasks]).toEqual([['b', 'c'], []]);
  });

  test('S12 what conflicts or is red goes back once the others have landed', async () => {
    const { at, back, board } = await land('abc', { conflicts: ['ab'], clashes: ['ac'], retries: 2 });
    expect([at, back.toSorted()]).toEqual(['a', ['b', 'c']]);
    expect(board.lostTasks).toEqual([]);
    expect(['b', 'c'].map((id) => board.stateOf(id as TaskId))).toEqual(['pending', 'pending']);
  });

  test('S12 times that it came back in an earlier process count', async () => {
    const again = { conflicts: ['ab'], cameBack: 'b' };
    const { back, ctx } = await land('ab', { ...again, retries: 2 });
    expect([back, ctx.of('task-returned')]).toMatchObject([['b'], [{ task: 'b', nth: 2, of: 2 }]]);
    const { board } = await land('ab', { ...again, retries: 1 });
    expect(board.lostTasks).toMatchObject([
      { id: 'b', outcome: 'conflict', says: expect.stringContaining('--conflict-retries allows more') },
    ]);
  });

  test('WT-S39 a branch that moved meanwhile is met again, as often as it may', async () => {
    const moved: Landed = { kind: 'moved' };
    expect((await land('a', { answers: [moved, moved] })).at).toBe('a');
    const given = await land('a', { answers: [moved, moved, moved] });
    expect([given.at, given.board.lostTasks[0]?.outcome]).toEqual(['', 'land_fail']);
    // Fewer together, as they take less time: nobody is lost to others who commit now and then.
    const many = await land('abcd', { answers: [moved, moved, moved, moved] });
    expect(many.history).toEqual(['', 'a', 'a+b+c', 'a+b+c+d']);
  });

  test('WT-S53 S3 what is in the way is tried once more in the end, then told with its way out', async () => {
    const freed = await land('ab', { answers: [wayOf('files')] });
    expect([freed.at, freed.ctx.of('landing-waits').length]).toEqual(['a+b', 2]);
  });

  test.each([
    ['files', 'changes in the checkout of main are in the way (x.ts): commit or stash them', 0],
    ['operation', 'a rebase is under way in the checkout of main: bring it to its end', 0],
    // A git at work is waited for.
    ['lock', 'index.lock is still there, remove it', 30],
  ] as const)('S3 what is still in the way is told once, with its way out: %s', async (what, words, waits) => {
    const { board, ctx } = await land('a', { answers: [wayOf(what), wayOf(what)] });
    expect(board.lostTasks).toMatchObject([{ id: 'a', outcome: 'land_pending', says: expect.stringContaining(words) }]);
    expect([ctx.of('landing-waits').length, ctx.clock.waits.length]).toEqual([1, waits]);
  });

  test('nothing lands where the check is red on the base as well and names no tests; it is asked anew when the run goes on', async () => {
    const { history, board, back, ctx } = await land('ab', { redBase: true, retries: 2 });
    expect([history, back]).toEqual([[''], []]);
    expect(board.lostTasks).toMatchObject(['a', 'b'].map((id) => ({ id, outcome: 'land_pending' })));
    expect(board.lostTasks[0]?.says).toMatch(/`check` fails on main itself .*worktree_setup, worktree_links/);
    for (const tree of ['t:', 't:a+b']) expect(ctx.journal.find(checkedKey(tree, 'check'))).toBeUndefined();
  });

  test('whatever conflicts and clashes, the branch is never red, and every task is landed or lost', async () => {
    const names = 'abcdefg';
    const pair = fc.subarray([...names], { minLength: 2, maxLength: 2 }).map((two) => two.join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(pair, { maxLength: 4 }),
        fc.array(pair, { maxLength: 4 }),
        async (conflicts, clashes) => {
          const { history, board, result } = await land(names, { conflicts, clashes });
          expect(result.ok).toBe(true);
          const bad = [...conflicts, ...clashes];
          for (const state of history)
            expect(bad.filter((two) => [...two].every((one) => state.includes(one)))).toEqual([]);
          const lost = board.lostTasks.map(({ id }) => id);
          const landed = (history.at(-1) ?? '').split('+').filter(Boolean);
          expect([...landed, ...lost].toSorted()).toEqual([...names]);
          // Each state has all of the one before it.
          expect(history.every((state, i) => state.startsWith(history[i - 1] ?? ''))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
