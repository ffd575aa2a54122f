import { describe, expect, test } from 'vitest';
import { journalOf } from '../support/fake-agent-record.js';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import { approves, builds, commits, fixes, refuses, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';
import { sane } from '../support/scripted-agents.js';
import { goesOn } from './continue-stage.js';

/** An undisturbed run of two cycles; every call of it is killed once. */
const story: readonly FakeTurn[] = [
  builds,
  { on: 'sanity-build', says: sane },
  refuses('b is wanted'),
  fixes('b\n'),
  { on: 'sanity-build', says: sane },
  approves,
  commits,
];

describe('a run that was killed with -9', () => {
  const calls = story.map((turn, at) => ({ at, on: turn.on, turn }));

  test.each(calls)('L19 in call $at, $on: goes on by --continue, or by the same command', async ({ at, turn }) => {
    const rig = await Rig.create();
    rig.script(...story.slice(0, at), { ...turn, hangs: true });
    const run = rig.start(TASK);
    await rig.fake.reached(at + 1, 'hanging');
    run.child.kill('SIGKILL');
    await run.ended;
    await expectNobodyLeft(rig.root);

    // A commit that is there is believed; everything else that did not answer is asked again, once.
    const rest = turn.on === 'commit' ? [] : story.slice(at);
    rig.script(...rest);
    const ran = at % 2 === 0 ? await goesOn(rig) : await again(rig, at + 1);
    expect(ran.exitCode).toBe(0);
    expect(ran.asked).toEqual(rest.map(({ on }) => on));
    expect(rig.log()).toEqual(['Add a', 'start']);
    expect(rig.git('show', 'HEAD:a.txt')).toBe('b');
    expect(rig.status()).toBe('');
    expect(journalOf(rig.repo).filter(({ kind }) => kind === 'opened')).toHaveLength(1);
    expect(journalOf(rig.repo).at(-1)).toMatchObject({ kind: 'closed', how: 'done' });
    await expectNobodyLeft(rig.root);
  });

  test('is not taken up by another task, whose start names the way on', async () => {
    const rig = await Rig.create();
    rig.script({ ...builds, hangs: true });
    const run = rig.start(TASK);
    await rig.fake.reached(1, 'hanging');
    run.child.kill('SIGKILL');
    await run.ended;
    const other = await rig.millstone('--task', 'Something else');
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toContain('millstone --continue');
    expect(other.stderr).toContain('millstone --continue --abort');
    expect(rig.read('a.txt')).toBe('a\n');
  });
});

/** The same command, typed again. */
async function again(rig: Rig, before: number) {
  const { exitCode } = await rig.millstone(...TASK);
  return { exitCode, asked: (await rig.fake.calls()).slice(before).map(({ purpose }) => purpose) };
}
