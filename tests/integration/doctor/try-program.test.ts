import { expect, test } from 'vitest';
import { tryProgram } from '../../../src/adapters/doctor/try-program.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import { ok } from '../../../src/domain/result.js';

const run = makeSpawn({ guard: null, mark: null });
const tried = (script: string, ms?: number) =>
  tryProgram(
    { program: 'sh', args: ['-c', script], cwd: '/', env: { PATH: process.env.PATH ?? '' } },
    run,
    new AbortController().signal,
    ms,
  );

test.each([
  ['echo 1.2.3; echo noise >&2', { worked: true, says: '1.2.3' }],
  ['echo 1.2.3 >&2', { worked: true, says: '1.2.3' }],
  ['echo out; echo why >&2; exit 1', { worked: false, says: 'why' }],
  ['exit 3', { worked: false, says: 'it ended with exit code 3' }],
  ['kill -9 $$', { worked: false, says: 'it was ended by SIGKILL' }],
])('AG-S11 %j', async (script, answer) => {
  expect(await tried(script)).toEqual(ok(answer));
});

test('what hangs is ended, and nothing is known of it', async () => {
  expect(await tried('sleep 600', 100)).toEqual({ ok: false, error: 'it did not answer within 0 s' });
});

test('what is not there is no answer', async () => {
  const trial = { program: 'no-such-program-here', args: [], cwd: '/', env: {} };
  expect(await tryProgram(trial, run, new AbortController().signal)).toEqual(ok(null));
});
