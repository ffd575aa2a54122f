import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { journalOf } from '../support/fake-agent-record.js';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import { approves, builds, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { type Ran, Rig, type Running } from '../support/rig.js';

const leaves = process.platform === 'linux' ? 'session' : 'child';
/** Works for ever, with a tool in the background. */
const busy = { hangs: true, leaves } as const;
const edits = { 'README.md': 'scribbled\n', 'b.txt': 'b\n' };

/** What must hold of every run that a signal has ended. */
async function expectStopped(rig: Rig, ran: Ran, signal: string, exit: number): Promise<void> {
  expect(ran).toMatchObject({ exitCode: exit, signal: null });
  const last = ran.stdout.trimEnd().split('\n').at(-1) ?? '';
  expect(JSON.parse(last)).toMatchObject({
    type: 'run-ended',
    exit,
    outcome: 'interrupted',
    halt: { reason: 'cancelled', says: `Stopped by ${signal}.` },
  });
  expect(ran.stderr).toContain(`Stopped by ${signal}.`);
  expect(journalOf(rig.repo).at(-1)).toMatchObject({ kind: 'halted', reason: 'cancelled' });
  expect(JSON.parse(rig.read('.millstone/state.json'))).toMatchObject({ halt_reason: 'cancelled' });
  expect(rig.log()).toEqual(['start']);
  const calls = await rig.fake.calls();
  await expectNobodyLeft(rig.root, ...calls.flatMap(({ pid, left }) => [pid, left]));
  // Nothing of the run's own is left beside git's files.
  expect(existsSync(join(rig.repo, '.git/millstone'))).toBe(false);
}

/** Resolves when this is printed. */
const seen = (stream: NodeJS.ReadableStream | null, words: string): Promise<void> =>
  new Promise((resolve) => {
    stream?.on('data', (text: string) => {
      if (text.includes(words)) resolve();
    });
  });

const begin = (rig: Rig, ...args: readonly string[]): Running => rig.start(['--json', ...TASK, ...args]);

describe('a signal while an agent works ends all of it', () => {
  const author: FakeTurn = { on: 'build', edits: { 'a.txt': 'half\n' }, ...busy };
  const cases: readonly [step: string, signal: NodeJS.Signals, exit: number, turns: FakeTurn[], text: string][] = [
    ['the author', 'SIGINT', 130, [author], 'half\n'],
    ['the sanity check', 'SIGINT', 130, [builds, { on: 'sanity-build', edits, ...busy }], 'a\n'],
    ['the reviewer', 'SIGTERM', 143, [builds, { on: 'review', edits, ...busy }], 'a\n'],
    ['the commit', 'SIGHUP', 129, [builds, approves, { on: 'commit', ...busy }], 'a\n'],
  ];
  test.each(cases)('%s, %s', async (step, signal, exit, turns, text) => {
    const rig = await Rig.create();
    rig.script(...turns);
    const run = begin(rig);
    await rig.fake.reached(step === 'the commit' ? 4 : step === 'the reviewer' ? 3 : turns.length, 'hanging');
    run.child.kill(signal);
    await expectStopped(rig, await run.ended, signal, exit);
    // The author's work is kept; what a reader scribbled is undone.
    expect(rig.read('a.txt')).toBe(text);
    expect(rig.status()).toBe('?? a.txt');
  });
});

describe('a signal between the calls', () => {
  test('in a hook of the commit ends git and the hook; nothing is committed', async () => {
    const rig = await Rig.create();
    const hook = join(rig.repo, '.git/hooks/pre-commit');
    rig.write('.millstone/config.toml', 'commit_by = "tool"\n');
    rig.write('.git/hooks/pre-commit', `#!/bin/sh\nsleep 600 &\n: > '${rig.root}/in-hook'\nwait\n`);
    chmodSync(hook, 0o755);
    rig.script(builds, approves);
    const run = begin(rig);
    while (!existsSync(join(rig.root, 'in-hook'))) await pause(10);
    run.child.kill('SIGINT');
    await expectStopped(rig, await run.ended, 'SIGINT', 130);
    expect(rig.status()).toBe('?? a.txt');
  });

  test('while it waits to ask a crashed agent again', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', signal: 'KILL' });
    const run = begin(rig);
    await seen(run.child.stdout, '"type":"wait-began"');
    run.child.kill('SIGTERM');
    await expectStopped(rig, await run.ended, 'SIGTERM', 143);
    expect(rig.status()).toBe('');
  });
});
