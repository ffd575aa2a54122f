import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeGit } from '../../../src/adapters/git/git.js';
import { identityOf } from '../../../src/adapters/git/identity.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import { signal } from './rig.js';

const home = mkdtempSync(join(tmpdir(), 'millstone-identity-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const asked = (env: Readonly<Record<string, string>>) => {
  const git = makeGit({
    run: makeSpawn({ guard: null, mark: null }),
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? '', GIT_CONFIG_NOSYSTEM: '1', HOME: home, ...env },
  });
  return identityOf(git, signal);
};

test('who commits is told in variables, wherever it was set', async () => {
  writeFileSync(join(home, '.gitconfig'), '[user]\n\tname = Zoë A. B\n\temail = zoe@example.invalid\n');
  expect(await asked({ GIT_COMMITTER_NAME: 'Robot' })).toEqual({
    GIT_AUTHOR_NAME: 'Zoë A. B',
    GIT_AUTHOR_EMAIL: 'zoe@example.invalid',
    GIT_COMMITTER_NAME: 'Robot',
    GIT_COMMITTER_EMAIL: 'zoe@example.invalid',
  });
});

test('nobody is told when git knows nobody', async () => {
  writeFileSync(join(home, '.gitconfig'), '[user]\n\tuseConfigOnly = true\n');
  expect(await asked({})).toEqual({});
});
