import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { list, turns } from '../support/parallel-turns.js';
import { Rig } from '../support/rig.js';

const FILE = '.millstone/tasklist.md';

/** Waits for the other one to have begun: two that wait for each other only end when they are at work at once. */
const meets = (own: string, other: string): string =>
  `touch ../../met-${own}; n=0; until [ -e ../../met-${other} ]; do sleep 0.02; n=$((n+1)); [ $n -lt 500 ] || exit 1; done`;
describe('tasks at once', () => {
  test('WT-S52 WT-S9 two independent ones are worked on at once and land where the branch is checked out', async () => {
    const rig = await Rig.create();
    rig.write(FILE, list(['a'], ['b']));
    rig.script(...turns('a', { runs: meets('a', 'b') }), ...turns('b', { runs: meets('b', 'a') }));
    const run = await rig.millstone('--worktrees', '--concurrency', '4');
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect([rig.read('a.ts'), rig.read('b.ts')]).toEqual(['a\n', 'b\n']);
    expect(rig.read(FILE)).toBe(list(['a'], ['b']).replaceAll('[ ]', '[x]'));
    expect(rig.status()).toBe('');
    expect(new Set((await rig.fake.calls()).map(({ cwd }) => cwd)).size).toBe(2);
    // Nothing of it is left but what landed.
    expect(rig.git('branch', '--list')).toBe('* main');
    expect(rig.git('worktree', 'list').split('\n')).toHaveLength(1);
    expect(rig.git('for-each-ref', 'refs/millstone')).toBe('');
    expect(existsSync(join(rig.repo, '.millstone/worktrees/task-a'))).toBe(false);
    // WT-S54: what has landed is not done again.
    expect((await rig.millstone('--worktrees')).stdout).toContain('=== NO MORE TASKS ===\n0 tasks completed');
  });

  test('WT-S8 WT-S35 WT-S36 WT-S55 a list that git tracks is ticked where tasks land, and all commits of a task are picked', async () => {
    const rig = await Rig.create();
    rig.write('docs/tasks.md', list(['a'], ['b']));
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'list');
    const more = 'for n in 1 2; do echo $n > a$n.ts; git add a$n.ts; git commit -qm "a$n"; done';
    const [build, review] = turns('b') as [FakeTurn, FakeTurn];
    const tick = "sed -i 's/- \\[ \\] Add b/- [x] Add b/' docs/tasks.md";
    rig.script(...turns('a', { runs: more }), { ...build, runs: tick }, review, {
      ...{ task: 'b', on: 'commit', runs: 'git add b.ts && git commit -qm "Add b"' },
    });
    const args = ['--tasklist', 'docs/tasks.md', '--merge-strategy', 'cherry-pick', '--concurrency', '2'];
    const run = await rig.millstone('--worktrees', ...args);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(rig.read('docs/tasks.md')).toBe(list(['a'], ['b']).replaceAll('[ ]', '[x]'));
    expect(rig.log().toSorted()).toEqual(
      [
        'Add a',
        'Add b',
        'a1',
        'a2',
        'list',
        'start',
        ...['a', 'b'].map((id) => `millstone: mark task ${id} complete`),
      ].toSorted(),
    );
    expect(rig.status()).toBe('');
    // D2: what was picked has other ids, and has landed all the same.
    expect(rig.git('for-each-ref', '--format=%(refname)', 'refs/millstone')).not.toMatch(/task-a$/m);
  });

  test('WT-S34 WT-S43 WT-S56 WT-S19 one that conflicts is kept and named, what waits for it does not begin, the others land', async () => {
    const rig = await Rig.create();
    rig.write(FILE, list(['a'], ['b'], ['c', 'Depends: b'], ['d']));
    const same = (id: string): Partial<FakeTurn> => ({ edits: { 'same.ts': `${id}\n` } });
    const late =
      'n=0; until git show main:same.ts >/dev/null 2>&1; do sleep 0.05; n=$((n+1)); [ $n -lt 200 ] || exit 1; done';
    rig.script(...turns('a', same('a')), ...turns('b', { ...same('b'), runs: late }), ...turns('d'));
    const { exitCode, events } = await rig.events('--worktrees', '--concurrency', '3', '--conflict-retries', '0');
    expect(exitCode).toBe(1);
    const lost = events.flatMap((event) => (event.type === 'task-lost' ? [[event.lost.id, event.lost.outcome]] : []));
    expect(lost).toEqual([
      ['b', 'conflict'],
      ['c', 'blocked'],
    ]);
    expect(events.find(({ type }) => type === 'halted')).toMatchObject({ halt: { reason: 'not-landed', landed: 2 } });
    expect([rig.read('same.ts'), rig.read('d.ts')]).toEqual(['a\n', 'd\n']);
    expect(rig.read(FILE).match(/x/g)).toHaveLength(2);
    expect(rig.git('show', 'millstone/task/b:same.ts')).toBe('b');
    expect(existsSync(join(rig.repo, '.millstone/worktrees/task-b'))).toBe(true);
    expect(existsSync(join(rig.repo, '.millstone/worktrees/integration'))).toBe(false);
    // WT-S46: where all of it stands, for scripts.
    const state = JSON.parse(rig.read('.millstone/parallel/state.json'));
    const statuses = Object.entries(state.task_records as Record<string, { status: string }>).map(([id, one]) => [
      id,
      one.status,
    ]);
    expect(Object.fromEntries(statuses)).toEqual({ a: 'completed', b: 'blocked', c: 'blocked', d: 'completed' });
    expect(state).toMatchObject({ base_branch: 'main', merge_queue: [] });
    const [head, start] = [rig.git('rev-parse', 'millstone/task/b'), rig.git('rev-list', '--max-parents=0', 'HEAD')];
    expect(state.task_records.b).toMatchObject({
      attempt: 1,
      branch: 'millstone/task/b',
      fork_sha: start,
      head_sha: head,
    });

    // Typed again with more come-backs, it goes back to its author; the commit that never landed stays reachable.
    const kept = rig.git('rev-parse', 'millstone/task/b');
    rig.script({ task: 'b', on: 'fix', says: 'done', edits: { 'same.ts': 'a and b\n' } }, ...turns('b').slice(1));
    rig.script(...turns('c'));
    const again = await rig.millstone('--worktrees', '--concurrency', '2', '--conflict-retries', '1');
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toContain('--continue --abort gives it up');
    expect(rig.git('branch', '--list')).toBe('* main');
    expect(rig.git('for-each-ref', '--contains', kept, '--format=%(refname)')).toMatch(/^refs\/millstone\/parked\//);
  });

  test('WT-S53 S3 an edit where the branch is checked out survives: who is in its way waits, others land', async () => {
    const rig = await Rig.create();
    rig.write(FILE, list(['a'], ['b']));
    rig.write('README.md', '# mine\n');
    rig.script(...turns('a', { edits: { 'README.md': '# theirs\n' } }), ...turns('b'));
    const run = await rig.millstone('--worktrees', '--concurrency', '2');
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('waits to land on main: changes there are not committed: README.md');
    expect(run.stdout).toContain('commit or stash them');
    expect([rig.read('README.md'), rig.read('b.ts')]).toEqual(['# mine\n', 'b\n']);
    expect(rig.git('show', 'millstone/task/a:README.md')).toBe('# theirs');
    // L23: typed again, what is approved and checked lands as it is, and what was listed since is taken on.
    rig.git('checkout', '-q', 'README.md');
    rig.write(FILE, `${rig.read(FILE)}${list(['c'])}`);
    rig.script(...turns('c'));
    const again = await rig.millstone('--worktrees', '--concurrency', '1');
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect([rig.read('README.md'), rig.read('c.ts')]).toEqual(['# theirs\n', 'c\n']);
    expect(rig.log().filter((subject) => subject === 'Add a')).toHaveLength(1);
  });

  test('WT-S6 WT-S62 what cannot work is refused before anything is made', async () => {
    const rig = await Rig.create();
    rig.write(FILE, list(['a']));
    rig.git('branch', 'develop');
    rig.git('branch', 'millstone/foo');
    const taken = await rig.millstone('--worktrees', '--integration-branch', 'develop');
    expect(taken.exitCode).toBe(1);
    expect(taken.stderr).toContain("the branch develop is not millstone's to integrate on");
    expect(existsSync(join(rig.repo, '.millstone/runs'))).toBe(false);
    expect(rig.git('rev-parse', 'develop')).toBe(rig.git('rev-parse', 'main'));
    rig.git('checkout', '-q', '--detach');
    const detached = await rig.millstone('--worktrees');
    expect(detached).toMatchObject({ exitCode: 1 });
    expect(detached.stderr).toContain('name one with --base-branch');
    // A branch that is checked out nowhere is moved by itself.
    rig.script(...turns('a'));
    const named = await rig.millstone('--worktrees', '--base-branch', 'develop');
    expect(named).toMatchObject({ exitCode: 0, stderr: '' });
    expect(rig.git('rev-parse', 'millstone/foo')).toBe(rig.git('rev-parse', 'main'));
    expect([rig.git('show', 'develop:a.ts'), rig.git('rev-parse', 'HEAD')]).toEqual([
      'a',
      rig.git('rev-parse', 'main'),
    ]);
    expect(rig.status()).toBe('');
    expect((await rig.millstone('--concurrency', '2')).exitCode).toBe(2);
  });

  test('WT-S4 WT-S5 WT-S10 --dry-run shows what would begin when and why, and makes nothing', async () => {
    const rig = await Rig.create();
    rig.write(FILE, list(['a', 'Files: x.ts'], ['b', 'Files: x.ts'], ['c', 'Depends: b, z'], ['d'], ['e']));
    const run = await rig.millstone('--worktrees', '--concurrency', '2', '-n', '4', '--dry-run');
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain(
      [
        'Tasks at once',
        '1. Add a (a): begins at once',
        '2. Add b (b): waits until a has landed, which is about x.ts too',
        '3. Add c (c): waits until b has landed (it names z, which is no task of the list)',
        '4. Add d (d): begins at once',
        'and 1 more that are pending',
      ].join('\n'),
    );
    expect(run.stdout).toContain('Do not edit .millstone/tasklist.md in any way.');
    expect(run.stdout).toContain('.millstone/worktrees/task-a');
    expect(existsSync(join(rig.repo, '.millstone/worktrees'))).toBe(false);
    rig.write('.millstone/config.toml', 'parallel_enabled = true\n');
    expect((await rig.millstone('--dry-run')).stdout).toContain('Tasks at once');
    expect((await rig.millstone('--dry-run', '--no-worktrees')).stdout).not.toContain('Tasks at once');
  });

  test('WT-S67 a worktree gets its links and its set-up, and a set-up that fails fails the task with its words', async () => {
    const rig = await Rig.create();
    rig.write('.env', 'SECRET=1\n');
    rig.write('.git/info/exclude', '/made\n');
    rig.write(
      '.millstone/config.toml',
      'worktree_setup = "cat .env > made; echo $MILLSTONE_TASK_ID $MILLSTONE_RUN_ID >> made"\nworktree_links = [".env"]\n',
    );
    rig.write('.millstone/project.toml', '[tests]\ncommand = "grep -q SECRET made"\n');
    rig.write(FILE, list(['a']));
    rig.script(...turns('a', { runs: 'grep -q SECRET made && grep -q "^a 2" made' }));
    const { exitCode, events } = await rig.events('--worktrees');
    expect(exitCode).toBe(0);
    expect(events.filter(({ type }) => type === 'project-checked')).toMatchObject([{ ran: { ending: { code: 0 } } }]);
    expect(rig.git('show', '--name-only', '--format=', 'HEAD^2')).toBe('a.ts');

    rig.write(
      '.millstone/config.toml',
      'worktree_setup = "[ -e README.md ] && echo no network >&2; case $PWD in */task-*) exit 3; esac"\n',
    );
    rig.write(FILE, list(['b']));
    const failed = await rig.millstone('--worktrees');
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout).toContain('ended with exit code 3: no network');
  });
});
