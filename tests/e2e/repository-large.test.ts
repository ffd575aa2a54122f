import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';

const MANY = 'mkdir many; seq 20000 | split -l 1 -a 4 - many/';

test('a change of 20,000 files is checked, reviewed by its table and a file, and committed', async () => {
  const rig = await Rig.create();
  rig.write('.millstone/config.toml', 'commit_by = "tool"\n');
  rig.write('.millstone/policy.toml', '[limits]\nmax_loc_per_task = 20000\n');
  rig.script({ on: 'build', runs: MANY }, { on: 'review', says: approved() });
  const run = await rig.events('--task', 'Add retry');
  expect(run.exitCode).toBe(0);
  expect(run.stderr).toContain('20000 files changed, +20000 -0');
  expect(run.events).toContainEqual(expect.objectContaining({ type: 'checked', lines: 20_000, limit: 20_000 }));
  expect(rig.git('ls-tree', '-r', '--name-only', 'HEAD', 'many').split('\n')).toHaveLength(20_000);
  expect(rig.status()).toBe('');

  const prompt = (await rig.fake.calls()).find((call) => call.purpose === 'review')?.prompt ?? '';
  expect(prompt.length).toBeLessThan(250_000);
  expect(prompt).toContain('... and 19800 more files');
  const whole = /The whole is in (\S+\.patch)\]/.exec(prompt)?.[1] ?? 'none';
  expect(readFileSync(whole, 'utf8').match(/^diff --git /gm)).toHaveLength(20_000);
}, 180_000);
