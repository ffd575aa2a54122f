import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { bundled, gone, isAlive, makeRig, type Rig } from './rig.js';

const onLinux = test.runIf(process.platform === 'linux');

const guardChild = (rig: Rig): Promise<string> =>
  bundled(rig, 'guard-child', "import '../../../src/adapters/process/guard-child.js'; process.send?.('ready');");

/** A program as millstone is one: it starts an agent by the real spawn, with the real guard. */
const PARENT = `
import { startGuard } from '../../../src/adapters/process/guard.js';
import { makeSpawn } from '../../../src/adapters/process/spawn.js';
const [script, mark, agent] = process.argv.slice(2);
const guard = startGuard({ program: process.execPath, script, mark, cwd: process.cwd() });
const limits = { idleMs: 0, totalMs: 0, graceMs: 10000, tailBytes: 100 };
const command = { program: '/bin/sh', args: ['-c', agent], cwd: process.cwd(), stdin: 'prompt', env: process.env, limits };
await makeSpawn({ guard, mark })(command, new AbortController().signal);
`;

/** Does not care for requests to end. */
const deaf = (name: string): string => `trap "" TERM INT HUP; echo $$ > ${name}; while :; do sleep 0.05; done`;

test('when its parent is killed with -9, an agent and its child that ignore SIGTERM are gone', async () => {
  using rig = makeRig();
  const [script, program] = await Promise.all([guardChild(rig), bundled(rig, 'parent', PARENT)]);
  const agent = `sh -c '${deaf('child')}' & ${deaf('agent')}`;
  const parent = spawn(process.execPath, [program, script, `test-${process.pid}`, agent], { cwd: rig.dir });
  rig.own(parent.pid);
  const pids = [await rig.pid('agent'), await rig.pid('child')];
  expect(pids.map(isAlive)).toEqual([true, true]);
  parent.kill('SIGKILL');
  await Promise.all(pids.map(gone));
});

onLinux('and so is a tool of it in a session of its own, whose parent has gone', async () => {
  using rig = makeRig();
  const [script, program] = await Promise.all([guardChild(rig), bundled(rig, 'parent', PARENT)]);
  const agent = `(setsid sh -c '${deaf('tool')}' &); ${deaf('agent')}`;
  const parent = spawn(process.execPath, [program, script, `test-${process.pid}`, agent], { cwd: rig.dir });
  rig.own(parent.pid);
  const pids = [await rig.pid('agent'), await rig.pid('tool')];
  parent.kill('SIGKILL');
  await Promise.all(pids.map(gone));
});

/** A group of its own for the guard to watch over. */
async function group(rig: Rig, name: string): Promise<number> {
  spawn('/bin/sh', ['-c', deaf(name)], { cwd: rig.dir, detached: true, stdio: 'ignore' }).unref();
  return rig.pid(name);
}

type Started = ChildProcess & { stdin: NodeJS.WritableStream };

/** The guard alone, as soon as it listens. */
async function started(rig: Rig): Promise<Started> {
  const script = await guardChild(rig);
  const guard = spawn(process.execPath, [script, `test-${process.pid}-none`], {
    stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
  });
  rig.own(guard.pid);
  await once(guard, 'message');
  return guard as Started;
}

test('the guard ends the groups that it still watches, and no others', async () => {
  using rig = makeRig();
  const [watched, released, unknown] = await Promise.all([group(rig, 'a'), group(rig, 'b'), group(rig, 'c')]);
  const guard = await started(rig);
  guard.stdin.write(`+${released}\n+${String(watched).slice(0, 1)}`);
  // Whatever way the lines come in.
  await pause(50);
  guard.stdin.write(`${String(watched).slice(1)}\n-${released}\n`);
  guard.stdin.end();
  expect(await once(guard, 'exit')).toEqual([0, null]);
  // What was killed may take a moment to be collected.
  await expect.poll(() => [watched, released, unknown].map(isAlive)).toEqual([false, true, true]);
});

test('the guard stays when a terminal ends everybody', async () => {
  using rig = makeRig();
  const watched = await group(rig, 'a');
  const guard = await started(rig);
  guard.stdin.write(`+${watched}\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) guard.kill(signal);
  guard.stdin.end();
  expect(await once(guard, 'exit')).toEqual([0, null]);
  await expect.poll(() => isAlive(watched)).toBe(false);
});

test('the guard has nothing to do when nothing is left', async () => {
  using rig = makeRig();
  const guard = await started(rig);
  guard.stdin.end();
  expect(await once(guard, 'exit')).toEqual([0, null]);
});
