import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { list, turns } from '../support/parallel-turns.js';
import { Rig } from '../support/rig.js';

/** A repository with a submodule `sub`, in which there is a file `s`. */
async function withSubmodule(): Promise<Rig> {
  const rig = await Rig.create();
  const inner = join(rig.root, 'inner');
  execFileSync('git', ['init', '-q', '-b', 'main', inner]);
  const inside = (...args: string[]) => execFileSync('git', ['-C', inner, ...args], { env: rig.env });
  inside('commit', '-q', '--allow-empty', '-m', 'start');
  rig.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub');
  rig.write('sub/s', 's\n');
  rig.git('-C', 'sub', 'add', 's');
  rig.git('-C', 'sub', 'commit', '-qm', 's');
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'modules');
  return rig;
}

test('a repository with a submodule: tasks have it, checks count, and a commit made inside lands with it', async () => {
  const rig = await withSubmodule();
  // Green as long as the submodule is there and not both of two files.
  rig.write('check.sh', 'cat sub/s && ! { test -e a.ts && test -e b.ts; }\n');
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'modules');
  rig.write('.millstone/project.toml', '[tests]\ncommand = "sh check.sh"\n');
  rig.write('.millstone/tasklist.md', list(['a'], ['b'], ['c']));
  const commits = 'echo new > sub/s && git -C sub commit -qam new';
  rig.script(...turns('a'), ...turns('b'), ...turns('c', { runs: commits }));
  const run = await rig.millstone('--worktrees', '--concurrency', '3', '--conflict-retries', '0');
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain('Together with what landed meanwhile it breaks');
  expect(run.stdout).toContain('No remote is known to have the new commit of sub');
  expect(rig.read('sub/s')).toBe('new\n');
  expect(rig.status()).toBe('');
  execFileSync('sh', ['check.sh'], { cwd: rig.repo });
  // Those of tasks that landed are gone, and their commits are kept.
  expect(rig.git('-C', 'sub', 'worktree', 'list').split('\n')).toHaveLength(2);
  expect(rig.git('-C', 'sub', 'for-each-ref', '--contains', 'HEAD', '--format=%(refname)')).toMatch(/parked.*task-c/);
});

test('S12 one that conflicts in a submodule comes back with both commits told, and what it had committed there is kept', async () => {
  const rig = await withSubmodule();
  rig.write('.millstone/tasklist.md', list(['a'], ['b']));
  const commits = (text: string): string => `echo ${text} > sub/s && git -C sub commit -qam ${text}`;
  const behind =
    'n=0; until git cat-file -e main:a.ts 2>/dev/null; do sleep 0.05; n=$((n+1)); [ $n -lt 400 ] || exit 1; done';
  rig.script(...turns('a', { runs: commits('one') }), ...turns('b', { runs: `${commits('two')}; ${behind}` }));
  rig.script({ task: 'b', on: 'fix', says: 'done', runs: commits('both') }, ...turns('b').slice(1));
  const run = await rig.millstone('--worktrees', '--concurrency', '2');
  expect(run.exitCode).toBe(0);
  const fix = (await rig.fake.calls()).find(({ purpose }) => purpose === 'fix');
  expect(fix?.prompt).toContain('sub (a submodule, at the commit that landed; the task had ');
  expect(rig.git('-C', 'sub', 'log', '--format=%s', '-3')).toBe('both\none\ns');
  const kept = rig.git('-C', 'sub', 'for-each-ref', '--format=%(subject)', 'refs/millstone/parked').split('\n');
  expect(kept).toContain('two');
  expect(rig.status()).toBe('');
});
