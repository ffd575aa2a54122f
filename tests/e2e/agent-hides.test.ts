import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';

const TASK = ['--task', 'Add a'];
const approves = { on: 'review', says: approved() } as const;
const commits = { on: 'commit', runs: 'git add -A && git commit -qm mine' } as const;

describe('an author that hides what it did', () => {
  test.each(['* binary', '*.js -diff', '*.js diff=none'])('behind .gitattributes: %s', async (line) => {
    const rig = await Rig.create();
    const edits = { '.gitattributes': `${line}\n`, 'evil.js': `${'one();\n'.repeat(2_500)}` };
    rig.script({ on: 'build', says: 'done', edits });
    const { events, exitCode } = await rig.events(...TASK);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ outcome: 'mechanical_loc' });
  });

  test('files that are binary are still told as that (IL-S15)', async () => {
    const rig = await Rig.create();
    rig.script({ on: 'build', says: 'done', runs: "printf 'a\\0b\\0' > picture.bin" }, approves, commits);
    const { events } = await rig.events(...TASK);
    expect(events.find((event) => event.type === 'observed')).toMatchObject({
      files: [{ path: 'picture.bin', binary: true, added: 0 }],
    });
  });

  test('by replacing one commit by another', async () => {
    const rig = await Rig.create();
    const good = 'git add -A && git commit -qm good && G=$(git rev-parse HEAD)';
    const bad = 'echo evil > evil.js && git add -A && git commit -qm bad && B=$(git rev-parse HEAD)';
    rig.script({ on: 'build', says: 'done', edits: { 'a.txt': 'a\n' } }, approves, {
      on: 'commit',
      runs: `${good} && ${bad} && git replace $B $G && git reset -q --hard`,
    });
    const run = await rig.millstone(...TASK);
    expect(run.exitCode).toBe(0);
    const names = rig.git('--no-replace-objects', 'log', '--name-only', '--format=', 'main').split('\n');
    expect(names).not.toContain('evil.js');
  });

  test('in a repository of its own', async () => {
    const rig = await Rig.create();
    const runs = 'git init -q sub && echo x > sub/x && git -C sub add -A && git -C sub commit -qm inner';
    rig.script({ on: 'build', says: 'done', runs });
    const { events, exitCode, stderr } = await rig.events(...TASK);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ halt: { reason: 'git' } });
    expect(stderr).toContain('sub has become a git repository of its own');
  });
});
