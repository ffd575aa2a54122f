import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';
import { stateOf } from './repository-state.js';

const TASK = ['--task', 'Add retry'];

/** A run that must be refused before it begins: exit 2, nothing on stdout, nothing made, nobody asked. */
async function refused(rig: Rig, ...args: readonly string[]): Promise<readonly string[]> {
  const before = stateOf(rig);
  const run = await rig.millstone(...args);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(stateOf(rig)).toEqual(before);
  expect(await rig.fake.calls()).toEqual([]);
  return run.stderr.split('\n').filter((line) => line.startsWith('Error: '));
}

describe('wrong settings', () => {
  test('of all files are told at once, with file, line and key (P8)', async () => {
    const rig = await Rig.create();
    const config = 'max_cycles = "many"\ncli = 3\n\n[millstone]\nidle_timeout = -1\nmodel = "a"\n';
    rig.write('.millstone/config.toml', `# mine\n${config}[millstone.artifacts]\nmodel = "b"\n`);
    const policy = '[limits]\nmax_loc_per_task = "lots"\n[dangerous]\npatterns = ["rm -rf", "(unclosed"]\n';
    rig.write('.millstone/policy.toml', `${policy}[review]\nblock_on = ["terrible"]\n`);
    rig.write('.millstone/project.toml', 'tests = 3\n');
    const errors = await refused(rig, ...TASK);
    const places = errors.map((line) => /\.millstone\/(\w+)\.toml(?::(\d+))?: (?:\w+\.)*(\w+)/.exec(line)?.slice(1));
    expect(places).toEqual(
      expect.arrayContaining([
        ['config', '2', 'max_cycles'],
        ['config', '3', 'cli'],
        ['config', '6', 'idle_timeout'],
        ['policy', '2', 'max_loc_per_task'],
        ['policy', '4', 'patterns'],
        ['policy', '6', 'block_on'],
        ['project', '1', 'tests'],
      ]),
    );
    // P5: one key, two values, both places.
    expect(errors.filter((line) => /model.*7.*model.*9/.test(line))).toHaveLength(1);
    expect(errors).toHaveLength(8);
    expect(readdirSync(join(rig.repo, '.millstone'))).toEqual(['config.toml', 'policy.toml', 'project.toml']);
  });

  test('PO-S38 that are no TOML or no text are told with their place', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'cli = "demo"\nmax_cycles = = 3\n');
    rig.write('.millstone/policy.toml', Buffer.from([0x61, 0xff, 0x0a]));
    rig.write('.millstone/project.toml', '[tests\n');
    const errors = await refused(rig, ...TASK);
    expect(errors).toEqual([
      expect.stringContaining('Error: .millstone/config.toml:2:'),
      expect.stringMatching(/^Error: \.millstone\/policy\.toml:.*UTF-8/),
      expect.stringContaining('Error: .millstone/project.toml:1:'),
    ]);
  });

  test.each([
    ['typed', ['--cli-reviewer', 'clade'], ''],
    ['in the file', [], 'cli_reviewer = "clade"\n'],
  ])('an agent nobody knows, %s, is told beside wrong files, tasklist and prompts', async (_name, args, config) => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', `${config}max_cycles = "x"\n`);
    rig.write('.millstone/policy.toml', '[limits\n');
    rig.write('.millstone/project.toml', '[tests]\ntimeout = -1\n');
    const errors = await refused(rig, ...TASK, ...args, '--tasklist', '../t.md', '--prompts-dir', 'nowhere');
    expect(errors).toEqual([
      expect.stringContaining('.millstone/policy.toml:1:'),
      expect.stringContaining('max_cycles'),
      expect.stringContaining('tests.timeout'),
      expect.stringContaining('clade'),
      expect.stringContaining('../t.md'),
      expect.stringContaining('nowhere'),
    ]);
  });

  test('with --json are one event, the last line', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'max_cycles = 0\n');
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(2);
    expect(run.events).toMatchObject([
      {
        type: 'run-refused',
        exit: 2,
        problems: [{ what: expect.stringContaining('.millstone/config.toml:1: max_cycles') }],
      },
    ]);
    expect(run.stderr).toMatch(/^Error: .millstone\/config.toml:1: max_cycles/);
  });

  test('PO-S39 that are only unknown or retired are notices, with the nearest key (P8), and stay as they are', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'max_cycels = 4\nparallel_lock_git = true\n');
    rig.write('.millstone/policy.toml', '[limits]\nmax_loc_per_tsk = 3\n');
    rig.script(
      { on: 'build', edits: { a: '1\n2\n3\n4\n' } },
      { on: 'review', says: approved() },
      { on: 'commit', runs: 'git add a && git commit -qm a' },
    );
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(0);
    expect(rig.read('.millstone/policy.toml')).toBe('[limits]\nmax_loc_per_tsk = 3\n');
    const notices = run.events.flatMap((event) =>
      event.type === 'noticed' && 'file' in event.notice ? event.notice : [],
    );
    expect(notices).toEqual([
      expect.objectContaining({ kind: 'unknown-key', line: 1, key: 'max_cycels', nearest: 'max_cycles' }),
      expect.objectContaining({ kind: 'retired-key', line: 2, key: 'parallel_lock_git' }),
      expect.objectContaining({
        kind: 'unknown-key',
        file: '.millstone/policy.toml',
        nearest: expect.stringContaining('max_loc_per_task'),
      }),
    ]);
  });
});

describe('a wrong command line', () => {
  test.each([
    ['an unknown flag', [...TASK, '--max-cycels', '3'], '--max-cycles'],
    ['an abbreviated flag', [...TASK, '--max-cyc', '3'], '--max-cycles'],
    ['a number too low', [...TASK, '--max-cycles', '0'], '--max-cycles'],
    ['no number', [...TASK, '--timeout', '1m'], '--timeout'],
    ['two opposites', [...TASK, '--quiet', '-v'], '--quiet'],
    ['an unknown choice', [...TASK, '--exit-codes', 'own'], 'extended'],
  ])('%s: usage and reason on stderr, exit 2', async (_name, args, says) => {
    const rig = await Rig.create();
    const run = await rig.millstone(...args);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/^usage: millstone .+\nmillstone: error: .+\n/);
    expect(run.stderr).toContain(says);
    expect(readdirSync(rig.repo)).toEqual(['.git', '.gitignore', 'README.md']);
  });
});
