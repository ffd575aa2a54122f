import { describe, expect, test } from 'vitest';
import { approves, builds, commits, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

const agentsRow = (stdout: string): string | undefined => /^ {2}Agents +(.*)$/m.exec(stdout)?.[1];

describe('agents of different kinds in one run', () => {
  test('CLI-S52 the demo writes, claude reviews; the header names the default and who differs', async () => {
    const rig = await Rig.create();
    rig.script({ ...approves, cli: 'claude' });
    const ran = await rig.millstone(...TASK, '--cli', 'demo', '--cli-reviewer', 'claude');
    expect(ran.exitCode).toBe(0);
    expect(agentsRow(ran.stdout)).toBe('demo; reviewer: claude');
    expect(rig.git('show', '--format=', '--name-only', 'HEAD')).toBe('demo/add-a-file.md');
  });

  test('CLI-S52 claude writes, the demo judges', async () => {
    const rig = await Rig.create();
    const note = '# Add a file\n\n## How to check it\n';
    rig.script({ ...builds, edits: { 'demo/add-a-file.md': note } }, commits);
    const ran = await rig.millstone(...TASK, '--cli-reviewer', 'demo', '--cli-sanity', 'demo', '--model', 'opus');
    expect(ran.exitCode).toBe(0);
    expect(agentsRow(ran.stdout)).toBe('claude (opus); reviewer: demo (opus); sanity: demo (opus)');
    expect((await rig.fake.calls()).map(({ purpose }) => purpose)).toEqual(['build', 'commit']);
  });

  test('an agent that this version does not drive is refused before anything is begun', async () => {
    const rig = await Rig.create();
    const ran = await rig.millstone(...TASK, '--cli-reviewer', 'copilot');
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('copilot');
    expect(ran.stderr).toContain('claude, codex, gemini, opencode, demo');
    expect(await rig.fake.calls()).toEqual([]);
  });
});
