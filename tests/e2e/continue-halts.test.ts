import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { callFiles, journalOf } from '../support/fake-agent-record.js';
import { approves, builds, commits, fixes, refuses, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';
import { insane } from '../support/scripted-agents.js';
import { committed, goesOn } from './continue-stage.js';

const secret: FakeTurn = { on: 'build', says: 'done', edits: { 'a.txt': 'a\n', '.env': 'KEY=1\n' } };

async function halted(outcome: string, turns: readonly FakeTurn[], ...args: readonly string[]): Promise<Rig> {
  const rig = await Rig.create();
  rig.script(...turns);
  const { exitCode, events } = await rig.events(...TASK, ...args);
  expect({ exitCode, outcome: events.at(-1) }).toMatchObject({ exitCode: 1, outcome: { outcome } });
  return rig;
}

/** The run came to its end as if nothing had been. */
function expectDone(rig: Rig, ran: { exitCode: number | null; events: readonly object[] }): void {
  expect(ran.exitCode).toBe(0);
  expect(ran.events.at(-1)).toMatchObject({ type: 'run-ended', outcome: 'approved', halt: null });
  expect(rig.status()).toBe('');
  expect(journalOf(rig.repo).at(-1)).toMatchObject({ kind: 'closed', how: 'done' });
  expect(existsSync(join(rig.repo, '.git/millstone'))).toBe(false);
}

describe('millstone --continue', () => {
  test('ST-S42 ST-S21 L9 goes past the check it halted for, without a new build, in the same run', async () => {
    const rig = await halted('mechanical_sensitive', [secret]);
    const before = journalOf(rig.repo);
    const files = callFiles(rig.repo);
    rig.script(approves, commits);
    const ran = await goesOn(rig);
    expectDone(rig, ran);
    expect(ran.asked).toEqual(['review', 'commit']);
    expect(committed(rig)).toEqual(['.env', 'a.txt']);
    // One journal, which the second process only added to; the files of the first call are still there.
    expect(journalOf(rig.repo).slice(0, before.length)).toEqual(before);
    expect(callFiles(rig.repo).slice(0, files.length)).toEqual(files);
    expect(callFiles(rig.repo).length).toBeGreaterThan(files.length);
    const runs = new Set(ran.events.map((event) => (event as unknown as { run: string }).run));
    expect(readdirSync(join(rig.repo, '.millstone/runs'))).toContain(`${[...runs].join()}.journal.jsonl`);
  });

  test('ST-S44 PO-S30 L9 halts again when the change is another one now', async () => {
    const rig = await halted('mechanical_sensitive', [secret]);
    rig.write('mine.txt', 'mine\n');
    const again = await goesOn(rig);
    expect(again.exitCode).toBe(1);
    expect(again.events.at(-1)).toMatchObject({ outcome: 'mechanical_sensitive' });
    expect(again.asked).toEqual([]);

    rig.script(approves, commits);
    expectDone(rig, await goesOn(rig));
    expect(committed(rig)).toEqual(['.env', 'a.txt', 'mine.txt']);
  });

  test('ST-S44 goes past the check when the change was mended', async () => {
    const rig = await halted('mechanical_sensitive', [secret]);
    rmSync(join(rig.repo, '.env'));
    rig.script(approves, commits);
    expectDone(rig, await goesOn(rig));
    expect(committed(rig)).toEqual(['a.txt']);
  });

  test('L22 files STOP.md away and reviews what the sanity check objected to', async () => {
    const rig = await halted('sanity_halt_impl', [builds, { on: 'sanity-build', says: insane('gibberish') }]);
    rig.script(approves, commits);
    const ran = await goesOn(rig);
    expectDone(rig, ran);
    expect(existsSync(join(rig.repo, '.millstone/STOP.md'))).toBe(false);
    const [run] = ran.events.map((event) => (event as unknown as { run: string }).run);
    expect(rig.read(`.millstone/runs/${run}/STOP.md`)).toContain('gibberish');
  });

  test('ST-S47 has as many cycles again, and the last findings', async () => {
    const rig = await halted('max_cycles', [builds, refuses('last words')], '--max-cycles', '1');
    rig.script(fixes('b\n'), approves, commits);
    const ran = await goesOn(rig);
    expectDone(rig, ran);
    expect(ran.asked).toEqual(['fix', 'review', 'commit']);
    const fix = (await rig.fake.calls()).find(({ purpose }) => purpose === 'fix');
    expect(fix?.prompt).toContain('last words');
  });

  test('IL-D22 judges once more what went in circles', async () => {
    const rig = await halted('loop_detected', [builds, refuses('no'), fixes('a\n')]);
    rig.script(approves, commits);
    const ran = await goesOn(rig);
    expectDone(rig, ran);
    expect(ran.asked).toEqual(['review', 'commit']);
  });

  test('asks a reviewer again that could not be read', async () => {
    const empty: FakeTurn = { on: 'review', says: '' };
    const rig = await halted('unreadable_reply', [builds, empty, empty]);
    rig.script(approves, commits);
    const ran = await goesOn(rig);
    expectDone(rig, ran);
    expect(ran.asked).toEqual(['review', 'commit']);
  });

  test('asks a reviewer again that failed, and another one when that is wanted', async () => {
    const rig = await halted('reviewer_error', [builds, { on: 'review', exit: 3, stderr: 'boom' }]);
    rig.script(approves, commits);
    const ran = await goesOn(rig);
    expectDone(rig, ran);
    expect(ran.asked).toEqual(['review', 'commit']);
  });

  test('keeps what a failed author has left, and tells the next one', async () => {
    const rig = await halted('agent_error', [{ on: 'build', edits: { 'half.txt': 'half\n' }, exit: 3 }]);
    rig.script(builds, approves, commits);
    const ran = await goesOn(rig);
    expectDone(rig, ran);
    expect(ran.asked).toEqual(['build', 'review', 'commit']);
    expect((await rig.fake.calls()).filter(({ purpose }) => purpose === 'build')[1]?.prompt).toContain('half.txt');
    expect(committed(rig)).toEqual(['a.txt', 'half.txt']);
  });

  test('does what was declined once somebody says yes', async () => {
    const rig = await Rig.create();
    expect((await rig.millstone('--task', 'Drop it\n- Risk: high')).exitCode).toBe(1);
    expect((await rig.millstone('--continue')).exitCode).toBe(1);
    rig.script(builds, approves, commits);
    expectDone(rig, await goesOn(rig, '--yes-high-risk'));
  });

  test('commits what a hook refused, when it no longer does, and reviews nothing again', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'commit_by = "tool"\nmax_cycles = 1\n');
    rig.write('.git/hooks/pre-commit', '#!/bin/sh\necho "no ticket"\nexit 1\n');
    const hook = join(rig.repo, '.git/hooks/pre-commit');
    chmodSync(hook, 0o755);
    rig.script(builds, approves);
    expect((await rig.millstone(...TASK)).exitCode).toBe(1);
    rmSync(hook);
    const ran = await goesOn(rig);
    expect(ran.asked.filter((purpose) => purpose === 'build' || purpose === 'review')).toEqual([]);
    expectDone(rig, ran);
    expect(committed(rig)).toEqual(['a.txt']);
  });
});

describe('millstone --continue after a signal', () => {
  const busy = { hangs: true } as const;
  const cases: readonly [step: string, call: number, turns: readonly FakeTurn[], rest: readonly FakeTurn[]][] = [
    ['the author', 1, [{ ...builds, ...busy }], [builds, approves, commits]],
    ['the reviewer', 3, [builds, { on: 'review', ...busy }], [approves, commits]],
    ['the commit', 4, [builds, approves, { on: 'commit', ...busy }], [commits]],
  ];
  test.each(cases)('begins with %s, which was stopped', async (_, call, turns, rest) => {
    const rig = await Rig.create();
    rig.script(...turns);
    const run = rig.start(TASK);
    await rig.fake.reached(call, 'hanging');
    run.child.kill('SIGINT');
    expect(await run.ended).toMatchObject({ exitCode: 130 });
    rig.script(...rest);
    const ran = await goesOn(rig);
    expectDone(rig, ran);
    expect(ran.asked).toEqual(rest.map(({ on }) => on));
    expect(rig.log()).toEqual(['Add a', 'start']);
  });
});
