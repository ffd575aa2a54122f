import { describe, expect, test } from 'vitest';
import { journalOf } from '../support/fake-agent-record.js';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';

const leaves = process.platform === 'linux' ? 'session' : 'child';

describe('when millstone itself is killed with -9', () => {
  const ends: readonly [what: string, turn: Partial<FakeTurn>][] = [
    ['an agent with its tools', { leaves }],
    ['an agent that ignores SIGTERM', { ignoresSigterm: true }],
  ];
  test.each(ends)('the guard ends %s', async (_, turn) => {
    const rig = await Rig.create();
    rig.script({ on: 'build', edits: { 'a.txt': 'half\n' }, hangs: true, ...turn });
    const run = rig.start(TASK);
    await rig.fake.reached(1, 'hanging');
    run.child.kill('SIGKILL');
    expect(await run.ended).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
    const { pid, left } = await rig.fake.called(1);
    await expectNobodyLeft(rig.root, pid, left);
    expect(rig.read('a.txt')).toBe('half\n');
    // What it was about to do is on disk; that it ended in order is not.
    expect(journalOf(rig.repo).map(({ kind }) => kind)).toEqual(['opened', 'step', 'intent']);
  });

  test('the guard ends tools that outlived their agent, whose end it has not seen', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', hangs: true, leaves });
    const run = rig.start(TASK);
    await rig.fake.reached(1, 'hanging');
    const { pid, left } = await rig.fake.called(1);
    run.child.kill('SIGSTOP');
    process.kill(pid, 'SIGKILL');
    run.child.kill('SIGKILL');
    await run.ended;
    await expectNobodyLeft(rig.root, left);
  });

  test('a run that ends in order leaves no guard behind', async () => {
    const rig = await Rig.create();
    rig.script(builds, approves, commits);
    expect((await rig.millstone(...TASK)).exitCode).toBe(0);
    await expectNobodyLeft(rig.root);
  });
});
