import { describe, expect, test } from 'vitest';
import { expectGone, expectNobodyLeft } from '../support/fake-agent-remains.js';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

describe('an agent that ends and leaves a process holding its stdout', () => {
  const kinds = process.platform === 'linux' ? (['child', 'session'] as const) : (['child'] as const);
  test.each(kinds)('goes on with the answer and ends the %s', async (leaves) => {
    const rig = await Rig.create();
    rig.script({ ...builds, leaves }, { ...approves, held: true }, commits);
    const run = rig.start(TASK);
    await rig.fake.called(3);
    // Gone long before the run ends, or it could go on editing.
    const { left } = await rig.fake.called(1);
    expect(left).toBeGreaterThan(1);
    await expectGone(left);
    rig.fake.release(2);
    expect((await run.ended).exitCode).toBe(0);
    expect(rig.log()).toEqual(['Add a', 'start']);
  });

  test('does so when what is left goes on talking', async () => {
    const rig = await Rig.create();
    const runs = 'while :; do echo nobody listens; sleep 0.02; done &\necho $! > "$call/left"';
    rig.script({ ...builds, runs }, approves, commits);
    const { exitCode } = await rig.millstone(...TASK, '--idle-timeout', '0', '--timeout', '0');
    expect(exitCode).toBe(0);
    await expectNobodyLeft(rig.root, (await rig.fake.called(1)).left);
  });

  test('ends what a failed agent left, too', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', leaves: 'child', exit: 1, stderr: 'no' });
    const { exitCode } = await rig.millstone(...TASK);
    expect(exitCode).toBe(1);
    await expectNobodyLeft(rig.root, (await rig.fake.called(1)).left);
  });
});
