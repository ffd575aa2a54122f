import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { approves, commits, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';

const tap = (red: boolean): string => `TAP version 13\nok 1 - adds\n${red ? 'not ok' : 'ok'} 2 - totals\n1..2\n`;
/** Reports what `tests.tap` says, and leaves a file as tests do. */
const COMMAND = 'cat tests.tap; echo half > cover.txt; ! grep -q "^not ok" tests.tap';
const builds = (red: boolean): FakeTurn => ({
  ...{ on: 'build', says: 'done' },
  edits: { 'a.txt': 'a\n', 'tests.tap': tap(red) },
});

async function project(): Promise<Rig> {
  const rig = await Rig.create();
  rig.write('tests.tap', tap(false));
  rig.write('.millstone/project.toml', `[tests]\ncommand = '''${COMMAND}'''\n`);
  return rig;
}

const only = (rig: Rig, folder: string): string => {
  const [name = ''] = readdirSync(join(rig.repo, '.millstone', folder)).filter((one) => /^\d/.test(one));
  return rig.read(`.millstone/${folder}/${name}`);
};

test('EV-S38 ST-S36 IL-S46 a change that makes a test fail is not committed, unless a person goes on with it', async () => {
  const rig = await project();
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'tests');
  rig.script(builds(true), approves);
  const halted = await rig.millstone(...TASK, '--eval-on-task', 'smoke', '--max-cycles', '1');
  expect(halted.exitCode).toBe(1);
  expect(halted.stdout).toContain('eval      ');
  expect(halted.stdout).toContain('1 failure came in that was not there before: totals');
  expect(rig.log()).toEqual(['tests', 'start']);
  expect(rig.status()).toBe(' M tests.tap\n?? a.txt');
  expect(JSON.parse(only(rig, 'tasks'))).toMatchObject({ outcome: 'eval_gate_failed' });

  rig.script(commits);
  const accepted = await rig.millstone('--continue');
  expect(accepted.exitCode).toBe(0);
  expect(accepted.stdout).toContain('accepted: 1 failure came in');
  expect(rig.log()).toEqual(['Add a', 'tests', 'start']);
});

test('EV-S35 EV-S36 EV-S59 IL-S50 what got worse is taken back with its tick, and the task can begin anew', async () => {
  const rig = await project();
  rig.write('tasks.md', '# Tasks\n\n- [ ] Add a\n  - ID: a\n');
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'tests');
  const list = ['--tasklist', 'tasks.md'];
  rig.script(builds(true), approves, commits);
  const halted = await rig.millstone(...list, '--eval-on-commit', '--auto-rollback');
  expect(halted.exitCode).toBe(1);
  expect(halted.stdout).toContain('its commits were taken back by');
  expect(rig.log()).toEqual(['Revert "Add a"', 'Add a', 'tests', 'start']);
  expect(rig.status()).toBe('');
  expect(rig.git('rev-parse', 'HEAD^{tree}')).toBe(rig.git('rev-parse', 'HEAD~2^{tree}'));
  const context = JSON.parse(rig.read('.millstone/last_rollback.json'));
  expect(context).toMatchObject({ reason: 'test_failures', details: { new_failures: ['totals'] } });
  expect(rig.git('show', `${context.parked}:a.txt`).trim()).toBe('a');

  rig.script(builds(false), approves, commits);
  const again = await rig.millstone('--continue');
  expect(again.exitCode).toBe(0);
  expect(rig.read('tasks.md')).toContain('- [x] Add a');
  expect(rig.log().slice(0, 2)).toEqual(['Add a', 'Revert "Add a"']);
  expect((await rig.millstone('--undo')).exitCode).toBe(0);
  expect(rig.log()).toEqual(['tests', 'start']);
});

test('L12 EV-S38 a failure behind an exit code of 0 does not get past a gate, and an evaluation names it', async () => {
  const rig = await project();
  rig.write('.millstone/project.toml', "[tests]\ncommand = 'cat tests.tap | cat'\n");
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'tests');
  rig.script(builds(true), approves);
  const halted = await rig.millstone(...TASK, '--eval-on-task', 'smoke', '--max-cycles', '1');
  expect(halted.exitCode).toBe(1);
  expect(halted.stdout).toContain('passed (exit code 0, though its output tells of 1 failure)');
  expect(halted.stdout).toContain('1 failure came in that was not there before: totals');
  expect(rig.log()).toEqual(['tests', 'start']);

  const evaluated = await rig.millstone('--eval');
  expect(evaluated.exitCode).toBe(0);
  expect(evaluated.stdout).toContain('Failed tests:\n  - totals\n');
  expect(evaluated.stdout).toContain('Status: PASSED by exit codes, but failures are named');
});

/** Somebody commits once while the check runs on the task's commit. */
const MEANWHILE =
  'cat tests.tap; if git log -1 --format=%s | grep -qx "Add a"; then echo mine > mine.txt; git add mine.txt; git commit -qm "mine"; fi; ! grep -q "^not ok" tests.tap';

test('EV-S35 a commit that somebody makes while a check runs stays, and only the task is taken back', async () => {
  const rig = await project();
  rig.write('.millstone/project.toml', `[tests]\ncommand = '''${MEANWHILE}'''\n`);
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'tests');
  rig.script(builds(true), approves, commits);
  const moved = await rig.millstone(...TASK, '--eval-on-commit', '--auto-rollback');
  expect(moved.exitCode).toBe(1);
  const mine = rig.git('rev-parse', '--short=12', 'HEAD');
  expect(moved.stdout).toContain(`to ${mine} on main, with ${mine} "mine"`);
  expect(rig.log()).toEqual(['mine', 'Add a', 'tests', 'start']);

  expect((await rig.millstone('--continue')).exitCode).toBe(1);
  expect(rig.log()).toEqual(['Revert "Add a file"', 'mine', 'Add a', 'tests', 'start']);
  expect(rig.read('mine.txt')).toBe('mine\n');
});
