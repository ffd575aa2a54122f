import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Point } from '../../src/domain/checkup.js';
import { Rig } from '../support/rig.js';
import { stateOf } from './repository-state.js';

/** An agent called claude that tells its version and answers every call with these words. */
function agent(rig: Rig, says: string): Readonly<Record<string, string>> {
  const bin = join(rig.root, 'own-bin');
  mkdirSync(bin);
  const result = JSON.stringify({ type: 'result', subtype: 'success', is_error: false, result: says, session_id: 's' });
  const program = `#!/bin/sh\n[ "$1" = --version ] && echo '9.9 (Claude Code)' && exit\ncat > /dev/null\necho '${result}'\n`;
  writeFileSync(join(bin, 'claude'), program);
  chmodSync(join(bin, 'claude'), 0o755);
  // Whoever runs the tests may be root.
  return { PATH: `${bin}:${rig.env.PATH}`, IS_SANDBOX: '1', ANTHROPIC_API_KEY: 'secret-key' };
}

async function doctor(rig: Rig, env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const ran = await rig.start(['--doctor', '--json', ...args], { env }).ended;
  const { points, ...summary } = JSON.parse(ran.stdout) as { readonly points: readonly Point[]; exit: number };
  const of = (about: string): readonly Point[] => points.filter((point) => point.about === about);
  return { ...ran, summary, points, of };
}

describe('--doctor', () => {
  test('a repository that is ready, looked at without a trace', async () => {
    const rig = await Rig.create();
    const env = agent(rig, '{"status": "OK", "reason": "connected"}');
    const before = stateOf(rig);
    const { exitCode, summary, points, of, stdout } = await doctor(rig, env, '--probe');
    expect(points.filter(({ condition }) => condition === 'fail')).toEqual([]);
    expect([exitCode, summary]).toEqual([0, { type: 'doctor', exit: 0, failed: 0, warned: 1 }]);
    expect(of('agent claude').map(({ says }) => says)).toEqual([
      '9.9 (Claude Code)',
      ...(process.getuid?.() === 0 ? [expect.stringContaining('IS_SANDBOX')] : []),
      expect.stringContaining('answered a real call in JSON'),
    ]);
    expect(stdout).not.toContain('secret-key');
    expect(stateOf(rig)).toEqual(before);
    expect(existsSync(join(rig.repo, '.millstone'))).toBe(false);
  });

  test('everything that is wrong comes at once, each with its fix', async () => {
    const rig = await Rig.create();
    const env = agent(rig, 'Certainly! I am connected.');
    rig.write('dirt', 'x\n');
    rig.write('.millstone/STOP.md', '# Stopped\n\nIt deleted everything.\n');
    rig.write('.millstone/project.toml', '[tests]\ncommand = "no-such-runner -q"\n');
    rig.write('.millstone/config.toml', 'max_cycels = 3\n');
    const holder = { pid: 2 ** 22 + 1, host: hostname(), run: 'r0', started: '1', since: '2026-01-01T00:00:00Z' };
    rig.write('.git/millstone/run.lock', `${JSON.stringify(holder)}\n`);
    rig.git('update-ref', 'refs/millstone/parked/r0/start', 'HEAD');
    const { exitCode, of, points } = await doctor(rig, env, '--probe');
    expect(exitCode).toBe(1);
    expect(points.filter(({ condition }) => condition !== 'ok').map(({ about }) => about)).toEqual([
      'working tree',
      'settings',
      'tasklist',
      'agent claude',
      'check tests',
      'run lock',
      'STOP.md',
    ]);
    expect(of('agent claude').at(-1)).toMatchObject({ condition: 'warn', says: expect.stringContaining('JSON') });
    expect(of('check tests')).toMatchObject([{ condition: 'fail', fix: expect.stringContaining('no-such-runner') }]);
    expect(of('parked work')).toMatchObject([{ says: expect.stringContaining('one run') }]);
  });

  test('wrong settings and no agent are told in words, on stdout', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'max_cycles = "many"\n');
    const ran = await rig.start(['--doctor'], { env: { PATH: '/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin' } })
      .ended;
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
    expect(ran.stdout).toMatch(/fail {5}settings +\.millstone\/config\.toml:1: max_cycles/);
    expect(ran.stdout).toMatch(/unknown {2}agents/);
    expect(ran.stdout).toMatch(/1 point to set right/);
  });

  test('outside a repository it still says what it can; --probe goes with it alone', async () => {
    const rig = await Rig.create();
    const ran = await rig.start(['--doctor'], { cwd: rig.root, env: { GIT_CEILING_DIRECTORIES: rig.root } }).ended;
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toMatch(/ok +git /);
    expect(ran.stdout).toMatch(/fail +repository .*not in a git repository\n.*-> git init/);
    expect((await rig.millstone('--probe', '--task', 'x')).stderr).toContain(
      '--probe and --task: the first only goes with --doctor',
    );
  });
});
