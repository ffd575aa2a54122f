import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved, changesRequested } from '../support/scripted-agents.js';

const TASK = ['--task', 'Add retry'];
const COMMIT = 'git add -A && git commit -qm "Add retry"';

describe('one task', () => {
  test('IL-S1 CLI-S6 builds, reviews and commits', async () => {
    const rig = await Rig.create();
    rig.script(
      { on: 'build', says: 'done', edits: { 'src/retry.ts': 'export {};\n' } },
      { on: 'review', says: approved() },
      { on: 'commit', runs: COMMIT },
    );
    const run = await rig.millstone(...TASK);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('=== SUCCESS ===');
    expect(rig.log()).toEqual(['Add retry', 'start']);
    expect(rig.status()).toBe('');
  });

  test('IL-S2 IL-S37 gives the findings back to the author, in the same conversation', async () => {
    const rig = await Rig.create();
    rig.script(
      { on: 'build', says: 'done', edits: { 'src/retry.ts': 'export {};\n' }, conversation: 'talk-1' },
      { on: 'review', says: changesRequested('add a test for the third try') },
      { on: 'fix', says: 'added', edits: { 'tests/retry.test.ts': 'test\n' }, conversation: 'talk-1' },
      { on: 'review', says: approved() },
      { on: 'commit', runs: COMMIT },
    );
    const run = await rig.millstone(...TASK);
    expect(run.exitCode).toBe(0);
    expect(rig.git('show', '--format=', '--name-only', 'HEAD')).toBe('src/retry.ts\ntests/retry.test.ts');
    const fix = (await rig.fake.calls()).find((call) => call.purpose === 'fix');
    expect(fix?.prompt).toContain('add a test for the third try');
    expect(fix?.argv).toContain('talk-1');
  });
});
