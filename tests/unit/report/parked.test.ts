import { describe, expect, test } from 'vitest';
import type { CommitId, TreeId } from '../../../src/domain/ids.js';
import { broughtBackLines, type Listed, parkedLines } from '../../../src/report/parked.js';
import { nothingToUndo, undoneLines } from '../../../src/report/undone.js';

const one: Listed = {
  number: 1,
  task: 'Add a\u001b[31m file',
  ref: 'refs/millstone/parked/r1/worktree-1',
  run: 'r1',
  commit: 'c'.repeat(40) as CommitId,
  at: '2026-01-31T12:34:56.000Z',
  subject: 'Files as they were before millstone put them back',
  own: true,
  files: ['a', 'b', 'c', 'd', 'e', 'f'],
  staged: 's'.repeat(40) as CommitId,
};
const commit: Listed = {
  ...one,
  number: 12,
  own: false,
  subject: 'Add x',
  at: '',
  files: [],
  staged: null,
  task: null,
};
const texts = (lines: readonly { readonly text: string }[]): readonly string[] => lines.map(({ text }) => text);

describe('the list of what is parked', () => {
  test('tells of each what, when, how many files, of which run, and where', () => {
    expect(texts(parkedLines([one, commit])).slice(0, 12)).toEqual([
      'Parked in this repository, the newest first:',
      '',
      '   1  Files as they were before millstone put them back',
      '      When    2026-01-31 12:34 UTC',
      '      Files   6 files: a, b, c, d, e and 1 more, and what was staged',
      '      Run     r1 "Add a file"',
      '      Ref     refs/millstone/parked/r1/worktree-1',
      '',
      '  12  Commit "Add x"',
      '      When    unknown',
      '      Files   0 files',
      '      Run     r1',
    ]);
  });

  test('says so when there is nothing', () => {
    expect(texts(parkedLines([]))).toEqual([expect.stringContaining('Nothing is parked')]);
  });
});

describe('what was brought back', () => {
  test.each([
    [{ files: ['a'], parked: null, staged: null }, ['Brought back 1 file, uncommitted: a.']],
    [{ files: [], parked: null, staged: null }, [expect.stringContaining('All of it is there already')]],
    [
      { files: ['a', 'b'], parked: 'refs/x', staged: true },
      [
        'Brought back 2 files, uncommitted: a, b.',
        expect.stringContaining('staged again'),
        expect.stringContaining('refs/x'),
      ],
    ],
    [
      { files: ['a'], parked: null, staged: false },
      [
        expect.anything(),
        expect.stringContaining(`not staged again, since the index has moved on; it is kept in ${one.ref}`),
      ],
    ],
  ])('%j', (brought, says) => {
    expect(texts(broughtBackLines(one, brought))).toEqual(says);
  });
});

describe('an undo', () => {
  test('names the commits and where they are kept', () => {
    const commits = [{ id: 'a'.repeat(40) as CommitId, tree: 't' as TreeId, subject: 'Add it' }];
    const says = texts(undoneLines({ title: 'Do it', commits, parked: 'refs/x' }));
    expect(says.slice(0, 2)).toEqual(['Took back the last run ("Do it"): 1 commit.', '  aaaaaaaaaaaa Add it']);
    expect(says.join('\n')).toContain('refs/x');
  });

  test.each([
    ['no-run', null, 'no run of millstone is known here'],
    ['no-commits', 'Do it', 'the last run ("Do it") made no commits'],
    ['undone', 'Do it', 'was taken back already'],
  ] as const)('of nothing says why: %s', (why, title, says) => {
    expect(nothingToUndo(why, title).text).toContain(says);
  });
});
