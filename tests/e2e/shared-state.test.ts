import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { list, turns } from '../support/parallel-turns.js';
import { Rig } from '../support/rig.js';

const DIR = '.millstone/shared';

test('CLI-S49 IL-S53 S11 a task that is started by hand for others is done alone, ticks nothing, and tells them how it went', async () => {
  const rig = await Rig.create();
  rig.write('.millstone/config.toml', 'parallel_enabled = true\n');
  rig.write('.millstone/tasklist.md', list(['a']));
  rig.script(...turns('a'));
  const task = ['--task', 'Add a\n  - ID: a'];
  const run = await rig.millstone('--shared-state-dir', DIR, ...task);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(JSON.parse(rig.read(`${DIR}/tasks/a/result.json`))).toMatchObject({
    ...{ task_id: 'a', status: 'success', outcome: 'approved', branch: 'main', error: null },
    commit_sha: rig.git('rev-parse', 'HEAD'),
  });
  expect(rig.read(`${DIR}/tasks/a/heartbeat`)).toMatch(/^\d{10}\.\d{6}\n$/);
  expect(rig.read('.millstone/tasklist.md')).toBe(list(['a']));
  expect(existsSync(join(rig.repo, '.millstone/worktrees'))).toBe(false);
  expect((await rig.fake.calls())[0]?.prompt).toContain('Do not edit .millstone/tasklist.md in any way.');

  // What cannot be told is no failure of the task; what would become a part of it is refused.
  rig.write('.millstone/full', '');
  rig.script(...turns('b'));
  const silent = await rig.millstone('--shared-state-dir', '.millstone/full', '--task', 'Add b\n  - ID: b');
  expect(silent.exitCode).toBe(0);
  expect(silent.stderr).toContain('WARN: The result for others could not be written: ');
  const inside = await rig.millstone('--shared-state-dir', 'shared', ...task);
  expect(inside).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('lies in the working tree') });
});
