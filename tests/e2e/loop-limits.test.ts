import { describe, expect, test } from 'vitest';
import { approves, builds, fixes, refuses, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

const purposes = async (rig: Rig): Promise<readonly string[]> =>
  (await rig.fake.calls()).map(({ purpose }) => purpose).filter((purpose) => purpose !== 'sanity-build');

describe('a loop that comes to no end', () => {
  test('IL-S3 stops after --max-cycles builds and as many reviews, and shows what was refused last', async () => {
    const rig = await Rig.create();
    rig.script(builds, refuses('first objection'), fixes('b\n'), refuses('last objection'));
    const ran = await rig.millstone(...TASK, '--max-cycles', '2');
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
    expect(await purposes(rig)).toEqual(['build', 'review', 'fix', 'review']);
    const summary = ran.stdout.slice(ran.stdout.indexOf('Task Failed: "Add a file"'));
    expect(summary).toContain('Outcome: max_cycles');
    expect(summary).toContain('Last builder output:\n  mended\n');
    expect(summary).toContain('Reviewer verdict: REJECTED\n  medium    last objection\n');
    expect(summary).not.toContain('first objection');
    expect(summary).toContain('=== HALTED after 0 task(s) ===');
    expect(rig.status()).toBe('?? a.txt');
    expect(rig.read('a.txt')).toBe('b\n');
  });

  test('IL-D22 stops when the author answers a refusal with the very same files', async () => {
    const rig = await Rig.create();
    rig.script(builds, refuses('no'), fixes('a\n'));
    const { exitCode, events } = await rig.events(...TASK, '--max-cycles', '9');
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ outcome: 'loop_detected' });
    expect(events.find((event) => event.type === 'halted')).toMatchObject({ halt: { cycles: 2, same: 'change' } });
  });
});

describe('an author that changes nothing', () => {
  test('IL-D26 and says that no task remains was given one all the same: a halt with that reason', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', says: 'NO_TASKS_REMAIN' });
    const { exitCode, events } = await rig.events(...TASK);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ outcome: 'unreadable_reply', halt: { reason: 'unreadable-reply' } });
    expect(await purposes(rig)).toEqual(['build']);
    expect(rig.log()).toEqual(['start']);
  });

  test('is nudged once, then judged', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', says: 'Done.' }, { on: 'nudge', says: 'Done.' }, refuses('nothing was done'));
    const ran = await rig.millstone(...TASK, '--max-cycles', '1');
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('WARN: No changes detected');
    expect(rig.log()).toEqual(['start']);
  });

  test('IL-S6 is believed only when the reviewer agrees; nothing is committed', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', says: 'It is there.' }, { on: 'nudge', says: 'It really is.' }, approves);
    const ran = await rig.millstone(...TASK);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('WARN: No changes detected');
    expect(ran.stdout).toContain('[Task 1/1] Completed without changes after 1 cycle(s)');
    expect(await purposes(rig)).toEqual(['build', 'nudge', 'review']);
    const review = (await rig.fake.calls()).find(({ purpose }) => purpose === 'review');
    expect(review?.prompt).toContain('It really is.');
    expect(rig.log()).toEqual(['start']);
  });

  test('IL-D19 and does it when nudged has that checked like any other work', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', says: '' }, { on: 'build', says: 'Hm.' });
    rig.script({ on: 'nudge', says: 'now', edits: { 'a.txt': 'line\n'.repeat(11) } });
    const { exitCode, events } = await rig.events(...TASK, '--loc-threshold', '10');
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ outcome: 'mechanical_loc' });
  });
});
