import { expect, test } from 'vitest';
import { makeGit } from '../../../src/adapters/git/git.js';
import { historySince, newestCommit } from '../../../src/adapters/git/history.js';
import { headBranch, looseCommit, looseContains, looseHead, looseRef } from '../../../src/adapters/git/loose.js';
import type { CommitId } from '../../../src/domain/ids.js';
import { countingRun, ENV, homeOf, makeRig, type Rig, signal, value } from './rig.js';

const SUBJECTS = [
  'plain',
  'with a body\n\nwhich says more\n',
  '\n  \n  indented after empty lines  \ngoes on here\t\n \nand ends there',
  'a no-break space at the end\u00a0\n',
  'Größe: 日本語 🎉',
  '',
  '\n\n',
  'tree 0000000000000000000000000000000000000000\nparent of nothing\n\nencoding x',
];

const gitOf = (rig: Rig) => {
  const { run, calls } = countingRun();
  return { git: makeGit({ run, cwd: rig.top, env: ENV }), calls };
};

/** A commit with exactly these words, on top of HEAD and perhaps others. */
function commit(rig: Rig, words: string, more: readonly string[] = [], config: readonly string[] = []): CommitId {
  rig.write('words', words);
  const parents = ['HEAD', ...more].flatMap((parent) => ['-p', parent]);
  const id = rig.git(...config, 'commit-tree', 'HEAD^{tree}', ...parents, '-F', 'words');
  rig.git('update-ref', 'HEAD', id);
  return id as CommitId;
}

test.each(SUBJECTS)('a commit that git has just written is read as git tells it: %j', async (words) => {
  using rig = makeRig();
  const first = rig.git('rev-parse', 'HEAD') as CommitId;
  commit(rig, 'another');
  const id = commit(rig, words, [first]);
  const { git, calls } = gitOf(rig);
  const asked = value(await newestCommit(git, signal));
  expect(calls).toHaveLength(1);
  expect(looseCommit(homeOf(rig), id)).toEqual(asked);
  expect(value(await newestCommit(git, signal, homeOf(rig)))).toEqual(asked);
  expect(value(await newestCommit(git, signal, homeOf(rig), 'refs/heads/main'))).toEqual(asked);
  expect([headBranch(homeOf(rig)), looseHead(homeOf(rig))]).toEqual(['refs/heads/main', id]);
  expect(calls).toHaveLength(1);
  // A merge lies between: that is a question for git.
  expect(value(await historySince(git, first, signal, homeOf(rig))).commits).toHaveLength(2);
  expect(calls).toHaveLength(2);
});

test('commits one behind the other are listed without git, on a branch and without one', async () => {
  using rig = makeRig();
  const since = rig.git('rev-parse', 'HEAD') as CommitId;
  for (const words of ['one', 'two\n\nmore', 'three']) commit(rig, words);
  const { git, calls } = gitOf(rig);
  const asked = value(await historySince(git, since, signal));
  expect(asked.commits.map(({ subject }) => subject)).toEqual(['one', 'two', 'three']);
  expect(value(await historySince(git, since, signal, homeOf(rig)))).toEqual(asked);
  rig.git('checkout', '-q', '--detach');
  expect(value(await historySince(git, since, signal, homeOf(rig)))).toEqual(asked);
  expect(headBranch(homeOf(rig))).toBeNull();
  expect(calls).toHaveLength(1);
});

test('git is asked for what is packed, in another encoding, or not an ancestor at all', async () => {
  using rig = makeRig();
  const since = rig.git('rev-parse', 'HEAD') as CommitId;
  const words = commit(rig, 'latin', [], ['-c', 'i18n.commitEncoding=ISO-8859-1']);
  expect(looseCommit(homeOf(rig), words)).toBeNull();
  const { git, calls } = gitOf(rig);
  expect(value(await newestCommit(git, signal, homeOf(rig)))).toMatchObject({ id: words, subject: 'latin' });
  rig.git('gc', '-q');
  expect(looseRef(homeOf(rig), 'refs/heads/main')).toBeNull();
  expect(value(await historySince(git, since, signal, homeOf(rig))).commits).toHaveLength(1);
  rig.git('checkout', '-q', '--orphan', 'other');
  rig.save('of its own');
  expect(value(await historySince(git, since, signal, homeOf(rig))).descends).toBe(false);
  expect(calls).toHaveLength(3);
});

test('what a branch has merged a moment ago is found without git, and never what it has not', async () => {
  using rig = makeRig();
  const first = rig.git('rev-parse', 'HEAD') as CommitId;
  const inner = commit(rig, 'inner');
  const side = commit(rig, 'side');
  rig.git('update-ref', 'HEAD', first);
  const apart = rig.git('commit-tree', 'HEAD^{tree}', '-p', first, '-m', 'apart') as CommitId;
  const merge = commit(rig, 'merge', [side]);
  const tip = commit(rig, 'after it');
  const has = (id: CommitId) => looseContains(homeOf(rig), 'refs/heads/main', id);
  expect([tip, merge, side, first].map(has)).toEqual([true, true, true, true]);
  expect(has(apart)).toBe(false);
  // Within what was merged nobody looks: then git is asked.
  expect(has(inner)).toBe(false);
});
