import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeGit } from '../../../src/adapters/git/git.js';
import { makeLanding } from '../../../src/adapters/git/landing.js';
import { makeWorktrees } from '../../../src/adapters/git/worktrees.js';
import { putFiles } from '../../../src/cli/parallel/give-back.js';
import type { CommitId, TaskId } from '../../../src/domain/ids.js';
import { done } from '../../../src/domain/result.js';
import { countingRun, ENV, homeOf, makeRig, type Rig, signal, value } from './rig.js';

const gitAt = (cwd: string) => makeGit({ run: countingRun().run, cwd, env: ENV });

/** A checkout that has `in` of the folders `in` and `out`. */
function sparse(): Rig {
  const rig = makeRig();
  rig.write('in/a', 'a\n');
  rig.write('out/b', 'b\n');
  rig.save('folders');
  rig.git('sparse-checkout', 'set', 'in');
  expect(existsSync(join(rig.top, 'out'))).toBe(false);
  return rig;
}

test('what is written outside of the patterns is seen and committed, what is not checked out stays', async () => {
  using rig = sparse();
  const repository = await rig.open();
  const start = value(await repository.baseline(signal));
  rig.write('out/new', 'new\n');
  rig.write('out/b', 'edited\n');
  const { tree } = value(await repository.look(signal, true));
  const change = value(await repository.differing(start.tree, tree, signal));
  expect(change.map(({ path, status }) => [path, status])).toEqual([
    ['out/b', 'modified'],
    ['out/new', 'added'],
  ]);
  value(await repository.commit({ tree, message: 'Outside' }, signal));
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(rig.git('show', 'HEAD:out/b')).toBe('edited');

  // What is written there in vain is put back, and kept.
  const before = value(await repository.look(signal));
  rig.write('out/new', 'by a reader\n');
  rmSync(join(rig.top, 'out/b'));
  value(await repository.restore(before, signal));
  expect(readFileSync(join(rig.top, 'out/new'), 'utf8')).toBe('new\n');
});

test('a worktree has the same patterns, and what conflicts outside of them comes back to its author whole', async () => {
  using rig = sparse();
  const worktrees = makeWorktrees(gitAt(rig.top));
  const fork = rig.git('rev-parse', 'HEAD') as CommitId;
  const make = async (name: string) => {
    const path = join(dirname(rig.top), name);
    value(await worktrees.add({ path, branch: `millstone/${name}` }, fork, signal));
    expect([existsSync(join(path, 'in/a')), existsSync(join(path, 'out'))]).toEqual([true, false]);
    return { path, git: (...args: string[]) => rig.git('-C', path, ...args) };
  };
  const [task, integration] = [await make('task'), await make('integration')];
  const write = (text: string, ...files: readonly string[]): CommitId => {
    task.git('checkout', '-q', '--detach', fork);
    for (const file of files) rig.write(join('..', 'task', file), text);
    task.git('add', '--sparse', '-A');
    task.git('commit', '-qm', text);
    return task.git('rev-parse', 'HEAD') as CommitId;
  };
  const [one, two] = [write('one\n', 'out/b'), write('two\n', 'out/b', 'out/new')];
  const keep = () => Promise.resolve(done);
  const landing = makeLanding({
    ...{ git: gitAt(integration.path), gitDir: () => integration.git('rev-parse', '--absolute-git-dir') },
    ...{ home: homeOf(rig), gitAt, base: 'main', strategy: 'merge', keep, alone: worktrees.alone, fill: keep },
  });
  const brought = (head: CommitId) => ({ task: 'a' as TaskId, title: 'A', fork, head });
  const first = value(await landing.integrate(brought(one), fork, signal));
  if (first.kind !== 'clean') throw new Error(first.kind);
  const second = value(await landing.integrate(brought(two), first.commit.id, signal));
  if (second.kind !== 'conflict') throw new Error(second.kind);
  expect(second.files).toEqual(['out/b']);

  task.git('reset', '-q', '--hard', first.commit.id);
  task.git('clean', '-qffd');
  value(await putFiles({ gitAt, fill: keep }, task.path, second.mixed));
  expect(readFileSync(join(task.path, 'out/new'), 'utf8')).toBe('two\n');
  expect(readFileSync(join(task.path, 'out/b'), 'utf8')).toContain('>>>>>>>');
  expect(readFileSync(join(task.path, 'in/a'), 'utf8')).toBe('a\n');
  const repository = await rig.open({ cwd: task.path });
  expect(value(await repository.look(signal)).tree).toBe(task.git('rev-parse', `${second.mixed}^{tree}`));
});
