import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { list, turns } from '../support/parallel-turns.js';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';

const FILE = '.millstone/tasklist.md';

/** Ids and outcomes of what did not land. */
const lostIn = (events: Awaited<ReturnType<Rig['events']>>['events']) =>
  events.flatMap((event) => (event.type === 'task-lost' ? [[event.lost.id, event.lost.outcome]] : [])).toSorted();

describe('a task among others', () => {
  test('WT-S22 WT-S27 WT-S28 WT-S29 WT-S65 has the settings of the run and its own criteria, and may not edit the list', async () => {
    const rig = await Rig.create();
    const tasks = ['docs/tasks.md', list(['a', 'Risk: high', 'Criteria: A is green'], ['b', 'Criteria: B is blue'])];
    rig.write(tasks[0] ?? '', tasks[1] ?? '');
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'list');
    const [build, ...others] = turns('a');
    rig.script({ ...build, cli: 'claude' } as FakeTurn, ...others);
    const edits = { 'b.ts': 'b\n', 'docs/tasks.md': `${tasks[1]}- [ ] More\n` };
    const commits = 'git add -A && git commit -qm early';
    rig.script({ task: 'b', on: 'build', says: 'done', edits, runs: commits });
    const args = ['--tasklist', 'docs/tasks.md', '--model', 'opus', '--yes-high-risk'];
    const { exitCode, events } = await rig.events('--worktrees', '--concurrency', '2', ...args);
    expect([exitCode, lostIn(events)]).toEqual([1, [['b', 'mechanical_tasklist_edit']]]);
    const begun = events.flatMap((event) => (event.type === 'task-started' ? [[event.task.id, event.maxCycles]] : []));
    expect(begun.toSorted()).toEqual([
      ['a', 5],
      ['b', 3],
    ]);
    const calls = await rig.fake.calls();
    const reviews = calls.filter(({ purpose }) => purpose === 'review');
    expect(calls.filter(({ argv }) => !argv.includes('opus'))).toEqual([]);
    expect(reviews[0]?.prompt).toContain('A is green');
    expect(reviews[0]?.prompt).not.toContain('B is blue');
    for (const { prompt } of calls.filter(({ purpose }) => purpose === 'build')) {
      expect(prompt).toContain('Do not edit docs/tasks.md in any way.');
    }
    expect(rig.read('docs/tasks.md')).toBe(tasks[1]?.replace('[ ] Add a', '[x] Add a'));
  });

  test('WT-S23 WT-S30 WT-S31 WT-S58 whose agent dies or is silent is lost, whatever others printed, and nobody is left', async () => {
    const rig = await Rig.create();
    rig.write(FILE, list(['a'], ['b'], ['c']));
    // What the original would take for the result of a worker that crashed.
    rig.write('.millstone/parallel/tasks/a/result.json', '{"task_id": "a", "status": "success"}');
    rig.write('.millstone/parallel/tasks/c/heartbeat', '1000000000.000000\n');
    rig.script({ task: 'a', on: 'build', signal: 'KILL', edits: { 'a.ts': 'half\n' } });
    rig.script({ task: 'b', on: 'build', hangs: true, leaves: 'child' });
    rig.script(...turns('c', { prints: { bytes: 3_000_000, as: 'events' } }));
    const args = ['--worktrees', '--concurrency', '3', '--idle-timeout', '2'];
    const { exitCode, events } = await rig.events(...args);
    expect([exitCode, lostIn(events)]).toEqual([
      1,
      [
        ['a', 'agent_error'],
        ['b', 'agent_error'],
      ],
    ]);
    expect(events.flatMap((event) => (event.type === 'integrated' ? event.tasks : []))).toEqual(['c']);
    expect(events.find(({ type }) => type === 'landed')).toMatchObject({ task: 'c' });
    expect(rig.read(FILE).match(/\[x\]/g)).toHaveLength(1);
    const left = (await rig.fake.calls()).map((call) => call.left);
    await expectNobodyLeft(rig.root, ...left);
  });

  test.each<[cleanup: string, stays: readonly string[]]>([
    ['never', ['task-a', 'task-b']],
    ['always', []],
  ])(
    'WT-S42 WT-S43 worktrees go or stay with %s, and one that was left of the integration is made anew',
    async (cleanup, stays) => {
      const rig = await Rig.create();
      // As a crash leaves it: on its branch, with something in it.
      rig.git('update-ref', 'refs/millstone/owned/millstone/integration', 'HEAD');
      const path = '.millstone/worktrees/integration';
      rig.git('worktree', 'add', '-q', '-b', 'millstone/integration', path, 'HEAD');
      rig.write(`${path}/README.md`, 'residue\n');
      rig.write(FILE, list(['a'], ['b']));
      rig.script(...turns('a'), { task: 'b', on: 'build', signal: 'KILL', edits: { half: 'x' } });
      const { exitCode, events } = await rig.events('--worktrees', '--concurrency', '2', '--worktree-cleanup', cleanup);
      expect([exitCode, lostIn(events)]).toEqual([1, [['b', 'agent_error']]]);
      expect(readdirSync(join(rig.repo, '.millstone/worktrees')).toSorted()).toEqual(stays);
      const branches = stays.map((name) => name.replace('task-', 'millstone/task/'));
      expect(rig.git('for-each-ref', '--format=%(refname:short)', 'refs/heads/millstone')).toBe(branches.join('\n'));
      expect(rig.read('README.md')).toBe('# start\n');
    },
  );

  test('WT-S57 WT-S63 WT-S66 is ticked by its identity, also where texts are equal and somebody put one above it', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/config.toml', 'parallel_enabled = true\nparallel_concurrency = 1\n');
    rig.write(FILE, '- [ ] Same\n- [ ] Same\n');
    const inserts =
      "f=../../tasklist.md; grep -q Above $f || { printf '%s\\n' '- [ ] Above' | cat - $f > $f.new; mv $f.new $f; }";
    const work: readonly FakeTurn[] = [
      { on: 'build', says: 'done', runs: `${inserts}; echo x > "$(basename "$PWD").ts"` },
      { on: 'review', says: approved() },
      { on: 'commit', runs: 'git add -A && git commit -qm "Add one"' },
    ];
    rig.script(...work, ...work);
    const { exitCode, events } = await rig.events('-n', '2');
    expect([exitCode, events.filter(({ type }) => type === 'landed').length]).toEqual([0, 2]);
    expect(rig.read(FILE)).toBe('- [ ] Above\n- [x] Same\n- [x] Same\n');

    // A single task is done where one is, and alone.
    rig.script(...work);
    const single = await rig.events('--task', 'Only this');
    expect(single.exitCode).toBe(0);
    expect(single.events.filter(({ type }) => type === 'worktree-made')).toEqual([]);
    expect(rig.read(FILE)).toContain('- [ ] Above');
  });
});
