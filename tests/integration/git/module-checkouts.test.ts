import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { followModules } from '../../../src/adapters/git/follow-modules.js';
import { makeGit } from '../../../src/adapters/git/git.js';
import { locate } from '../../../src/adapters/git/locate.js';
import { makeModuleCheckouts } from '../../../src/adapters/git/module-checkouts.js';
import { unmerged } from '../../../src/adapters/git/unmerged.js';
import { makeWorktrees } from '../../../src/adapters/git/worktrees.js';
import { keepWorktree } from '../../../src/adapters/worktree/keep-worktree.js';
import type { CommitId, RunId } from '../../../src/domain/ids.js';
import { ok } from '../../../src/domain/result.js';
import { countingRun, ENV, error, makeRig, type Rig, signal, value } from './rig.js';

const { run } = countingRun();
const gitAt = (cwd: string) => makeGit({ run, cwd, env: ENV });

/** A repository with a submodule that holds another one, and with a further one that is not checked out. */
function repository(): Rig {
  const [deep, inner, rig] = [makeRig(), makeRig(), makeRig()];
  const add = (to: Rig, from: Rig, path: string) =>
    to.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', from.top, path);
  add(inner, deep, 'deep er');
  inner.save('deep');
  add(rig, inner, 'sub');
  add(rig, deep, 'empty');
  rig.save('modules');
  rig.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'update', '--init', '--recursive');
  rig.git('submodule', '--quiet', 'deinit', '-f', 'empty');
  for (const one of [deep, inner]) one[Symbol.dispose]();
  return rig;
}

/** A worktree of it, filled. */
async function filled(rig: Rig) {
  const worktrees = makeWorktrees(gitAt(rig.top));
  const modules = makeModuleCheckouts({ gitAt, main: rig.top, alone: worktrees.alone });
  const [path, commit] = [join(dirname(rig.top), 'task a'), rig.git('rev-parse', 'HEAD') as CommitId];
  value(await worktrees.add({ path, branch: 'millstone/task/a' }, commit, signal));
  const empty = value(await modules.fill(path, commit, signal));
  const git = (...args: string[]) => rig.git('-C', path, ...args);
  return { worktrees, modules, path, empty, git };
}

test('a worktree has the submodules of the checkout, and nothing is fetched or configured for it', async () => {
  using rig = repository();
  const config = readFileSync(join(rig.top, '.git/config'), 'utf8');
  const { path, empty, git, modules, worktrees } = await filled(rig);
  expect(empty).toEqual(['empty']);
  expect(readFileSync(join(path, 'sub/deep er/a.txt'), 'utf8')).toBe('one\ntwo\nthree\n');
  expect(git('status', '--porcelain')).toBe('');
  expect(git('-C', 'sub/deep er', 'rev-parse', 'HEAD')).toBe(rig.git('-C', 'sub/deep er', 'rev-parse', 'HEAD'));
  expect(readFileSync(join(rig.top, '.git/config'), 'utf8')).toBe(config);
  value(await worktrees.removeFiles(path, signal));
  value(await modules.prune(signal));
  expect(existsSync(path)).toBe(false);
  expect(rig.git('-C', 'sub', 'worktree', 'list').split('\n')).toHaveLength(1);
  expect(rig.git('-C', 'sub/deep er', 'worktree', 'list').split('\n')).toHaveLength(1);
  // And again where one of that place was known.
  expect((await filled(makeAgain(rig))).empty).toEqual(['empty']);
});

function makeAgain(rig: Rig): Rig {
  rig.git('branch', '-D', 'millstone/task/a');
  return rig;
}

test('filling moves submodules to what a commit says, whatever a check has left there', async () => {
  using rig = repository();
  const { path, git, modules } = await filled(rig);
  const before = git('rev-parse', 'HEAD');
  rig.write('sub/a.txt', 'new\n');
  rig.git('-C', 'sub', 'commit', '-qam', 'new');
  const after = rig.save('pointer');
  git('reset', '-q', '--hard', after);
  rig.git('-C', join(path, 'sub'), 'rm', '-q', 'a.txt');
  value(await modules.fill(path, after, signal));
  expect(readFileSync(join(path, 'sub/a.txt'), 'utf8')).toBe('new\n');
  expect(git('status', '--porcelain')).toBe('');
  git('reset', '-q', '--hard', before);
  value(await modules.fill(path, before, signal));
  expect(git('status', '--porcelain')).toBe('');
});

test('a commit that the checkout of a submodule does not have is refused, and nothing is fetched', async () => {
  using rig = repository();
  const missing = '1234567890123456789012345678901234567890';
  rig.git('update-index', '--cacheinfo', `160000,${missing},sub`);
  rig.git('commit', '-qm', 'pointer to nowhere');
  const worktrees = makeWorktrees(gitAt(rig.top));
  const modules = makeModuleCheckouts({ gitAt, main: rig.top, alone: worktrees.alone });
  const [path, commit] = [join(dirname(rig.top), 'b'), rig.git('rev-parse', 'HEAD') as CommitId];
  value(await worktrees.add({ path, branch: 'millstone/task/b' }, commit, signal));
  expect(error(await modules.fill(path, commit, signal))).toMatchObject({
    reason: 'preflight',
    problems: [{ what: expect.stringContaining('123456789012'), fix: 'git submodule update --init --recursive' }],
  });
});

test('what a task left inside a submodule is kept in its repository before the worktree goes', async () => {
  using rig = repository();
  const { path, git } = await filled(rig);
  const inside = (...args: string[]) => rig.git('-C', join(path, 'sub'), ...args);
  rig.git('-C', join(path, 'sub'), 'rm', '-q', 'a.txt');
  inside('commit', '-qm', 'gone');
  const commit = inside('rev-parse', 'HEAD');
  git('commit', '-qam', 'pointer');
  inside('checkout', '-q', 'HEAD^', '--', 'a.txt');
  const located = value(await locate({ run, cwd: path, env: ENV }, signal));
  const runId = '20250101_000000_000_abcd' as RunId;
  const housed = { located, run, env: ENV, tmpDir: join(dirname(rig.top), 'tmp'), runId };
  value(await keepWorktree(housed, { name: 'task-a', landed: () => Promise.resolve(ok(true)) }, signal));
  const refs = rig.git('-C', 'sub', 'for-each-ref', '--format=%(refname)', 'refs/millstone').split('\n');
  expect(refs.map((ref) => ref.split('/').at(-1))).toEqual(['task-a', 'task-a-files']);
  expect(rig.git('-C', 'sub', 'rev-parse', refs[0] ?? '')).toBe(commit);
});

test('a conflict of submodules tells which commit the task had, since nothing can be marked', async () => {
  using rig = repository();
  const commit = (text: string): string => {
    rig.git('-C', 'sub', 'checkout', '-q', '--detach', 'main');
    rig.write('sub/a.txt', text);
    rig.git('-C', 'sub', 'commit', '-qam', text);
    rig.git('commit', '-qam', text);
    return rig.git('-C', 'sub', 'rev-parse', 'HEAD');
  };
  rig.git('branch', 'task');
  commit('landed');
  rig.git('checkout', '-q', 'task');
  const had = commit('of the task');
  rig.git('checkout', '-q', 'main');
  expect(() => rig.git('merge', '-q', 'task')).toThrow();
  const told = `sub (a submodule, at the commit that landed; the task had ${had.slice(0, 12)})`;
  expect(value(await unmerged(gitAt(rig.top), signal))).toEqual([told]);
});

test('after a landing the submodules of the checkout follow, unless they hold something of the person', async () => {
  using rig = repository();
  const before = rig.git('rev-parse', 'HEAD');
  rig.write('sub/a.txt', 'new\n');
  rig.git('-C', 'sub', 'commit', '-qam', 'new');
  const after = rig.save('pointer');
  const old = rig.git('rev-parse', `${before}:sub`);
  const step = { top: rig.top, from: before, to: after };
  rig.git('-C', 'sub', 'checkout', '-q', '--detach', old);
  expect(await followModules(gitAt, step, signal)).toEqual({ left: [], unpushed: ['sub'] });
  expect(rig.git('status', '--porcelain')).toBe('');
  rig.git('-C', 'sub', 'checkout', '-q', '--detach', old);
  rig.write('sub/mine', 'x');
  expect(await followModules(gitAt, step, signal)).toEqual({ left: ['sub'], unpushed: ['sub'] });
  expect(rig.git('-C', 'sub', 'rev-parse', 'HEAD')).toBe(old);
});
