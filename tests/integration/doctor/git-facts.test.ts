import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { gitFacts } from '../../../src/adapters/doctor/git-facts.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import { ok } from '../../../src/domain/result.js';

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const run = makeSpawn({ guard: null, mark: null });
let folder = '';
const env = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
});
const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: folder, env: env(), encoding: 'utf8' });
const facts = (emptyTree: string | null = EMPTY_TREE) =>
  gitFacts({ run, cwd: folder, env: env(), emptyTree, signal: new AbortController().signal });

beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'millstone-doctor-test-'));
  folder = made;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  git('init', '-q');
});

describe('what git says about itself', () => {
  test('its version, and the identity without a time', async () => {
    git('config', 'user.name', 'A B');
    git('config', 'user.email', 'a@example.invalid');
    const { version, identity, signing } = await facts();
    expect(version).toMatchObject({ ok: true, value: expect.stringMatching(/^git version \d/) });
    expect(identity).toEqual(ok({ worked: true, says: 'A B <a@example.invalid>' }));
    expect(signing).toEqual(ok(null));
  });

  test('that it knows nobody', async () => {
    git('config', 'user.useConfigOnly', 'true');
    expect((await facts()).identity).toMatchObject({ ok: true, value: { worked: false } });
  });

  test('that it is not there', async () => {
    const path = { ...env(), PATH: folder };
    const there = { run, cwd: folder, env: path, emptyTree: null, signal: new AbortController().signal };
    expect(await gitFacts(there)).toMatchObject({ version: ok(null), identity: { ok: false }, signing: { ok: false } });
  });
});

describe('signing', () => {
  const signer = (body: string): void => {
    const file = join(folder, 'signer');
    writeFileSync(file, `#!/bin/sh\n${body}\n`);
    chmodSync(file, 0o755);
    for (const [key, value] of [
      ['commit.gpgsign', 'true'],
      ['gpg.program', file],
      ['user.name', 'A'],
      ['user.email', 'a@example.invalid'],
    ] as const)
      git('config', key, value);
  };

  test('that works is tried without leaving anything in the repository', async () => {
    signer("cat > /dev/null; echo signature; printf '\\n[GNUPG:] SIG_CREATED x\\n' >&2");
    const before = readdirSync(join(folder, '.git/objects')).sort();
    expect((await facts()).signing).toMatchObject({ ok: true, value: { worked: true } });
    expect(readdirSync(join(folder, '.git/objects')).sort()).toEqual(before);
  });

  test('that fails says why, and neither a window nor a terminal is offered to it', async () => {
    const seen = join(folder, 'seen');
    signer(`echo "asks at <$DISPLAY$GPG_TTY>" > ${seen}; exit 2`);
    const asked = { run, cwd: folder, emptyTree: EMPTY_TREE, signal: new AbortController().signal };
    const { signing } = await gitFacts({ ...asked, env: { ...env(), DISPLAY: ':0', GPG_TTY: '/dev/tty1' } });
    expect(signing).toMatchObject({ ok: true, value: { worked: false, says: expect.stringContaining('sign') } });
    expect(readFileSync(seen, 'utf8')).toBe('asks at <>\n');
  });

  test('cannot be tried without a repository', async () => {
    signer('exit 0');
    expect((await facts(null)).signing).toMatchObject({ ok: false });
  });
});
