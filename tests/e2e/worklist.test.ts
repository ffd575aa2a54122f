import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';
import { approved, changesRequested } from '../support/scripted-agents.js';

const FILE = '.millstone/tasklist.md';
const commit = (subject: string): FakeTurn => ({ on: 'commit', runs: `git add -A && git commit -qm "${subject}"` });
const task = (name: string): readonly FakeTurn[] => [
  { on: 'build', says: 'done', edits: { [`${name}.ts`]: `${name}\n` } },
  { on: 'review', says: approved() },
  commit(`Add ${name}`),
];

describe('the tasklist', () => {
  test('CLI-S1 CLI-S2 is worked through, -n at a time, and ticked', async () => {
    const rig = await Rig.create();
    rig.write(FILE, '- [ ] Add a\r\n- [ ] Add b\r\n  - ID: b-two\r\n- [ ] Add c\r\n');
    rig.script(...task('a'), ...task('b'), ...task('c'));
    const first = await rig.millstone('-n', '2');
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toContain('[Task 1/2] Starting: "Add a"');
    expect(first.stdout).toContain('[Task 2/2] Completed and committed after 1 cycle(s)');
    expect(first.stdout).toContain('=== MAX TASKS REACHED ===\n2 tasks completed\n');
    expect(rig.read(FILE)).toBe('- [x] Add a\r\n- [x] Add b\r\n  - ID: b-two\r\n- [ ] Add c\r\n');
    const env = (await rig.fake.calls()).map((call) => call.env.MILLSTONE_TASK_ID);
    expect(env[0]).not.toBe(env[4]);
    expect(env[4]).toBe('b-two');

    const second = await rig.millstone();
    expect(second.stdout).toContain('=== NO MORE TASKS ===\n1 task completed\n');
    expect(rig.log()).toEqual(['Add c', 'Add b', 'Add a', 'start']);
    const third = await rig.millstone('--exit-codes', 'extended');
    expect(third).toMatchObject({ exitCode: 11 });
    expect(third.stdout).toContain('=== NO MORE TASKS ===\n0 tasks completed\n');
  });

  test('CLI-S4 is not there: said with the way out, and nothing is created', async () => {
    const rig = await Rig.create();
    const run = await rig.millstone();
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(/^Error: the tasklist \.millstone\/tasklist\.md was not found\n {2}millstone --task/);
    expect(existsSync(join(rig.repo, '.millstone'))).toBe(false);
  });

  test('ST-S42 halts in its second task, goes on there, and has the tick of each in its commit', async () => {
    const rig = await Rig.create();
    rig.write('docs/tasks.md', '- [ ] Add a\n- [ ] Add b\n- [ ] Add c\n');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'list');
    const [build, , done] = task('b') as [FakeTurn, FakeTurn, FakeTurn];
    rig.script(...task('a'), build, { on: 'review', says: changesRequested('no') });
    const halted = await rig.millstone('--tasklist', 'docs/tasks.md', '--max-cycles', '1');
    expect(halted.exitCode).toBe(1);
    expect(halted.stdout).toContain('=== HALTED after 1 task(s) ===');
    expect(rig.read('docs/tasks.md')).toBe('- [x] Add a\n- [ ] Add b\n- [ ] Add c\n');

    rig.script({ on: 'fix', says: 'done', edits: { 'b.ts': 'better\n' } }, { on: 'review', says: approved() }, done);
    rig.script(...task('c'));
    const { exitCode, events } = await rig.events('--continue');
    expect(exitCode).toBe(0);
    expect(events.at(-1)).toMatchObject({ type: 'run-ended', tasks: 3, end: 'none-left' });
    expect(rig.log()).toEqual(['Add c', 'Add b', 'Add a', 'list', 'start']);
    const ticked = ['HEAD', 'HEAD~1', 'HEAD~2'].map((at) => rig.git('show', `${at}:docs/tasks.md`).match(/x/g)?.length);
    expect(ticked).toEqual([3, 2, 1]);
    expect(rig.status()).toBe('');
  });

  test('ST-S43 a task that was committed by hand is ticked, and the list goes on', async () => {
    const rig = await Rig.create();
    rig.write(FILE, '- [ ] Add a\n- [ ] Add b\n');
    rig.script(...task('a').slice(0, 1), { on: 'review', says: changesRequested('no') });
    expect((await rig.millstone('--max-cycles', '1')).exitCode).toBe(1);
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'by hand');
    rig.script(...task('b'));
    const run = await rig.millstone('--continue');
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('2 tasks completed');
    expect(rig.read(FILE)).toBe('- [x] Add a\n- [x] Add b\n');
    expect(rig.log()).toEqual(['Add b', 'by hand', 'start']);
  });

  test('an uncommitted list is warned about, ticked, and committed by nobody', async () => {
    const rig = await Rig.create();
    rig.write('docs/tasks.md', '- [ ] Add a\n');
    rig.script(...task('a').slice(0, 2), { on: 'commit', runs: 'git add a.ts .gitignore && git commit -qm "Add a"' });
    const run = await rig.millstone('--tasklist', 'docs/tasks.md');
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('WARN: docs/tasks.md has uncommitted changes');
    expect(rig.read('docs/tasks.md')).toBe('- [x] Add a\n');
    expect(rig.status()).toBe('?? docs/');
  });

  test('L1 giving a run up and taking one back leave no tick of what is not done', async () => {
    const rig = await Rig.create();
    rig.write(FILE, '- [ ] Add a\n- [ ] Add b\n');
    const tick = `printf -- '- [x] Add a\\n- [x] Add b\\n' > ${FILE}`;
    rig.script(...task('a'), { on: 'build', runs: tick, edits: { 'b.ts': 'b\n' }, exit: 1 });
    expect((await rig.millstone()).exitCode).toBe(1);
    expect(rig.read(FILE)).toBe('- [x] Add a\n- [ ] Add b\n');
    expect((await rig.millstone('--continue', '--abort')).exitCode).toBe(0);
    expect(rig.read(FILE)).toBe('- [x] Add a\n- [ ] Add b\n');
    expect((await rig.millstone('--undo')).exitCode).toBe(0);
    expect(rig.log()).toEqual(['start']);
    expect(rig.read(FILE)).toBe('- [ ] Add a\n- [ ] Add b\n');
  });

  test('ST-S49 L19 the same command typed again goes on with a run that was killed in its second task', async () => {
    const rig = await Rig.create();
    rig.write(FILE, '- [ ] Add a\n- [ ] Add b\n');
    rig.script(...task('a'), { on: 'build', runs: 'kill -9 $PPID; sleep 1', hangs: true });
    const { signal } = await rig.start([]).ended;
    expect(signal).toBe('SIGKILL');
    rig.script(...task('b'));
    const { exitCode, events } = await rig.events();
    expect(exitCode).toBe(0);
    expect(events.find(({ type }) => type === 'task-started')).toMatchObject({ nth: 2, of: 2 });
    expect(rig.log()).toEqual(['Add b', 'Add a', 'start']);
    expect(rig.read(FILE)).toBe('- [x] Add a\n- [x] Add b\n');
  });
});
