import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';

const HANGS = 'if [ -e go ]; then echo 3 passed; else echo half > half.txt; echo $$ > pid; sleep 600; fi';

test('stopped while a check hangs: it ends with all it started, what it wrote is put back, and --continue asks no author', async () => {
  const rig = await Rig.create();
  rig.write('.gitignore', '/.millstone/\ngo\npid\n');
  rig.write('.millstone/project.toml', `[tests]\ncommand = '''${HANGS}'''\n`);
  rig.git('commit', '-qam', 'ignore');
  rig.script({ on: 'build', says: 'done', edits: { a: 'a\n' } });
  const running = rig.start(['--task', 'Add a']);
  const pid = join(rig.repo, 'pid');
  while (!existsSync(pid) || readFileSync(pid, 'utf8') === '') await pause(20);
  process.kill(running.pid, 'SIGINT');
  expect((await running.ended).exitCode).toBe(130);
  expect(() => process.kill(Number(readFileSync(pid, 'utf8')), 0)).toThrow();
  expect(rig.status()).toBe('?? a');

  rig.write('go', '');
  rig.script({ on: 'review', says: approved() }, { on: 'commit', runs: 'git add a && git commit -qm "Add a"' });
  const again = await rig.millstone('--continue');
  expect(again.exitCode).toBe(0);
  expect(again.stdout).toMatch(/tests .* passed/);
  const review = (await rig.fake.calls()).find(({ prompt }) => prompt.includes('You are the reviewer'));
  expect(review?.prompt).toContain('3 passed');
  expect(rig.log()).toEqual(['Add a', 'ignore', 'start']);
});
