import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';
import { stateOf } from './repository-state.js';

const TASK = ['--task', 'Add retry'];
const BUILD = { on: 'build', edits: { 'src/retry.ts': 'export {};\n' } } as const;
const REVIEW = { on: 'review', says: approved() } as const;
const COMMIT = { on: 'commit', runs: 'git add -A && git commit -qm "Add retry"' } as const;

describe('a place where no task can be done', () => {
  test('CLI-S12 outside a repository', async () => {
    const rig = await Rig.create();
    const plain = join(rig.root, 'plain');
    mkdirSync(plain);
    const run = await rig.start(TASK, { cwd: plain }).ended;
    expect(run).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: `Error: ${plain} is not in a git repository\n  git init\n`,
    });
    expect(readdirSync(plain)).toEqual([]);
  });

  test.each([
    ['a bare repository', '../bare.git', 'is a bare repository without files to work on'],
    ["git's own folder", '.git', 'belongs to a repository, but holds none of its files'],
    ['a folder that is not there', 'nowhere', 'there is no folder'],
    ['a file', 'README.md', 'there is no folder'],
  ])('%s', async (_name, place, says) => {
    const rig = await Rig.create();
    rig.git('clone', '-q', '--bare', '.', '../bare.git');
    const before = [stateOf(rig), readdirSync(join(rig.root, 'bare.git'))];
    const run = await rig.millstone(...TASK, '--repo-dir', place);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toMatch(/^Error: .+\n {2}.+\n$/);
    expect(run.stderr).toContain(says);
    expect([stateOf(rig), readdirSync(join(rig.root, 'bare.git'))]).toEqual(before);
    expect(existsSync(join(rig.repo, '.millstone'))).toBe(false);
  });
});

describe('a place that is not the ordinary one', () => {
  test('a repository without commits gets its first one', async () => {
    const rig = await Rig.create({ empty: true });
    rig.script(BUILD, REVIEW, COMMIT);
    const run = await rig.events(...TASK);
    expect(run.exitCode).toBe(0);
    expect(rig.log()).toEqual(['Add retry']);
    expect(rig.git('rev-list', '--count', 'main')).toBe('1');
    expect(rig.status()).toBe('');
    const observed = run.events.find((event) => event.type === 'observed');
    expect(observed).toMatchObject({ files: [{ path: 'src/retry.ts', status: 'added' }] });
  });

  test('on a detached HEAD the commit is kept under a ref, with a notice', async () => {
    const rig = await Rig.create();
    const main = rig.git('rev-parse', 'main');
    rig.git('checkout', '-q', '--detach');
    rig.script(BUILD, REVIEW, COMMIT);
    const run = await rig.millstone(...TASK);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('(detached HEAD)');
    expect(run.stdout).toContain('HEAD is detached: the commit will be on no branch.');
    const head = rig.git('rev-parse', 'HEAD');
    expect(rig.git('for-each-ref', '--format=%(objectname) %(refname)')).toMatch(
      new RegExp(`^${main} refs/heads/main\n${head} refs/millstone/parked/[\\w]+/detached$`),
    );
  });

  test('in a folder below, everything is relative to the top level (S19)', async () => {
    const rig = await Rig.create();
    mkdirSync(join(rig.repo, 'deep/er'), { recursive: true });
    rig.script(BUILD, REVIEW, COMMIT);
    const run = await rig.start(TASK, { cwd: join(rig.repo, 'deep/er') }).ended;
    expect(run.exitCode).toBe(0);
    expect(rig.git('ls-tree', '-r', '--name-only', 'HEAD')).toContain('src/retry.ts');
    expect(new Set((await rig.fake.calls()).map((call) => call.cwd))).toEqual(new Set([rig.repo]));
    expect(readdirSync(join(rig.repo, 'deep/er'))).toEqual([]);
    expect(existsSync(join(rig.repo, '.millstone/runs'))).toBe(true);
  });

  test('in a linked worktree, the main one is left alone (S19)', async () => {
    const rig = await Rig.create();
    rig.git('worktree', 'add', '-q', '-b', 'side', '../side');
    const before = stateOf(rig);
    rig.script(BUILD, REVIEW, COMMIT);
    const side = join(rig.root, 'side');
    const run = await rig.start(TASK, { cwd: side }).ended;
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain(`${side} (side)`);
    expect(rig.git('log', '--format=%s', 'side')).toBe('Add retry\nstart');
    expect(rig.git('-C', side, 'status', '--porcelain')).toBe('');
    expect(existsSync(join(rig.repo, '.git/worktrees/side/millstone'))).toBe(false);
    expect(stateOf(rig)).toMatchObject({ files: before.files, index: before.index, head: before.head });
    expect(rig.git('rev-parse', 'main')).toBe(rig.git('rev-parse', 'side^'));
    expect(existsSync(join(rig.repo, '.millstone'))).toBe(false);
  });
});
