import { chmodSync, existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import { gone, makeRig, quiet } from './rig.js';

const run = makeSpawn({ guard: null, mark: null });
const marking = makeSpawn({ guard: null, mark: 'run-1' });

describe('spawn', () => {
  test.each([
    ['short', 'What?\n'],
    ['3 MB', 'naïve 日本\n'.repeat(200_000)],
  ])('AG-S57 gives a %s prompt on stdin whole, then ends it', async (_name, stdin) => {
    using rig = makeRig();
    const ended = await run(rig.sh('cat', { stdin, limits: { tailBytes: 10_000_000 } }), quiet);
    expect(ended.ending).toEqual({ kind: 'exited', code: 0 });
    expect(ended.stdoutTail === stdin).toBe(true);
  });

  test('gives bytes on stdin as they are', async () => {
    using rig = makeRig();
    const chunks: Uint8Array[] = [];
    const stdin = Uint8Array.from([0, 255, 10, 128]);
    await run(rig.sh('cat', { stdin, onStdout: (chunk) => chunks.push(chunk) }), quiet);
    expect([...Buffer.concat(chunks)]).toEqual([...stdin]);
  });

  test('without a prompt gives an input that has ended', async () => {
    using rig = makeRig();
    const ended = await run(rig.sh('cat; echo over'), quiet);
    expect(ended.stdoutTail).toBe('over\n');
  });

  test('is not disturbed by a program that does not read its input', async () => {
    using rig = makeRig();
    const ended = await run(rig.sh('exit 3', { stdin: 'x'.repeat(3_000_000) }), quiet);
    expect(ended.ending).toEqual({ kind: 'exited', code: 3 });
  });

  test.each([
    ['exit 0', { kind: 'exited', code: 0 }],
    ['exit 97', { kind: 'exited', code: 97 }],
    ['kill -SEGV $$', { kind: 'signalled', signal: 'SIGSEGV' }],
    ['kill -TERM $$', { kind: 'signalled', signal: 'SIGTERM' }],
  ])('tells how it ended: %s', async (script, ending) => {
    using rig = makeRig();
    expect((await run(rig.sh(script), quiet)).ending).toEqual(ending);
  });

  test('tells a program that is not there from a folder that is not there', async () => {
    using rig = makeRig();
    const missing = { ...rig.sh(''), program: 'no-such-program-anywhere' };
    expect((await run(missing, quiet)).ending).toEqual({ kind: 'not-found' });
    expect((await run({ ...missing, program: rig.path('neither') }, quiet)).ending).toEqual({ kind: 'not-found' });
    const cwd = rig.path('no-such-folder');
    expect((await run(rig.sh('exit 0', { cwd }), quiet)).ending).toEqual({
      kind: 'not-started',
      why: expect.stringContaining(cwd),
    });
  });

  test('tells why a program could not be started', async () => {
    using rig = makeRig();
    const program = rig.write('script', '#!/bin/sh\n');
    chmodSync(program, 0o644);
    const { ending } = await run({ ...rig.sh(''), program }, quiet);
    expect(ending).toEqual({ kind: 'not-started', why: expect.stringContaining('EACCES') });
    const huge = await run({ ...rig.sh(''), args: ['x'.repeat(3_000_000)] }, quiet);
    expect(huge.ending).toEqual({ kind: 'not-started', why: expect.stringContaining('E2BIG') });
  });

  test('passes arguments through no shell, and nothing of its own environment', async () => {
    using rig = makeRig();
    const odd = ['a b', '$HOME', '"', "it's", 'new\nline', ''];
    const printed = await run({ ...rig.sh(''), program: 'printf', args: ['<%s>', ...odd] }, quiet);
    expect(printed.stdoutTail).toBe(odd.map((one) => `<${one}>`).join(''));
    const program = '/usr/bin/env';
    const env = { ...rig.sh(''), program, args: [], env: { ONLY: 'this' } };
    expect((await run(env, quiet)).stdoutTail).toBe('ONLY=this\n');
  });

  test('marks what it starts with the run and with the call', async () => {
    using rig = makeRig();
    const say = rig.sh('echo "$MILLSTONE_RUN $MILLSTONE_CALL"');
    expect((await marking(say, quiet)).stdoutTail).toBe('run-1 run-1.1\n');
    expect((await marking(say, quiet)).stdoutTail).toBe('run-1 run-1.2\n');
  });

  test('keeps the streams apart, and of each the end', async () => {
    using rig = makeRig();
    const script = 'for i in 1 2 3 4 5; do echo "out $i"; echo "err $i" >&2; done';
    const ended = await run(rig.sh(script, { limits: { tailBytes: 12 } }), quiet);
    expect([ended.stdoutTail, ended.stderrTail]).toEqual(['out 4\nout 5\n', 'err 4\nerr 5\n']);
  });

  test('hands on 50 MB and keeps the tail alone', async () => {
    using rig = makeRig();
    let bytes = 0;
    const command = rig.sh("head -c 50000000 /dev/zero | tr '\\0' x; printf end", {
      limits: { tailBytes: 1_000 },
      onStdout: (chunk) => {
        bytes += chunk.byteLength;
      },
    });
    const ended = await run(command, quiet);
    expect(bytes).toBe(50_000_003);
    expect(ended.stdoutTail).toBe(`${'x'.repeat(997)}end`);
  });

  test('replaces what is no UTF-8', async () => {
    using rig = makeRig();
    expect((await run(rig.sh("printf 'a\\377b'"), quiet)).stdoutTail).toBe('a\ufffdb');
  });

  test('throws what a listener throws, after ending the program', async () => {
    using rig = makeRig();
    const bug = new Error('a bug of ours');
    const onStdout = (): never => {
      throw bug;
    };
    const command = rig.sh('echo $$ > pid; while :; do echo x; sleep 0.05; done', { onStdout });
    await expect(run(command, quiet)).rejects.toBe(bug);
    await gone(await rig.pid('pid'));
  });

  test('never starts what is cancelled before', async () => {
    using rig = makeRig();
    const ended = await run(rig.sh('touch started'), AbortSignal.abort('SIGINT'));
    expect(ended.ending).toEqual({ kind: 'cancelled' });
    expect(existsSync(rig.path('started'))).toBe(false);
  });
});
