import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { signInOf } from '../../../src/adapters/doctor/sign-in.js';

function home(file: string | null, text = '{"token":"secret"}'): string {
  const folder = mkdtempSync(join(tmpdir(), 'millstone-home-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (file !== null) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

test.each([
  ['claude', '.claude/.credentials.json'],
  ['codex', '.codex/auth.json'],
  ['gemini', '.gemini/oauth_creds.json'],
  ['opencode', '.local/share/opencode/auth.json'],
])('%s leaves a file where it has signed in', async (cli, file) => {
  const there = home(file);
  expect(await signInOf(cli, {}, there)).toEqual({ kind: 'found', where: join(there, file) });
  expect(await signInOf(cli, {}, home(file, '{}\n'))).toMatchObject({ kind: 'not-found' });
  expect(await signInOf(cli, {}, home(null))).toMatchObject({ kind: 'not-found' });
});

test('a variable is named, never its value', async () => {
  expect(await signInOf('claude', { ANTHROPIC_API_KEY: 'secret' }, home(null))).toEqual({
    kind: 'found',
    where: 'ANTHROPIC_API_KEY',
  });
  expect(await signInOf('claude', { ANTHROPIC_API_KEY: '' }, home(null))).toMatchObject({ kind: 'not-found' });
});

test('the demo agent needs no account, and of a tool from the settings nothing is known', async () => {
  expect(await signInOf('demo', {}, home(null))).toEqual({ kind: 'not-needed' });
  expect(await signInOf('mine', {}, home(null))).toMatchObject({ kind: 'not-found' });
});
