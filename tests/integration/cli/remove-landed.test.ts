import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeGit } from '../../../src/adapters/git/git.js';
import { locate } from '../../../src/adapters/git/locate.js';
import { makeWorktrees } from '../../../src/adapters/git/worktrees.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import type { Checkouts } from '../../../src/cli/parallel/checkouts.js';
import { removeLanded } from '../../../src/cli/parallel/remove-landed.js';
import type { CommitId } from '../../../src/domain/ids.js';
import { ENV, makeRig, type Rig, signal, value } from '../git/rig.js';

const run = makeSpawn({ guard: null, mark: null });
const BRANCH = 'millstone/task/a';

/** A worktree with a commit on its branch that the base has merged. */
async function landed(rig: Rig) {
  const worktrees = makeWorktrees(makeGit({ run, cwd: rig.top, env: ENV }));
  const path = join(dirname(rig.top), 'task a');
  const fork = rig.git('rev-parse', 'HEAD') as CommitId;
  expect(value(await worktrees.add({ path, branch: BRANCH }, fork, signal))).toBe(true);
  const git = (...args: string[]) => rig.git('-C', path, ...args);
  const write = (name: string) => writeFileSync(join(path, name), 'made\n');
  const commit = (name: string) => {
    write(name);
    git('add', '-A');
    git('commit', '-qm', name);
  };
  commit('task');
  rig.git('merge', '-q', '--no-ff', '--no-edit', BRANCH);
  const located = value(await locate({ run, cwd: path, env: ENV }, signal));
  const remove = async () => {
    const checkouts = { worktrees } as Checkouts;
    return value(await removeLanded({ base: 'main', checkouts }, { path, branch: BRANCH }, located));
  };
  return { path, git, write, commit, remove };
}

const refs = (rig: Rig): string => rig.git('for-each-ref', '--format=%(refname)');

test('D2 a worktree whose branch has landed goes with its branch', async () => {
  using rig = makeRig();
  const { path, remove } = await landed(rig);
  expect(await remove()).toBe(true);
  expect([existsSync(path), refs(rig)]).toEqual([false, 'refs/heads/main']);
  expect(rig.git('worktree', 'list').split('\n')).toHaveLength(1);
});

test.each<[string, (made: Awaited<ReturnType<typeof landed>>) => void]>([
  [
    'a file that git does not track, and is told not to show',
    ({ git, write }) => {
      git('config', 'status.showUntrackedFiles', 'no');
      write('notes');
    },
  ],
  ['an edit', ({ write }) => write('a.txt')],
  ['a commit that did not land', ({ commit }) => commit('more')],
  ['a HEAD that is not on the branch', ({ git }) => void git('checkout', '-q', '--detach')],
  ['a lock', ({ git, path }) => void git('worktree', 'lock', path)],
])('D2 D12 nothing is removed where there is %s', async (_, change) => {
  using rig = makeRig();
  const made = await landed(rig);
  change(made);
  expect(await made.remove()).toBe(false);
  expect(existsSync(join(made.path, 'task'))).toBe(true);
  expect(refs(rig)).toContain(`refs/heads/${BRANCH}`);
});
