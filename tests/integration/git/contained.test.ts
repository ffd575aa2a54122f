import { expect, test } from 'vitest';
import { isContained } from '../../../src/adapters/git/contained.js';
import { makeGit } from '../../../src/adapters/git/git.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import type { CommitId } from '../../../src/domain/ids.js';
import { ENV, makeRig, signal, value } from './rig.js';

test('D2 what a branch has is contained, also as picked commits; a merge that is elsewhere only is not', async () => {
  using rig = makeRig();
  const git = makeGit({ run: makeSpawn({ guard: null, mark: null }), cwd: rig.top, env: ENV });
  const contained = async (commit: string) => value(await isContained(git, 'main', commit as CommitId, signal));
  rig.git('switch', '-qc', 'task');
  rig.write('b.txt', 'b\n');
  const first = rig.save('b');
  rig.write('c.txt', 'c\n');
  const second = rig.save('c');
  rig.git('switch', '-q', 'main');
  rig.write('d.txt', 'd\n');
  const base = rig.save('d');
  expect(await Promise.all([base, first, second].map(contained))).toEqual([true, false, false]);
  rig.git('cherry-pick', first);
  expect(await Promise.all([first, second].map(contained))).toEqual([true, false]);
  rig.git('cherry-pick', second);
  expect(await contained(second)).toBe(true);
  rig.git('switch', '-q', 'task');
  rig.git('merge', '-q', '--no-edit', 'main');
  expect(await contained(rig.git('rev-parse', 'task'))).toBe(false);
});
