import { chmodSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/domain/event.js';
import { recordFile } from '../support/fake-agent-record.js';
import { approves, builds, commits, fixes, refuses, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';
import { goesOn } from './continue-stage.js';

const sick = (env: Readonly<Record<string, string>>) => ({
  env: { NODE_OPTIONS: `--import=${resolve(import.meta.dirname, '../support/sick-machine.mjs')}`, ...env },
});

describe('a disk that takes no more', () => {
  test.each([
    ['full for good', 'the disk is full', {}],
    ['full for a moment', 'the disk is full', { SICK_ROOM: 'later' }],
    ['read-only all at once', 'the disk is read-only', { SICK_CODE: 'EROFS' }],
  ])(
    '%s in the middle of a journal line: a halt that says so, and the run goes on once it does again',
    async (_, says, env) => {
      const rig = await Rig.create();
      rig.script(builds);
      const ran = await rig.start(TASK, sick({ SICK_LINE: '6', ...env })).ended;
      expect(ran.exitCode).toBe(1);
      expect(ran.stdout).toContain(says);
      expect(ran.stdout).toContain('Make room');
      expect(ran.stdout + ran.stderr).not.toContain('the words of the system');
      expect(rig.status()).toBe('?? a.txt');

      const journal = rig.read(recordFile(rig.repo, '.journal.jsonl').slice(rig.repo.length + 1));
      expect(() =>
        journal
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).not.toThrow();
      // The author had come to its end, and is not paid for twice.
      rig.script(approves, commits);
      const on = await goesOn(rig);
      expect([on.exitCode, rig.log(), rig.status()]).toEqual([0, ['Add a', 'start'], '']);
    },
  );
});

describe('a disk that takes no more of git', () => {
  test('when the approved change is committed: a halt that says so, and the run goes on once it does again', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'commit_by = "tool"\n');
    rig.write('../full', '');
    rig.write('../bin/git', fullGit(rig));
    chmodSync(join(rig.root, 'bin/git'), 0o755);
    rig.script(builds, approves);
    const ran = await rig.start(TASK, { env: { PATH: `${join(rig.root, 'bin')}:${rig.env.PATH}` } }).ended;
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('No space left on device');
    expect(ran.stdout).toContain('The disk is full: make room.');
    expect(ran.stdout).toContain('millstone --continue');
    expect(rig.status()).toBe('?? a.txt');

    rmSync(join(rig.root, 'full'));
    const on = await goesOn(rig);
    expect([on.exitCode, on.asked, rig.log(), rig.status()]).toEqual([0, [], ['Add a file', 'start'], '']);
  });
});

/** A git that can commit nothing while the rig's file `full` is there, and says so in the words of git. */
const fullGit = ({ root, env }: Rig): string => `#!/bin/sh
for word do
  if [ "$word" = commit ] && [ -e '${root}/full' ]; then
    echo 'fatal: unable to write loose object file: No space left on device' >&2
    exit 128
  fi
done
PATH='${env.PATH}' exec git "$@"
`;

describe('a clock that jumps', () => {
  const HOUR = 3_600_000;

  test.each([[-HOUR], [HOUR]])('by %d ms in a run: it ends as ever, and nothing took less than no time', async (by) => {
    const rig = await Rig.create();
    rig.script(builds, refuses('b is wanted'), fixes('b\n'), approves, commits);
    const ran = await rig.start(['--json', ...TASK], sick({ SICK_CLOCK: `30 ${by}` })).ended;
    expect(ran.exitCode).toBe(0);
    const events = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent);
    expect(events.filter((event) => 'ms' in event && event.ms < 0)).toEqual([]);
    expect([rig.log(), rig.status()]).toEqual([['Add a', 'start'], '']);
  });

  test('back before the run that is continued: the newest one still goes on', async () => {
    const rig = await Rig.create();
    rig.script(builds, { on: 'review', exit: 3, stderr: 'boom' });
    expect((await rig.start(TASK).ended).exitCode).toBe(1);
    rig.git('clean', '-qfd');
    const back = sick({ SICK_CLOCK: `1 ${-24 * HOUR}` });
    rig.script({ ...builds, edits: { 'second.txt': '2\n' } }, { on: 'review', exit: 3, stderr: 'boom' });
    expect((await rig.start(['--task', 'The second'], back).ended).exitCode).toBe(1);
    rig.script(approves, commits);
    const on = await goesOn(rig);
    expect([on.exitCode, rig.read('second.txt')]).toEqual([0, '2\n']);
    const task = expect.objectContaining({ title: 'The second' });
    expect(on.events).toContainEqual(expect.objectContaining({ type: 'task-started', task }));
  });
});
