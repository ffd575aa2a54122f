import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';
import { stateOf, withFiles } from './repository-state.js';

const TASK = ['--task', 'Add retry'];
const FILE = 'src/retry.ts';
const building = (text: string) => ({ on: 'build', edits: { [FILE]: text } }) as const;
const fixing = (text: string) => ({ on: 'fix', edits: { [FILE]: text } }) as const;
const REVIEW = { on: 'review', says: approved() } as const;
const COMMIT = { on: 'commit', runs: `git add ${FILE} && git commit -qm "Add retry" || git reset -q` } as const;

async function hooked(name: string, script: string, config = 'commit_by = "tool"\n'): Promise<Rig> {
  const rig = await Rig.create();
  rig.write('.millstone/config.toml', config);
  rig.write(`.git/hooks/${name}`, `#!/bin/sh\n${script}\n`);
  chmodSync(join(rig.repo, '.git/hooks', name), 0o755);
  return rig;
}

describe('a hook that refuses', () => {
  const LINT = `grep -q good ${FILE} || { echo "lint: retry.ts:1 is bad"; echo "one problem" >&2; exit 1; }`;

  test('gives the author one more cycle, with its words (L2)', async () => {
    const rig = await hooked('pre-commit', LINT, '');
    rig.script(building('bad\n'), REVIEW, COMMIT, COMMIT, fixing('good\n'), REVIEW, COMMIT);
    const run = await rig.millstone(...TASK);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('lint: retry.ts:1 is bad\n');
    expect(rig.log()).toEqual(['Add retry', 'start']);
    expect([rig.git('show', `HEAD:${FILE}`), rig.status()]).toEqual(['good', '']);
    const fix = (await rig.fake.calls()).find((call) => call.purpose === 'fix');
    expect(fix?.prompt).toContain('lint: retry.ts:1 is bad\none problem\n');
    expect(fix?.prompt).toContain('Add retry');
  });

  test('twice halts with commit_failed, and the change stays in the tree (L2)', async () => {
    const rig = await hooked('pre-commit', LINT);
    const before = stateOf(rig);
    rig.script(building('bad\n'), REVIEW, fixing('worse\n'), REVIEW);
    const run = await rig.events(...TASK, '--exit-codes', 'extended');
    expect(run.exitCode).toBe(27);
    expect(run.events.at(-1)).toMatchObject({ outcome: 'commit_failed', halt: { reason: 'commit' }, commits: [] });
    expect(run.events.find((event) => event.type === 'halted')).toMatchObject({ halt: { why: 'hook-refused' } });
    expect(run.stderr).toContain('refused the commit');
    expect(run.stderr).toContain('  one problem\n');
    expect(run.stderr).toContain('The approved change is in the working tree');
    expect(stateOf(rig)).toEqual(withFiles(before, { [FILE]: 'worse\n' }));
  });

  test('may be one about the message: the author, asked again, follows it', async () => {
    const rig = await hooked('commit-msg', 'grep -q "^feat: " "$1" || { echo "begin with feat:"; exit 1; }', '');
    const better = { on: 'commit', runs: `git add ${FILE} && git commit -qm "feat: add retry"` } as const;
    rig.script(building('x\n'), REVIEW, COMMIT, COMMIT, { on: 'fix', says: 'will do' }, REVIEW, better);
    const run = await rig.millstone(...TASK);
    expect(run.exitCode).toBe(0);
    expect(rig.log()).toEqual(['feat: add retry', 'start']);
    expect(rig.status()).toBe('');
  });
});

describe('a hook that changes what is committed', () => {
  const SHOUT = `tr a-z A-Z < ${FILE} > x && mv x ${FILE} && git add ${FILE}`;

  test.each([
    ['millstone', 'commit_by = "tool"\n', []],
    ['the author', '', [COMMIT]],
  ])('is let, told, and its result is what lies there: %s commits', async (_name, config, turns) => {
    const rig = await hooked('pre-commit', `test ! -e ${FILE} || { ${SHOUT}; }`, config);
    rig.script(building('word\n'), REVIEW, ...turns);
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(0);
    expect(run.events).toContainEqual(expect.objectContaining({ type: 'hook-changed', files: [FILE] }));
    expect(rig.log()).toEqual(['Add retry', 'start']);
    expect([rig.git('show', `HEAD:${FILE}`), rig.read(FILE), rig.status()]).toEqual(['WORD', 'WORD\n', '']);
  });

  test('is held to the same checks: what they object to is taken back and parked', async () => {
    const rig = await hooked('pre-commit', 'echo A=1 > .env && git add .env');
    rig.script(building('word\n'), REVIEW);
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(1);
    expect(run.events.at(-1)).toMatchObject({ outcome: 'mechanical_sensitive', halt: { reason: 'check' } });
    expect([rig.log(), rig.read(FILE), rig.read('.env')]).toEqual([['start'], 'word\n', 'A=1\n']);
    expect(rig.git('for-each-ref', '--format=%(subject)', 'refs/millstone/parked')).toBe('Add retry');
  });
});

describe('a hook that does not end (S18)', () => {
  const CONFIG = 'commit_by = "tool"\nhook_timeout = 2\n';

  test('before the commit: is ended, and the halt names the setting', async () => {
    const rig = await hooked('pre-commit', 'echo checking; echo $$ > ../pid; sleep 600', CONFIG);
    const before = stateOf(rig);
    rig.script(building('x\n'), REVIEW);
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(1);
    expect(run.events.at(-1)).toMatchObject({ outcome: 'commit_failed', halt: { reason: 'commit' } });
    expect(run.stderr).toContain('The hooks of the repository did not end within 2 s.');
    expect(run.stderr).toContain('hook_timeout in .millstone/config.toml');
    expect(run.stderr).toContain('  checking\n');
    expect(stateOf(rig)).toEqual(withFiles(before, { [FILE]: 'x\n' }));
    // Gone, or dead and not yet collected.
    const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', rig.read('../pid').trim()], { encoding: 'utf8' });
    expect(stdout.trim()).toMatch(/^(Z.*)?$/);
  });

  test('after the commit: the commit stands', async () => {
    const rig = await hooked('post-commit', 'sleep 600', CONFIG);
    rig.script(building('x\n'), REVIEW);
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(0);
    expect(run.events.at(-1)).toMatchObject({ commits: [{ id: rig.git('rev-parse', 'HEAD') }] });
    expect([rig.log(), rig.status()]).toEqual([['Add retry', 'start'], '']);
  });
});
