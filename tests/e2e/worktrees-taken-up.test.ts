import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { list, turns } from '../support/parallel-turns.js';
import { Rig } from '../support/rig.js';
import { changesRequested } from '../support/scripted-agents.js';

const FILE = '.millstone/tasklist.md';
const AT_ONCE = ['--worktrees', '--concurrency', '2'];
const hanging = (id: string): FakeTurn => ({ task: id, on: 'build', edits: { [`${id}.ts`]: 'half\n' }, hangs: true });
const SOON = { timeout: 30_000, interval: 20 };
const oneOf = (rig: Rig, id: string) =>
  expect.poll(() => existsSync(join(rig.repo, `.millstone/worktrees/task-${id}/${id}.ts`)), SOON).toBe(true);
const ticked = (rig: Rig) => expect.poll(() => rig.read(FILE), SOON).toContain('[x]');

describe('tasks at once, taken up', () => {
  test('WT-S47 WT-S61 L23 the same command typed again goes on with a run that was killed, and nothing lands twice', async () => {
    const rig = await Rig.create();
    rig.write(FILE, list(['a'], ['b']));
    rig.script(...turns('a'), hanging('b'));
    const run = rig.start(AT_ONCE);
    await oneOf(rig, 'b');
    await ticked(rig);
    const second = await rig.millstone(...AT_ONCE);
    expect([second.exitCode, second.stderr]).toEqual([
      1,
      expect.stringContaining('Another run works on this repository'),
    ]);
    run.child.kill('SIGKILL');
    await run.ended;
    rig.script(...turns('b'));
    const again = await rig.events(...AT_ONCE);
    expect(again.exitCode).toBe(0);
    expect(again.events.filter(({ type }) => type === 'landed')).toHaveLength(1);
    expect(again.events.at(-1)).toMatchObject({ type: 'run-ended', tasks: 2, end: 'none-left' });
    expect(rig.read(FILE)).toBe(list(['a'], ['b']).replaceAll('[ ]', '[x]'));
    expect([rig.read('a.ts'), rig.read('b.ts')]).toEqual(['a\n', 'b\n']);
    expect(rig.log().filter((subject) => subject.startsWith('millstone: merge'))).toHaveLength(2);
    expect(rig.git('branch', '--list')).toBe('* main');
  });

  test('WT-S60 L23 Ctrl-C ends all agents, what they left stays, the command typed again goes on there with more, and --abort keeps it', async () => {
    const rig = await Rig.create();
    rig.write(FILE, list(['a'], ['b']));
    rig.script(hanging('a'), hanging('b'));
    const run = rig.start(AT_ONCE);
    await Promise.all([oneOf(rig, 'a'), oneOf(rig, 'b')]);
    run.child.kill('SIGINT');
    const stopped = await run.ended;
    expect(stopped).toMatchObject({ exitCode: 130 });
    expect(stopped.stdout).toMatch(/^ {2}b +interrupted +1 .*Add b$/m);
    const state = JSON.parse(rig.read('.millstone/parallel/state.json'));
    expect(state.task_records).toMatchObject({
      a: { status: 'interrupted' },
      b: { status: 'interrupted', attempt: 1 },
    });
    await expectNobodyLeft(rig.root, ...(await rig.fake.calls()).map(({ pid }) => pid));
    expect(rig.read('.millstone/worktrees/task-a/a.ts')).toBe('half\n');
    rig.script(...turns('a'), hanging('b'));
    const again = rig.start([...AT_ONCE, '--conflict-retries', '0']);
    await ticked(rig);
    again.child.kill('SIGTERM');
    expect(await again.ended).toMatchObject({ exitCode: 143 });
    expect([rig.read('a.ts'), rig.read('.millstone/worktrees/task-b/b.ts')]).toEqual(['a\n', 'half\n']);
    // Given up, everything that did not land is kept, and nothing else is left.
    const given = await rig.millstone('--continue', '--abort');
    expect(given).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/Removed: .*task-b\. .* kept: refs.*task-b-files/),
    });
    expect(rig.git('branch', '--list')).toBe('* main');
    expect(rig.git('worktree', 'list').split('\n')).toHaveLength(1);
    expect(rig.git('for-each-ref', '--format=%(refname)', 'refs/millstone/parked')).toContain('task-b-files');
  });

  test('WT-S32 one that was not approved goes on with more cycles, and lands beside what a person finished in its worktree', async () => {
    const rig = await Rig.create();
    rig.write(FILE, list(['a'], ['b'], ['c']));
    const refused = (id: string): FakeTurn => ({ task: id, on: 'review', says: changesRequested('no') });
    rig.script(...turns('a').slice(0, 1), refused('a'), ...turns('b').slice(0, 1), refused('b'), ...turns('c'));
    const first = await rig.millstone(...AT_ONCE, '--max-cycles', '1');
    expect(first.exitCode).toBe(1);
    expect(first.stdout).toContain('=== HALTED after 1 task(s) ===');
    expect(first.stdout).toMatch(/^ {2}a +max_cycles +1 .*Add a: The reviewer did not approve within 1 cycle\.$/m);
    expect(first.stdout).toContain('in .millstone/worktrees/task-a, on millstone/task/a');
    // A person likes what is there of b.
    rig.git('-C', '.millstone/worktrees/task-b', 'add', '-A');
    rig.git('-C', '.millstone/worktrees/task-b', 'commit', '-qm', 'b by hand');
    rig.script({ task: 'a', on: 'fix', says: 'done', edits: { 'a.ts': 'better\n' } }, ...turns('a').slice(1));
    const again = await rig.millstone('--continue');
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect([rig.read('a.ts'), rig.read('b.ts'), rig.read('c.ts')]).toEqual(['better\n', 'b\n', 'c\n']);
    expect(rig.log()).toContain('b by hand');
  });
});
