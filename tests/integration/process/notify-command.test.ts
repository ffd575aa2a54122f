import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { notifyBy } from '../../../src/adapters/process/notify-command.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';

function notify(command: string, ms?: number) {
  const cwd = mkdtempSync(`${tmpdir()}/millstone-notify-`);
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const env = { PATH: process.env.PATH ?? '', WORD: 'seen' };
  const run = makeSpawn({ guard: null, mark: null });
  return { cwd, why: notifyBy({ command, cwd, env, run }, '{"a":1}\n', ms) };
}

test('the shell runs it, in the repository, with the text on stdin', async () => {
  const { cwd, why } = notify('cat > told && echo "$WORD" >> told');
  expect(await why).toBeNull();
  expect(readFileSync(`${cwd}/told`, 'utf8')).toBe('{"a":1}\nseen\n');
});

test.each([
  ['exit 3', 'it ended with exit code 3'],
  ['echo one >&2; echo two >&2; exit 1', 'it ended with exit code 1: two'],
  ['no-such-command-here 2> /dev/null', 'it ended with exit code 127'],
  ['kill -9 $$', 'it was ended by SIGKILL'],
])('%j fails with words', async (command, why) => {
  expect(await notify(command).why).toBe(why);
});

test('one that hangs is ended; one that does not read is no failure', async () => {
  expect(await notify('sleep 600', 100).why).toMatch(/took longer/);
  expect(await notify('true').why).toBeNull();
});
