import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';
import { insane } from '../support/scripted-agents.js';

const STOP = '.millstone/STOP.md';

/** A repository whose last run was halted by its sanity check. */
async function halted(): Promise<Rig> {
  const rig = await Rig.create();
  rig.script(builds, { on: 'sanity-build', says: insane('the file is gibberish') });
  const ran = await rig.millstone(...TASK);
  expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
  expect(ran.stdout).toContain('=== STOPPED ===\nReason: the file is gibberish\n');
  expect((await rig.fake.calls()).map(({ purpose }) => purpose)).toEqual(['build', 'sanity-build']);
  rig.git('clean', '-qf');
  return rig;
}

describe('STOP.md', () => {
  test('IL-S4 ST-S41 PO-S47 says why a sanity check halted, and the next start refuses', async () => {
    const rig = await halted();
    expect(rig.read(STOP)).toContain('the file is gibberish');
    const again = await rig.millstone(...TASK);
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain('the file is gibberish');
    expect(again.stderr).toContain('--clear-stop');
    expect((await rig.fake.calls()).length).toBe(2);
  });

  test('L22 is filed away, not deleted, by --clear-stop, which starts', async () => {
    const rig = await halted();
    rig.script(builds, approves, commits);
    const { exitCode } = await rig.millstone(...TASK, '--clear-stop');
    expect(exitCode).toBe(0);
    expect(existsSync(join(rig.repo, STOP))).toBe(false);
    const filed = readdirSync(join(rig.repo, '.millstone/runs'), { recursive: true, encoding: 'utf8' });
    const [file] = filed.filter((name) => name.endsWith('STOP.md'));
    expect(rig.read(`.millstone/runs/${file}`)).toContain('the file is gibberish');
  });

  test.each([
    ['prose', 'Please see the file.', 'Please see the file.'],
    ['an OK', '{"status":"OK","reason":"or is it"}', null],
  ])('IL-S5 counts when the sanity agent wrote it itself and answers %s', async (_, says, reask) => {
    const rig = await Rig.create();
    const runs = `echo 'I stop this.' > ${STOP}`;
    rig.script(builds, { on: 'sanity-build', says, runs });
    if (reask !== null) rig.script({ on: 'reask', says: reask });
    const { exitCode, events } = await rig.events(...TASK);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ outcome: 'sanity_halt_impl' });
    expect(rig.read(STOP)).toBe('I stop this.\n');
    expect(rig.status()).toBe('?? a.txt');
  });
});
