import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';

const TASK = ['--task', 'Add a'];
const SEEN = /Starting: "Add a"/;

/** A script whose author waits until it is released. */
const held = (rig: Rig): void =>
  rig.script(
    { on: 'build', held: true, edits: { a: 'a\n' } },
    { on: 'review', says: approved() },
    { on: 'commit', runs: 'git add a && git commit -qm "Add a"' },
  );
const release = (rig: Rig): void => rig.fake.release(1);

/** A program that is started, with what it has printed so far. */
function start(rig: Rig, ...args: readonly string[]) {
  const { child, ended } = rig.start(args);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: string) => (text += chunk));
  const printed = async (words: RegExp): Promise<void> => {
    while (!words.test(text)) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  return { child, ended, printed };
}

describe('--stop', () => {
  test('where nothing runs it says so, and leaves nothing', async () => {
    const rig = await Rig.create();
    expect(await rig.millstone('--stop')).toMatchObject({
      exitCode: 0,
      stdout: 'No run is at work in this repository.\n',
    });
    expect(existsSync(join(rig.repo, '.git/millstone'))).toBe(false);
    const both = await rig.millstone('--stop', '--watch');
    expect([both.exitCode, both.stderr]).toEqual([2, expect.stringContaining('--stop and --watch')]);
  });

  test('lets the running task finish; --continue goes on with the next one, which nobody stops', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/tasklist.md', '- [ ] Add a\n- [ ] Add b\n');
    held(rig);
    const run = rig.start(['--exit-codes', 'extended']);
    await rig.fake.called(1);
    const [first, second] = [await rig.millstone('--stop', '--json'), await rig.millstone('--stop')];
    expect(JSON.parse(first.stdout)).toMatchObject({ type: 'stop', asked: true, first: true, pid: run.pid });
    expect(second.stdout).toMatch(/stops once its running task is done\. It had been asked before\./);
    release(rig);
    const stopped = await run.ended;
    expect(stopped).toMatchObject({ exitCode: 12, stderr: '' });
    expect(stopped.stdout).toContain('=== STOPPED AS ASKED ===\n1 task completed\n`millstone --continue` goes on');
    expect(rig.log()).toEqual(['Add a', 'start']);
    expect(existsSync(join(rig.repo, '.git/millstone'))).toBe(false);

    rig.script(
      { on: 'build', edits: { b: 'b\n' } },
      { on: 'review', says: approved() },
      { on: 'commit', runs: 'git add b && git commit -qm "Add b"' },
    );
    const on = await rig.millstone('--continue');
    expect(on.exitCode).toBe(0);
    expect(on.stdout).toMatch(/It had stopped: It was asked to stop\.[\s\S]*=== NO MORE TASKS ===\n2 tasks completed/);
    expect(rig.log()).toEqual(['Add b', 'Add a', 'start']);
  });
});

test('L27 a run of one task ends with it anyway: --stop says so, and how to stop it at once', async () => {
  const rig = await Rig.create();
  rig.script({ on: 'build', held: true });
  const run = rig.start(TASK);
  await rig.fake.called(1);
  const told = await rig.millstone('--stop');
  expect(told).toMatchObject({ exitCode: 0, stderr: '' });
  expect(told.stdout).toMatch(new RegExp(`does one task and ends with it\\. kill -TERM ${run.pid} stops it at once`));
  expect(JSON.parse((await rig.millstone('--stop', '--json')).stdout)).toMatchObject({ asked: false, does: 'task' });
  const stands = async () => JSON.parse((await rig.millstone('--status', '--json')).stdout).unfinished;
  expect(await stands()).toMatchObject({ state: 'at-work', title: TASK.at(-1), why: null });
  expect((await rig.millstone('--status')).stdout).toMatch(new RegExp(`^At work: ".*", .*, process ${run.pid}\\.`));
  run.child.kill('SIGTERM');
  expect((await run.ended).exitCode).toBe(143);
  expect((await rig.millstone('--status')).stdout).toMatch(/^Unfinished: ".*It had stopped: .*`millstone --continue`/);
  rig.script({ on: 'build', edits: { a: 'a\n' } }, { on: 'review', says: approved() });
  rig.script({ on: 'commit', runs: 'git add a && git commit -qm "Add a"' });
  expect((await rig.millstone('--continue')).stdout).toContain('=== SUCCESS ===');
  expect(await stands()).toBeUndefined();
});

describe('--watch', () => {
  test('waits for a run, shows the same lines as its own terminal, and ends as it ends', async () => {
    const rig = await Rig.create();
    held(rig);
    const early = start(rig, '--watch');
    await early.printed(/waiting for one/);
    const run = rig.start(TASK);
    await rig.fake.called(1);
    const late = start(rig, '--watch', '--json');
    await Promise.all([early.printed(SEEN), late.printed(SEEN)]);
    release(rig);
    const [ran, one, two] = await Promise.all([run.ended, early.ended, late.ended]);
    expect([ran.exitCode, one.exitCode, two.exitCode]).toEqual([0, 0, 0]);
    expect(one.stdout.split('\n').slice(1).join('\n')).toBe(ran.stdout);
    const types = two.stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text).type);
    expect([types[0], types.at(-1)]).toEqual(['run-started', 'run-ended']);
  });

  test('Ctrl-C ends only the watching; a run that dies is told, and one that goes on is shown from there', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', held: true }, { on: 'build', held: true });
    const run = rig.start(TASK);
    await rig.fake.called(1);
    const first = start(rig, '--watch');
    await first.printed(SEEN);
    first.child.kill('SIGINT');
    expect((await first.ended).exitCode).toBe(130);
    expect(run.child.exitCode).toBeNull();

    const second = start(rig, '--watch');
    await second.printed(SEEN);
    run.child.kill('SIGKILL');
    expect(await second.ended).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('has died') });

    const [log] = readdirSync(join(rig.repo, '.millstone/runs')).filter((name) => name.endsWith('.log'));
    const again = rig.start(['--continue']);
    const third = start(rig, '--watch');
    await rig.fake.called(2);
    await third.printed(/An interrupted run goes on/);
    again.child.kill('SIGTERM');
    await again.ended;
    expect(await third.ended).toMatchObject({ exitCode: 143, stdout: expect.stringContaining(log ?? '?') });
  });
});
