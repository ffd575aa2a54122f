import { describe, expect, test } from 'vitest';
import type { CommitId } from '../../../src/domain/ids.js';
import type { Parked } from '../../../src/domain/parked.js';
import { inOrder, pick } from '../../../src/policy/parked.js';

const parked = (run: string, name: string, at: string): Parked => ({
  ref: `refs/millstone/parked/${run}/${name}`,
  run,
  commit: 'c'.repeat(40) as CommitId,
  at,
  subject: 'Files as they were before the task',
  own: true,
  files: ['a'],
  staged: null,
});

const old = parked('r1', 'start', '2026-01-01T00:00:00.000Z');
const head = parked('r2', 'head-1', '2025-12-01T00:00:00.000Z');
const tree = parked('r2', 'worktree-1', '2026-02-01T00:00:00.000Z');
const list = inOrder([old, head, tree]);

test('the newest run comes first, with all that it parked', () => {
  expect(list).toEqual([tree, head, old]);
});

describe('what is meant', () => {
  test.each([
    ['1', tree],
    ['3', old],
    [' 2 ', head],
    ['r1', old],
    ['r2/head-1', head],
    ['refs/millstone/parked/r2/worktree-1', tree],
  ])('by %j', (wanted, meant) => {
    expect(pick(list, wanted)).toEqual({ ok: true, value: meant });
  });

  test.each([
    ['0', 'there is no number 0'],
    ['4', 'there is no number 4'],
    ['r3', 'nothing that is parked is called "r3"'],
    ['start', 'nothing that is parked is called "start"'],
  ])('nothing by %j, and the list is named', (wanted, what) => {
    expect(pick(list, wanted)).toMatchObject({
      ok: false,
      error: { what: expect.stringContaining(what), fix: expect.stringContaining('--recover') },
    });
  });

  test('a run that parked several things asks for a number', () => {
    expect(pick(list, 'r2')).toMatchObject({
      error: { what: 'the run r2 parked 2 things', fix: 'name one of them by its number: 1, 2' },
    });
  });

  test('nothing is parked at all', () => {
    expect(pick([], '1')).toMatchObject({ error: { what: 'nothing is parked here' } });
  });
});
