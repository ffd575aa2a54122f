import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { list, turns } from '../support/parallel-turns.js';
import { Rig } from '../support/rig.js';

test('hooks that git ignores, and so no worktree has, run for the commits of tasks, and for nothing else of millstone', async () => {
  const rig = await Rig.create();
  const hook = (name: string, script: string): void => {
    rig.write(`.husky/_/${name}`, `#!/bin/sh\n${script}\n`);
    chmodSync(join(rig.repo, '.husky/_', name), 0o755);
  };
  rig.write('.husky/_/.gitignore', '*\n');
  hook('pre-commit', `basename "$PWD" >> ${rig.root}/ran`);
  hook('post-checkout', 'echo x > left-by-hook; exit 1');
  rig.git('config', 'core.hooksPath', '.husky/_');
  rig.write('.millstone/tasklist.md', list(['a'], ['b']));
  rig.script(...turns('a'), ...turns('b'));
  const { exitCode, events } = await rig.events('--worktrees', '--concurrency', '2');
  expect(exitCode).toBe(0);
  // The author's own commit has run them: it is not made anew.
  expect(events.filter((event) => event.type === 'noticed' && event.notice.kind === 'hooks-skipped')).toEqual([]);
  expect(rig.read('../ran').trim().split('\n').toSorted()).toEqual(['task-a', 'task-b']);
  expect(rig.status()).toBe('');
});
