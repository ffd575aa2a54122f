import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeGit } from '../../../src/adapters/git/git.js';
import { moveBase } from '../../../src/adapters/git/move-base.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import type { CommitId } from '../../../src/domain/ids.js';
import { ENV, makeRig, signal, value } from './rig.js';

const run = makeSpawn({ guard: null, mark: null });

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
  const gitAt = (cwd: string) => makeGit({ run, cwd, env: ENV });
  const moving = { git: gitAt(rig.top), gitAt, ref: 'refs/heads/main', alone: <T>(work: () => Promise<T>) => work() };
  expect(value(await moveBase(moving, from, to, signal))).toMatchObject({ kind: 'in-the-way', paths: ['a.local'] });
  expect(readFileSync(join(rig.top, 'a.local'), 'utf8')).toBe('mine\n');
  expect(rig.git('rev-parse', 'main')).toBe(from);
});
