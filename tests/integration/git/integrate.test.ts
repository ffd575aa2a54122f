import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeGit } from '../../../src/adapters/git/git.js';
import { makeLanding } from '../../../src/adapters/git/landing.js';
import type { CommitId } from '../../../src/domain/ids.js';
import type { MergeStrategy } from '../../../src/domain/parallel.js';
import { done } from '../../../src/domain/result.js';
import type { Brought } from '../../../src/ports/landing.js';
import { countingRun, ENV, homeOf, makeRig, type Rig, signal, value } from './rig.js';

const STRATEGIES: readonly MergeStrategy[] = ['merge', 'cherry-pick'];

function landingAt(rig: Rig, strategy: MergeStrategy) {
  const gitAt = (cwd: string) => makeGit({ run: countingRun().run, cwd, env: ENV });
  const keep = () => Promise.resolve(done);
  return makeLanding({
    git: gitAt(rig.top),
    gitDir: () => join(rig.top, '.git'),
    home: homeOf(rig),
    gitAt,
    base: 'main',
    strategy,
    keep,
    alone: (work) => work(),
    fill: keep,
  });
}

/** A task that wrote these texts one after the other, each a commit. */
function task(rig: Rig, name: string, file: string, ...texts: readonly string[]): Brought {
  const fork = rig.git('rev-parse', 'main') as CommitId;
  rig.git('switch', '-qc', name, 'main');
  for (const text of texts) {
    rig.write(file, text);
    rig.save(`${name} ${text.trim()}`);
  }
  const head = rig.git('rev-parse', 'HEAD') as CommitId;
  rig.git('switch', '-q', 'main');
  return { task: name, title: name, fork, head } as Brought;
}

test.each(STRATEGIES)('S12 a conflict of several commits holds up no task behind it: %s', async (strategy) => {
  using rig = makeRig();
  rig.write('same', 'start\n');
  rig.save('same');
  const [one, two] = [task(rig, 'one', 'same', 'one\n'), task(rig, 'two', 'same', 'a\n', 'b\n', 'c\n')];
  const three = task(rig, 'three', 'other', 'three\n');
  rig.git('switch', '-qc', 'integration', 'main');
  const landing = landingAt(rig, strategy);
  const first = value(await landing.integrate(one, one.fork, signal));
  if (first.kind !== 'clean') throw new Error(first.kind);
  const { id } = first.commit;
  expect(value(await landing.integrate(two, id, signal))).toMatchObject({ kind: 'conflict', files: ['same'] });
  expect(value(await landing.integrate(three, id, signal))).toMatchObject({ kind: 'clean' });
  expect([rig.git('show', 'HEAD:same'), rig.git('show', 'HEAD:other')]).toEqual(['one', 'three']);
});

test.each(STRATEGIES)('what was integrated in vain is in no task behind it: %s', async (strategy) => {
  using rig = makeRig();
  const [one, two] = [task(rig, 'one', 'a', 'one\n'), task(rig, 'two', 'b', 'two\n')];
  rig.git('switch', '-qc', 'integration', 'main');
  // Left by the command that sets the checkout up.
  rig.write('b', 'left\n');
  const landing = landingAt(rig, strategy);
  value(await landing.integrate(one, one.fork, signal));
  value(await landing.integrate(two, two.fork, signal));
  expect(rig.git('ls-tree', '--name-only', 'HEAD').split('\n')).not.toContain('a');
  expect(rig.git('show', 'HEAD:b')).toBe('two');
});
