import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';
import { stateOf } from './repository-state.js';

const TASK = ['--task', 'Add retry'];
const STOP = '# The sanity check of the work halted the run\n\nIt deleted everything.\n';
/** A PATH with git, but without any agent. */
const NO_AGENT = { PATH: '/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin' };
const happy = (rig: Rig): void =>
  rig.script(
    { on: 'build', edits: { a: 'a\n' } },
    { on: 'review', says: approved() },
    { on: 'commit', runs: 'git add a && git commit -qm "Add a"' },
  );

describe('an agent that is not installed', () => {
  test('CLI-S10 is an error with the way to install it, before anything is made', async () => {
    const rig = await Rig.create();
    const before = stateOf(rig);
    const run = await rig.start(TASK, { env: NO_AGENT }).ended;
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toBe(
      'Error: the agent claude was not found on PATH\n  npm install -g @anthropic-ai/claude-code\n',
    );
    expect(stateOf(rig)).toEqual(before);
    expect(existsSync(join(rig.repo, '.millstone'))).toBe(false);
  });

  test('TL-S48 stands in no way where no agent would be asked', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/tasklist.md', '- [ ] A\n');
    const ended = (...args: readonly string[]) => rig.start(args, { env: NO_AGENT }).ended;
    expect(await ended('-n', '0')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await ended('--compact')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await ended('--split-task', '9')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^Error: there is no task 9/),
    });
    rig.write('.millstone/tasklist.md', '- [x] A\n');
    expect(await ended()).toMatchObject({ exitCode: 0, stderr: '' });
    rig.write('.millstone/tasklist.md', '- [ ] A\n- [x] B\n');
    expect(await ended('--compact')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('was not found on PATH'),
    });
  });

  test('is told together with all else that stands in the way; --exit-codes extended gives 20', async () => {
    const rig = await Rig.create();
    rig.write('dirt', 'x\n');
    rig.write('.millstone/STOP.md', STOP);
    const args = ['--json', ...TASK, '--exit-codes', 'extended'];
    const run = await rig.start(args, { env: NO_AGENT }).ended;
    expect(run.exitCode).toBe(20);
    const [halted, ended] = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(halted).toMatchObject({ type: 'halted', halt: { reason: 'preflight' } });
    expect(halted.halt.problems).toHaveLength(3);
    expect(ended).toMatchObject({ type: 'run-ended', exit: 20, outcome: 'preflight', commits: [] });
    const errors = run.stderr.split('\n').filter((line) => line.startsWith('Error: '));
    expect(errors).toEqual([
      expect.stringContaining('claude'),
      expect.stringContaining('dirt'),
      expect.stringContaining('It deleted everything.'),
    ]);
  });
});

describe('STOP.md of an earlier run', () => {
  test('refuses a start, under both kinds of exit codes (L22)', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/STOP.md', STOP);
    const run = await rig.millstone(...TASK);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toContain(
      'Error: An earlier run was stopped, and .millstone/STOP.md still says why: It deleted',
    );
    expect(run.stderr).toContain('--clear-stop');
    const { exitCode } = await rig.millstone(...TASK, '--exit-codes', 'extended');
    expect(exitCode).toBe(23);
    expect(readdirSync(join(rig.repo, '.millstone'))).toEqual(['STOP.md']);
    expect(rig.read('.millstone/STOP.md')).toBe(STOP);
  });

  test('is filed away by --clear-stop, but only by a run that begins (L22)', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/STOP.md', STOP);
    rig.write('dirt', 'x\n');
    expect(await rig.millstone(...TASK, '--clear-stop')).toMatchObject({ exitCode: 1 });
    expect(rig.read('.millstone/STOP.md')).toBe(STOP);
    rig.git('stash', '-qu');

    happy(rig);
    const run = await rig.millstone(...TASK, '--clear-stop');
    expect(run.exitCode).toBe(0);
    const filed = /\.millstone\/runs\/\w+\/STOP\.md/.exec(run.stdout)?.[0] ?? 'none';
    expect(rig.read(filed)).toBe(STOP);
    expect(existsSync(join(rig.repo, '.millstone/STOP.md'))).toBe(false);
  });
});

describe('a folder that cannot be written', () => {
  /** Nobody in particular: root may write anywhere. */
  const NOBODY = 65_534;

  function asNobody(rig: Rig): { readonly exitCode: number | null; readonly text: string } {
    const root = process.getuid?.() === 0;
    if (root) execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, rig.root]);
    const program = resolve(import.meta.dirname, '../../bin/millstone.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...TASK, '--exit-codes', 'extended'], {
      cwd: rig.repo,
      env: { ...rig.env },
      encoding: 'utf8',
      ...(root ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    if (root) execFileSync('chown', ['-R', '0:0', rig.root]);
    return { exitCode: status, text: `${stdout}${stderr}` };
  }

  test.each([
    ['.millstone', '.millstone/runs', 30],
    ['.git', '.git/millstone/run.lock', 30],
  ])('%s: one message with the place, and nobody is asked', async (folder, named, exit) => {
    const rig = await Rig.create();
    mkdirSync(join(rig.repo, '.millstone'), { recursive: true });
    const before = stateOf(rig);
    chmodSync(join(rig.repo, folder), 0o555);
    const run = asNobody(rig);
    chmodSync(join(rig.repo, folder), 0o755);
    expect(run.exitCode).toBe(exit);
    expect(run.text).toMatch(new RegExp(`${named}\\S*: permission denied`));
    expect(run.text).not.toMatch(/EACCES|at \w+ \(/);
    expect(stateOf(rig)).toEqual(before);
    expect(readdirSync(join(rig.repo, '.millstone'))).toEqual([]);
    expect(await rig.fake.calls()).toEqual([]);
  });

  test('a file where .millstone should be is refused as it is', async () => {
    const rig = await Rig.create();
    rig.write('.millstone', 'mine\n');
    const run = await rig.millstone(...TASK);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('a file is in the way');
    expect(readFileSync(join(rig.repo, '.millstone'), 'utf8')).toBe('mine\n');
  });
});

test('a folder that was taken away is said to be gone', async () => {
  const rig = await Rig.create();
  const bin = resolve('bin/millstone.js');
  const script = `mkdir gone && cd gone && rmdir ../gone && exec "${process.execPath}" "${bin}" --status`;
  const ran = spawnSync('sh', ['-c', script], { cwd: rig.repo, encoding: 'utf8' });
  expect(ran.status).toBe(1);
  expect(ran.stderr).toBe('Error: the current folder is gone\n  change to one that exists: cd ...\n');
});
