import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';
import { goesOn, killedInBuild } from './continue-stage.js';
import { stateOf } from './repository-state.js';

const LOCK = '.git/millstone/run.lock';

describe('two millstones at once', () => {
  test('CLI-S58 ST-S49 the second is told of the first, and leaves everything alone', async () => {
    const rig = await Rig.create();
    rig.script({ ...builds, held: true }, approves, commits);
    const first = rig.start(TASK);
    await rig.fake.called(1);
    const before = { ...stateOf(rig), lock: rig.read(LOCK) };
    const wrong = [['--task', 'Another'], ['--continue'], ['--continue', '--abort'], ['--undo'], ['--init', '--yes']];
    for (const args of [TASK, ...wrong]) {
      const second = await rig.millstone(...args);
      expect(second.exitCode).toBe(1);
      expect(second.stdout + second.stderr).toContain(`process ${first.pid} on ${hostname()}`);
    }
    expect({ ...stateOf(rig), lock: rig.read(LOCK) }).toEqual(before);
    rig.fake.release(1);
    expect(await first.ended).toMatchObject({ exitCode: 0 });
    expect(rig.log()).toEqual(['Add a', 'start']);
  });

  test('a linked working tree is the same repository', async () => {
    const rig = await Rig.create();
    rig.git('worktree', 'add', '-q', join(rig.root, 'linked'));
    rig.script({ ...builds, held: true }, approves, commits);
    const first = rig.start(TASK);
    await rig.fake.called(1);
    const second = await rig.start(TASK, { cwd: join(rig.root, 'linked') }).ended;
    expect(second.exitCode).toBe(1);
    expect(second.stdout + second.stderr).toContain(`process ${first.pid} `);
    rig.fake.release(1);
    expect(await first.ended).toMatchObject({ exitCode: 0 });
  });

  test('the extended exit code is 21', async () => {
    const rig = await Rig.create();
    rig.script({ ...builds, held: true }, approves, commits);
    const first = rig.start(TASK);
    await rig.fake.called(1);
    expect((await rig.millstone(...TASK, '--exit-codes', 'extended')).exitCode).toBe(21);
    rig.fake.release(1);
    await first.ended;
  });
});

describe('a lock that was left behind', () => {
  const mine = { pid: process.pid, host: hostname(), run: 'r', started: 'long ago', since: '2026-01-01T00:00:00.000Z' };
  test.each<[string, string]>([
    ['of a process whose number another has now', JSON.stringify(mine)],
    ['that is damaged', '{"pid": 1'],
  ])('%s is taken over', async (_, text) => {
    const rig = await Rig.create();
    mkdirSync(join(rig.repo, '.git/millstone'));
    writeFileSync(join(rig.repo, LOCK), text);
    rig.script(builds, approves, commits);
    expect((await rig.millstone(...TASK)).exitCode).toBe(0);
    expect(stateOf(rig).leftOver).toEqual([]);
  });

  test('by a run that was killed is taken over when it goes on', async () => {
    const rig = await Rig.create();
    const pid = await killedInBuild(rig);
    expect(JSON.parse(readFileSync(join(rig.repo, LOCK), 'utf8'))).toMatchObject({ pid });
    rig.script(builds, approves, commits);
    expect((await goesOn(rig)).exitCode).toBe(0);
    expect(stateOf(rig).leftOver).toEqual([]);
  });

  test('of another host is respected while it is fresh', async () => {
    const rig = await Rig.create();
    mkdirSync(join(rig.repo, '.git/millstone'));
    writeFileSync(join(rig.repo, LOCK), JSON.stringify({ ...mine, host: 'elsewhere' }));
    const ran = await rig.millstone(...TASK);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout + ran.stderr).toContain('on elsewhere');
    expect(await rig.fake.calls()).toEqual([]);
  });
});
