import { describe, expect, test } from 'vitest';
import { journalOf } from '../support/fake-agent-record.js';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import { approves, builds, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';

/** Ends neither when it is asked to, nor by itself. */
const deaf = { hangs: true, ignoresSigterm: true } as const;

describe('a second signal leaves at once, and the guard ends what is left', () => {
  const cases: readonly [step: string, first: NodeJS.Signals, second: NodeJS.Signals, exit: number, FakeTurn[]][] = [
    ['the author', 'SIGINT', 'SIGINT', 130, [{ on: 'build', edits: { 'a.txt': 'half\n' }, ...deaf }]],
    ['the sanity check', 'SIGTERM', 'SIGTERM', 143, [builds, { on: 'sanity-build', ...deaf }]],
    ['the reviewer', 'SIGHUP', 'SIGHUP', 129, [builds, { on: 'review', ...deaf }]],
    ['the commit', 'SIGINT', 'SIGTERM', 143, [builds, approves, { on: 'commit', ...deaf }]],
  ];
  test.each(cases)('%s, %s then %s', async (step, first, second, exit, turns) => {
    const rig = await Rig.create();
    rig.script(...turns);
    const run = rig.start(TASK);
    const call = step === 'the commit' ? 4 : step === 'the reviewer' ? 3 : turns.length;
    await rig.fake.reached(call, 'hanging');
    run.child.kill(first);
    // The first signal has been heard when the agent is asked to end.
    await rig.fake.reached(call, 'termed');
    expect(run.child.exitCode).toBe(null);
    run.child.kill(second);
    expect(await run.ended).toMatchObject({ exitCode: exit, signal: null });
    // It did not wait for the agent's end, which would have been written down.
    expect(journalOf(rig.repo).at(-1)?.kind).not.toBe('halted');
    await expectNobodyLeft(rig.root, (await rig.fake.called(call)).pid);
    expect(rig.status()).toBe('?? a.txt');
    expect(rig.log()).toEqual(['start']);
  });
});
