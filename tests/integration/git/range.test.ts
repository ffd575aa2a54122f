import { expect, test } from 'vitest';
import { makeGit } from '../../../src/adapters/git/git.js';
import { locate } from '../../../src/adapters/git/locate.js';
import { rangeOf, uncommitted } from '../../../src/adapters/git/range.js';
import { countingRun, ENV, makeRig, type Rig, signal } from './rig.js';

const placeOf = (rig: Rig) => ({ run: countingRun().run, cwd: rig.top, env: ENV });
const treeOf = (rig: Rig, rev: string) => rig.git('rev-parse', `${rev}^{tree}`);

test('what words name is what git diff would compare', async () => {
  using rig = makeRig();
  rig.git('switch', '-qc', 'trunk');
  rig.write('a', '1\n');
  rig.save('one');
  rig.git('branch', 'side');
  rig.write('a', '2\n');
  rig.save('two');
  rig.git('switch', '-q', 'side');
  rig.write('b', '3\n');
  rig.save('three');
  const [one, two, three] = ['side~1', 'trunk', 'side'].map((rev) => treeOf(rig, rev));
  const git = makeGit(placeOf(rig));
  const found = async (words: string) => {
    const range = await rangeOf(git, words, signal);
    return range.ok ? range.value : range.error;
  };
  expect(await found('trunk..side')).toEqual({ from: two, to: three });
  expect(await found('trunk...side')).toEqual({ from: one, to: three });
  expect(await found('trunk..')).toEqual({ from: two, to: three });
  expect(await found('side~1')).toEqual({ from: one, to: null });
  for (const words of ['nothing', 'nothing..side', 'side..nothing', 'nothing...side', '--help']) {
    expect(await found(words)).toBeNull();
  }
});

test('what is not committed is compared with HEAD, or with nothing where there is none', async () => {
  using rig = makeRig({ empty: true });
  const before = await locate(placeOf(rig), signal);
  if (!before.ok) throw new Error('not found');
  expect(uncommitted(before.value)).toEqual({ from: before.value.emptyTree, to: null });
  rig.write('a', '1\n');
  rig.save('one');
  const after = await locate(placeOf(rig), signal);
  expect(after.ok && uncommitted(after.value)).toEqual({ from: treeOf(rig, 'HEAD'), to: null });
});
