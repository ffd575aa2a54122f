import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Guard } from '../../../src/adapters/process/guard.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
import { FOREVER, isAlive, makeRig, quiet } from './rig.js';

const run = makeSpawn({ guard: null, mark: null });
const marking = makeSpawn({ guard: null, mark: `test-${process.pid}` });

/** Only Linux has a session of its own at hand, and an environment that can be read. */
const onLinux = test.runIf(process.platform === 'linux');

describe('ending a program', () => {
  test('that is silent for too long', async () => {
    using rig = makeRig();
    const ended = await run(rig.sh(`echo $$ > pid; echo hello; exec ${FOREVER}`, { limits: { idleMs: 1_000 } }), quiet);
    expect(ended).toMatchObject({ ending: { kind: 'silent', ms: 1_000 }, stdoutTail: 'hello\n' });
    expect(isAlive(await rig.pid('pid'))).toBe(false);
  });

  test('AG-S54 that takes too long although it talks', async () => {
    using rig = makeRig();
    const talks = 'echo $$ > pid; while :; do echo x; sleep 0.05; done';
    const ended = await run(rig.sh(talks, { limits: { idleMs: 20_000, totalMs: 1_000 } }), quiet);
    expect(ended.ending).toEqual({ kind: 'timeout', ms: 1_000 });
    expect(isAlive(await rig.pid('pid'))).toBe(false);
  });

  test('asks first, and lets it tidy up', async () => {
    using rig = makeRig();
    const cancel = new AbortController();
    const tidy = "trap 'sleep 0.3; touch tidied; exit 0' TERM; echo $$ > pid; while :; do sleep 0.05; done";
    const running = run(rig.sh(tidy), cancel.signal);
    await rig.pid('pid');
    cancel.abort('SIGINT');
    await running;
    expect(existsSync(rig.path('tidied'))).toBe(true);
  });

  test('that ignores being asked, its children with it', async () => {
    using rig = makeRig();
    const cancel = new AbortController();
    const deaf = `trap '' TERM; ${FOREVER} & echo $! > child; echo $$ > pid; while :; do sleep 0.05; done`;
    const running = run(rig.sh(deaf, { limits: { graceMs: 200 } }), cancel.signal);
    const pids = [await rig.pid('child'), await rig.pid('pid')];
    cancel.abort('SIGINT');
    await running;
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  test.each([
    ['while it runs', true],
    ['while it is being started', false],
  ])('AG-S58 that is cancelled %s', async (_name, wait) => {
    using rig = makeRig();
    const cancel = new AbortController();
    const running = run(rig.sh(`echo $$ > pid; exec ${FOREVER}`), cancel.signal);
    if (wait) await rig.pid('pid');
    cancel.abort('SIGINT');
    expect((await running).ending).toEqual({ kind: 'cancelled' });
    if (wait) expect(isAlive(await rig.pid('pid'))).toBe(false);
  });

  test('tells the guard of its group for as long as it may live', async () => {
    using rig = makeRig();
    const told: string[] = [];
    const guard: Guard = {
      start: () => told.push('start'),
      add: (group) => told.push(`+${group}`),
      remove: (group) => told.push(`-${group}`),
      close: () => undefined,
    };
    const { stdoutTail } = await makeSpawn({ guard, mark: null })(rig.sh('echo $$'), quiet);
    expect(told).toEqual(['start', `+${stdoutTail.trim()}`, `-${stdoutTail.trim()}`]);
  });
});

describe('what a program leaves behind', () => {
  test.each([
    ['and holds its output open', `${FOREVER} & echo $! > pid; echo said; exit 0`],
    ['and talks for ever', 'echo said; (while :; do echo x; done) & echo $! > pid; exit 0'],
    ['and is silent elsewhere', `${FOREVER} > /dev/null 2>&1 & echo $! > pid; echo said; exit 0`],
    ['and ignores being asked', `(trap '' TERM; ${FOREVER}) & echo $! > pid; echo said; exit 0`],
  ])('is ended with it: a child that stays %s', async (_name, script) => {
    using rig = makeRig();
    const ended = await run(rig.sh(script), quiet);
    expect(ended.ending).toEqual({ kind: 'exited', code: 0 });
    expect(ended.stdoutTail).toMatch(/said|x/);
    expect(isAlive(await rig.pid('pid'))).toBe(false);
  });

  onLinux('is found by its mark in a session of its own', async () => {
    using rig = makeRig();
    const script = `setsid sh -c 'echo $$ > pid; exec ${FOREVER}' & until [ -s pid ]; do sleep 0.02; done; exit 0`;
    const ended = await marking(rig.sh(script), quiet);
    expect(ended.ending).toEqual({ kind: 'exited', code: 0 });
    expect(isAlive(await rig.pid('pid'))).toBe(false);
  });

  onLinux('is found by its mark when it is cancelled, though its parent has gone and nothing asked it', async () => {
    using rig = makeRig();
    const cancel = new AbortController();
    const orphan = `(setsid sh -c 'trap "" TERM; echo $$ > pid; while :; do sleep 0.05; done' &)`;
    const running = marking(rig.sh(`${orphan}; exec ${FOREVER}`, { limits: { graceMs: 300 } }), cancel.signal);
    const pid = await rig.pid('pid');
    cancel.abort('SIGTERM');
    expect((await running).ending).toEqual({ kind: 'cancelled' });
    expect(isAlive(pid)).toBe(false);
  });

  onLinux('is found among the descendants in a session of its own, without a mark', async () => {
    using rig = makeRig();
    const cancel = new AbortController();
    const script = `setsid sh -c 'trap "" TERM; echo $$ > pid; while :; do sleep 0.05; done' & wait`;
    const running = run(rig.sh(script, { limits: { graceMs: 300 } }), cancel.signal);
    const pid = await rig.pid('pid');
    cancel.abort('SIGTERM');
    await running;
    expect(isAlive(pid)).toBe(false);
  });

  onLinux('is not a process of another call', async () => {
    using rig = makeRig();
    const cancel = new AbortController();
    const other = marking(rig.sh(`echo $$ > pid; exec ${FOREVER}`), cancel.signal);
    const pid = await rig.pid('pid');
    await marking(rig.sh('exit 0'), quiet);
    expect(isAlive(pid)).toBe(true);
    cancel.abort('SIGTERM');
    await other;
    expect(isAlive(pid)).toBe(false);
  });
});
