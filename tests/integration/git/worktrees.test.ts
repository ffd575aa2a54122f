import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeGit } from '../../../src/adapters/git/git.js';
import { makeWorktrees } from '../../../src/adapters/git/worktrees.js';
import type { CommitId } from '../../../src/domain/ids.js';
import { countingRun, ENV, makeRig, signal, value } from './rig.js';

const branch = 'millstone/task/a';

test('WT-S41 a worktree is on a branch of its own at a commit, holds what git tracks and nothing else', async () => {
  using rig = makeRig();
  const at = rig.git('rev-parse', 'HEAD') as CommitId;
  rig.write('later', 'x');
  rig.save('later');
  rig.write('.millstone/config.toml', 'sanity = false\n');
  const worktrees = makeWorktrees(makeGit({ run: countingRun().run, cwd: rig.top, env: ENV }));
  const path = join(dirname(rig.top), 'task a ü');
  expect(value(await worktrees.ownerOf(branch, signal))).toBe('nobody');
  value(await worktrees.add({ path, branch }, at, signal));
  expect(value(await worktrees.ownerOf(branch, signal))).toBe('millstone');
  expect([rig.git('-C', path, 'branch', '--show-current'), rig.git('-C', path, 'rev-parse', 'HEAD')]).toEqual([
    branch,
    at,
  ]);
  expect(readdirSync(path).toSorted()).toEqual(['.git', 'a.txt']);
});

test('WT-S42 D5 a worktree goes with whatever is in it, its branch when that is asked for, and those of others stay', async () => {
  using rig = makeRig();
  const at = rig.git('rev-parse', 'HEAD') as CommitId;
  rig.git('branch', 'millstone/foo');
  const worktrees = makeWorktrees(makeGit({ run: countingRun().run, cwd: rig.top, env: ENV }));
  const path = join(dirname(rig.top), 'a');
  value(await worktrees.add({ path, branch }, at, signal));
  rig.write('../a/left', 'x');
  rig.write('../a/a.txt', 'edited\n');
  value(await worktrees.removeFiles(path, signal));
  expect([existsSync(path), rig.git('branch', '--list', branch).trim()]).toEqual([false, branch]);
  value(await worktrees.removeBranch(branch, signal));
  expect(rig.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main\nrefs/heads/millstone/foo');
  expect(value(await worktrees.ownerOf('millstone/foo', signal))).toBe('others');
  // Also one that somebody has locked.
  value(await worktrees.add({ path, branch }, at, signal));
  rig.git('worktree', 'lock', path);
  value(await worktrees.removeFiles(path, signal));
  expect(rig.git('worktree', 'list').split('\n')).toHaveLength(1);
});
