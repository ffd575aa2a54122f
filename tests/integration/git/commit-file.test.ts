import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeGit } from '../../../src/adapters/git/git.js';
import { makeLanding } from '../../../src/adapters/git/landing.js';
import { done } from '../../../src/domain/result.js';
import { countingRun, ENV, homeOf, makeRig, signal, value } from './rig.js';

test('WT-S35 a tracked list below an ignored folder is committed, and nothing where it stayed as it was', async () => {
  using rig = makeRig();
  const file = '.kept/tasklist.md';
  rig.write('.gitignore', '.kept/\n');
  rig.write(file, '- [ ] x\n');
  rig.git('add', '--force', '--all');
  rig.git('commit', '-qm', 'list');
  const gitAt = (cwd: string) => makeGit({ run: countingRun().run, cwd, env: ENV });
  const landing = makeLanding({
    git: gitAt(rig.top),
    gitDir: () => join(rig.top, '.git'),
    home: homeOf(rig),
    gitAt,
    base: 'main',
    strategy: 'merge',
    keep: () => Promise.resolve(done),
    alone: (work) => work(),
    fill: () => Promise.resolve(done),
  });
  expect(value(await landing.commitFile(file, 'tick', signal))).toBeNull();
  rig.write(file, '- [x] x\n');
  expect(value(await landing.commitFile(file, 'tick', signal))?.subject).toBe('tick');
  expect(rig.git('show', `HEAD:${file}`)).toContain('- [x] x');
});
