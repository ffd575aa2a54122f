import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeGit } from '../../../src/adapters/git/git.js';
import { isBlocked, moveBase } from '../../../src/adapters/git/move-base.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import type { CommitId } from '../../../src/domain/ids.js';
import { ENV, homeOf, makeRig, type Rig, signal, value } from './rig.js';

const run = makeSpawn({ guard: null, mark: null });
const movingIn = (rig: Rig) => {
  const gitAt = (cwd: string) => makeGit({ run, cwd, env: ENV });
  const alone = <T>(work: () => Promise<T>) => work();
  return { git: gitAt(rig.top), home: homeOf(rig), gitAt, ref: 'refs/heads/main', alone };
};

test('S3 a landing never writes over a file that git ignores where the base is checked out', async () => {
  using rig = makeRig();
  rig.write('.gitignore', '*.local\n');
  const from = rig.save('ignore') as CommitId;
  rig.git('switch', '-qc', 'task');
  rig.write('a.local', 'from the task\n');
  rig.git('add', '-f', 'a.local');
  const to = rig.save('task') as CommitId;
  rig.git('switch', '-q', 'main');
  rig.write('a.local', 'mine\n');
  const moving = movingIn(rig);
  expect(value(await moveBase(moving, from, to, signal))).toMatchObject({ kind: 'in-the-way', paths: ['a.local'] });
  expect(readFileSync(join(rig.top, 'a.local'), 'utf8')).toBe('mine\n');
  expect(rig.git('rev-parse', 'main')).toBe(from);
});

test('S3 what may still be in the way is told without trying: a file, a lock, something under way', async () => {
  using rig = makeRig();
  const blocked = async (...paths: string[]) => value(await isBlocked(movingIn(rig), paths, signal));
  rig.write('a.txt', 'mine\n');
  rig.write('new.txt', 'mine\n');
  expect([await blocked('a.txt'), await blocked('new.txt'), await blocked('other.txt')]).toEqual([true, true, false]);
  expect(await blocked()).toBe(false);
  for (const sign of ['index.lock', 'MERGE_HEAD']) {
    rig.write(`.git/${sign}`, '');
    expect(await blocked()).toBe(true);
    rmSync(join(rig.top, '.git', sign));
  }
  rig.git('switch', '-q', '--detach');
  expect(await blocked('a.txt')).toBe(false);
});
