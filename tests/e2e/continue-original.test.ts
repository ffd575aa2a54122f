import { describe, expect, test } from 'vitest';
import { builds, commits } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { designText, fine, plannedTask } from '../support/outer-texts.js';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';

const LIST = '.millstone/tasklist.md';
const STATE = '.millstone/state.json';
const DESIGN = '.millstone/designs/be-fast.md';
const designed: readonly FakeTurn[] = [
  { on: 'design', says: 'Done.', edits: { [DESIGN]: designText('be-fast') } },
  { on: 'design-review', says: fine },
];
const planned: readonly FakeTurn[] = [
  { on: 'plan', says: 'Done.', runs: `cat >> ${LIST} <<'END'\n\n${plannedTask('one')}\nEND` },
  { on: 'plan-review', says: fine },
];
const done: readonly FakeTurn[] = [
  { ...builds, edits: { 'one.txt': 'one\n' } },
  { on: 'review', says: approved() },
  { ...commits, runs: 'git add one.txt && git commit -qm "Add one"' },
];
const rigAt = async (outer_loop: Readonly<Record<string, unknown>>, there: Readonly<Record<string, string>> = {}) => {
  const rig = await Rig.create();
  rig.write(STATE, JSON.stringify({ outer_loop }));
  for (const [file, text] of Object.entries(there)) rig.write(file, text);
  return rig;
};

describe('a run of the original that stopped between its stages', () => {
  test('PL-S43 ST-S23 ST-S24 behind an analysis it is designed, planned and done, and kept where the design fails', async () => {
    const rig = await rigAt({ stage: 'analyze_complete', opportunity: 'Be fast' });
    rig.script({ on: 'design', exit: 3, stderr: 'boom' });
    expect((await rig.millstone('--continue', '--no-approve')).exitCode).toBe(1);
    expect((await rig.fake.calls()).map(({ purpose }) => purpose)).toEqual(['design']);
    expect(JSON.parse(rig.read(STATE))).toMatchObject({ outer_loop: { stage: 'design_partial', given: 'Be fast' } });

    rig.script(...designed, ...planned, ...done);
    expect(await rig.millstone('--continue', '--no-approve')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(rig.log()).toEqual(['Add one', 'start']);
  });

  test('PL-S43 ST-S25 behind a design it is planned, and the gates that come ask', async () => {
    const rig = await rigAt(
      { stage: 'design_complete', design_path: DESIGN },
      { [DESIGN]: designText('be-fast', '', 'reviewed') },
    );
    rig.script(...planned);
    const halted = await rig.millstone('--continue');
    expect(halted).toMatchObject({ exitCode: 0, stderr: '' });
    expect(halted.stdout).toContain('Tasks added to tasklist');
    rig.script(...done);
    expect((await rig.millstone('--continue')).exitCode).toBe(0);
    expect(rig.log()).toEqual(['Add one', 'start']);
  });

  test('PL-S43 ST-S27 behind a plan the tasks are done', async () => {
    const rig = await rigAt(
      { stage: 'plan_complete', tasks_created: 1 },
      { [LIST]: `# Tasklist\n\n${plannedTask('one')}\n` },
    );
    rig.script(...done);
    expect(await rig.millstone('--continue')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(rig.log()).toEqual(['Add one', 'start']);
  });

  test('PL-S44 ST-S26 a design that is gone is named, and awaited', async () => {
    const rig = await rigAt({ stage: 'design_complete', design_path: DESIGN });
    const ended = await rig.millstone('--continue', '--no-approve');
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toContain(`Design file not found: ${DESIGN}`);
    rig.write(DESIGN, designText('be-fast', '', 'reviewed'));
    rig.script(...planned, ...done);
    expect((await rig.millstone('--continue', '--no-approve')).exitCode).toBe(0);
    expect(rig.log()).toEqual(['Add one', 'start']);
  });
});
