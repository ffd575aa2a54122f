import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { journalOf } from '../support/fake-agent-record.js';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';

const half = { on: 'build', edits: { 'a.txt': 'half\n' } } as const;
const talks = 'while :; do echo still at it; sleep 0.05; done';

describe('an agent that ends badly', () => {
  test('IL-S59 shows what an agent that exits 1 said on stderr', async () => {
    const rig = await Rig.create();
    rig.script({ ...half, exit: 1, stderr: 'auth: no token\nask your administrator\n' });
    const ran = await rig.millstone(...TASK);
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
    expect(ran.stdout).toContain('Outcome: agent_error');
    expect(ran.stdout).toContain('claude said:\n  auth: no token\n  ask your administrator\n');
    expect(ran.stdout).toContain('claude ended with exit code 1: auth: no token');
  });

  test('CLI-S11 one that cannot even tell its version is told by --doctor; a run finds out when it asks', async () => {
    const rig = await Rig.create();
    writeFileSync(join(rig.fake.bin, 'claude'), '#!/bin/sh\necho "no native binary" >&2\nexit 1\n');
    const checked = await rig.millstone('--doctor');
    expect(checked.exitCode).toBe(1);
    expect(checked.stdout).toMatch(/fail +agent claude +.*no native binary[\s\S]*npm install -g/);
    const ran = await rig.millstone(...TASK);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('claude ended with exit code 1: no native binary');
  });

  const cases: readonly [what: string, turn: FakeTurn, args: readonly string[], failure: object][] = [
    ['exits 1', { ...half, exit: 1, stderr: 'no' }, [], { reason: 'exit', code: 1, says: 'no' }],
    ['crashes', { ...half, signal: 'SEGV' }, [], { reason: 'killed', signal: 'SIGSEGV' }],
    ['is silent', { ...half, hangs: true }, ['--idle-timeout', '2'], { reason: 'silent', ms: 2000 }],
    ['talks for ever', { ...half, runs: talks }, ['--timeout', '2'], { reason: 'timeout', ms: 2000 }],
    ['prints no JSON', { ...half, raw: 'I did it, all is well.\n' }, [], { reason: 'garbled' }],
    ['has no account', { ...half, errs: 'Please run /login' }, [], { reason: 'not-signed-in' }],
  ];
  test.each(cases)('after an edit, an author that %s is not asked again and keeps its edit', async (...given) => {
    const [, turn, args, failure] = given;
    const rig = await Rig.create();
    rig.script(turn);
    const { exitCode, events } = await rig.events(...TASK, ...args);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ type: 'run-ended', exit: 1, outcome: 'agent_error', commits: [] });
    expect(events.find((event) => event.type === 'halted')).toMatchObject({
      halt: { reason: 'agent-failed', role: 'author', failure },
    });
    expect(journalOf(rig.repo).at(-1)).toMatchObject({ kind: 'halted', reason: 'agent-failed' });
    expect(rig.status()).toBe('?? a.txt');
    const [call, ...more] = await rig.fake.calls();
    expect(more).toEqual([]);
    await expectNobodyLeft(rig.root, call?.pid ?? null);
  });

  test('after a crash that changed nothing, an author is asked once more', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', signal: 'SEGV' }, builds, approves, commits);
    const { exitCode, events } = await rig.events(...TASK);
    expect(exitCode).toBe(0);
    expect(events.find((event) => event.type === 'agent-failed')).toMatchObject({ failure: { reason: 'killed' } });
    expect(rig.log()).toEqual(['Add a', 'start']);
  });

  test('a silent reviewer is asked once more whatever has changed, since it only reads', async () => {
    const rig = await Rig.create();
    rig.script(builds, { on: 'review', hangs: true }, approves, commits);
    const { exitCode, events } = await rig.events(...TASK, '--idle-timeout', '2');
    expect(exitCode).toBe(0);
    expect(events.at(-1)).toMatchObject({ outcome: 'approved', spent: { calls: 5 } });
    await expectNobodyLeft(rig.root, ...(await rig.fake.calls()).map(({ pid }) => pid));
  });

  test('one that ignores SIGTERM, as do its children, is ended all the same', async () => {
    const rig = await Rig.create();
    rig.script({ ...half, hangs: true, ignoresSigterm: true });
    const { exitCode, events } = await rig.events(...TASK, '--timeout', '1');
    expect(exitCode).toBe(1);
    expect(events.find((event) => event.type === 'agent-failed')).toMatchObject({ failure: { reason: 'timeout' } });
    // It was asked first.
    await rig.fake.reached(1, 'termed');
    await expectNobodyLeft(rig.root, (await rig.fake.called(1)).pid);
  });
});
