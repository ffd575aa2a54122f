import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locate } from '../../../src/adapters/git/locate.js';
import { countingRun, ENV, error, makeRig, signal, value } from './rig.js';

const NAMES = ['with space', 'new\nline', '"quoted"', 'naïve-日本', '-dash', "it's", 'tab\there', 'back\\slash'];

describe('look', () => {
  test('of a clean repository costs one process and gives the tree of HEAD', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    rig.calls.length = 0;
    const seen = value(await repository.look(signal));
    expect(rig.calls.length).toBe(1);
    const [head, tree] = rig.git('rev-parse', 'HEAD', 'HEAD^{tree}').split('\n');
    expect(seen).toEqual({ head, tree, branch: 'refs/heads/main' });
  });

  test('sees untracked files, edits and deletions, and equal trees again when they are undone (IL-S25)', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rig.write('deep/new.txt', 'x\n');
    rig.write('a.txt', 'changed\n');
    const after = value(await repository.look(signal));
    expect(after.tree).not.toBe(before.tree);
    expect(value(await repository.look(signal))).toEqual(after);
    rig.git('checkout', '-q', '.');
    rig.git('clean', '-fdq');
    expect(value(await repository.look(signal))).toEqual(before);
  });

  test('notices an edit of equal size in the instant after the index was written', async () => {
    using rig = makeRig();
    for (let n = 0; n < 10; n++) {
      rig.write('a.txt', `${n}aa\n`);
      rig.save(`${n}`);
      rig.write('a.txt', `${n}bb\n`);
      const repository = await rig.open();
      const seen = value(await repository.look(signal));
      expect(seen.tree, `${n}`).not.toBe(rig.git('rev-parse', 'HEAD^{tree}'));
    }
  });

  test('leaves staged, unstaged and untracked work and the index as they are (IL-D36)', async () => {
    using rig = makeRig();
    rig.write('staged', '1\n');
    rig.git('add', 'staged');
    rig.write('staged', '2\n');
    rig.write('untracked', 'u\n');
    const index = readFileSync(join(rig.top, '.git/index'));
    const status = rig.git('--no-optional-locks', 'status', '--porcelain');
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    rig.write('untracked2', 'u\n');
    const now = value(await repository.look(signal));
    value(await repository.change(start.tree, now.tree, () => {}, signal));
    expect(readFileSync(join(rig.top, '.git/index'))).toEqual(index);
    expect(rig.git('--no-optional-locks', 'status', '--porcelain')).toBe(`${status}\n?? untracked2`);
  });

  test('loses no file whatever its name is (IL-D4)', async () => {
    using rig = makeRig({ empty: true });
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    for (const name of NAMES) rig.write(name, 'x\n');
    rig.write(Buffer.of(98, 97, 100, 255), 'x\n');
    const seen = value(await repository.look(signal));
    const change = value(await repository.change(start.tree, seen.tree, () => {}, signal));
    expect(change.files.map(({ path }) => path).sort()).toEqual([...NAMES, 'bad\ufffd'].sort());
    expect(change.files.every(({ added, status }) => added === 1 && status === 'added')).toBe(true);
  });

  test('works without commits, detached, in a linked worktree and from a folder below', async () => {
    using rig = makeRig({ empty: true });
    const unborn = value(await (await rig.open()).baseline(signal));
    expect(unborn).toMatchObject({ head: null, branch: 'refs/heads/main', tree: unborn.headTree });

    rig.write('deep/a', '1\n');
    const first = rig.save('one');
    rig.git('checkout', '-q', '--detach');
    const detached = value(await (await rig.open({ cwd: join(rig.top, 'deep') })).look(signal));
    expect(detached).toMatchObject({ head: first, branch: null, tree: rig.git('rev-parse', 'HEAD^{tree}') });

    rig.git('worktree', 'add', '-q', '-b', 'side', '../side');
    const side = await rig.open({ cwd: join(rig.top, '../side') });
    writeFileSync(join(rig.top, '../side/b'), 'b\n');
    const seen = value(await side.look(signal));
    expect(seen).toMatchObject({ head: first, branch: 'refs/heads/side' });
    expect(rig.git('ls-tree', '--name-only', seen.tree)).toBe('b\ndeep');
    expect(rig.git('status', '--porcelain')).toBe('');
  });

  test('of a submodule the commit is part of the tree, its uncommitted files are seen beside it', async () => {
    using inner = makeRig();
    using rig = makeRig();
    rig.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.top, 'sub');
    rig.save('with submodule');
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rig.write('sub/a.txt', 'dirt\n');
    const dirty = value(await repository.look(signal));
    expect(dirty.tree).toBe(before.tree);
    expect([before.modules?.sub?.dirty, dirty.modules?.sub?.dirty]).toEqual([[], ['a.txt']]);
    rig.git('-C', 'sub', 'commit', '-qam', 'moved');
    const moved = value(await repository.look(signal));
    expect(value(await repository.differing(before.tree, moved.tree, signal)).map(({ path }) => path)).toEqual(['sub']);
  });

  test.each([
    ['a split index', ['core.splitIndex', 'true']],
    ['an index of version 4', ['index.version', '4']],
    ['an untracked cache', ['core.untrackedCache', 'true']],
  ] as const)('works on %s', async (_name, setting) => {
    using rig = makeRig();
    rig.git('config', ...setting);
    rig.write('b', 'b\n');
    rig.save('again');
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rig.write('b', 'c\n');
    rig.write('a.txt', 'x\n');
    rig.git('add', 'a.txt');
    const seen = value(await repository.look(signal));
    const files = value(await repository.differing(before.tree, seen.tree, signal));
    expect(files.map(({ path }) => path)).toEqual(['a.txt', 'b']);
    value(await repository.restore(before, signal));
    expect(rig.git('status', '--porcelain')).toBe('');
  });

  test('works with SHA-256 ids', async () => {
    using rig = makeRig({ empty: true });
    rig.git('init', '-q', '--object-format=sha256', '-b', 'main', 'inner');
    const repository = await rig.open({ cwd: join(rig.top, 'inner') });
    const before = value(await repository.baseline(signal));
    rig.write('inner/b', 'b\n');
    const seen = value(await repository.look(signal));
    expect(value(await repository.differing(before.tree, seen.tree, signal)).length).toBe(1);
    const answer = value(await repository.commit({ tree: seen.tree, message: 'x' }, signal));
    expect(answer).toMatchObject({ kind: 'committed', commit: { tree: seen.tree } });
    value(await repository.rewind(null, signal));
    expect(value(await repository.look(signal))).toEqual(seen);
  });

  test('sees what an agent told git not to look at', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rig.git('update-index', '--assume-unchanged', 'a.txt');
    rig.write('a.txt', 'hidden\n');
    rig.write('b.txt', 'b\n');
    const seen = value(await repository.look(signal));
    const files = value(await repository.differing(before.tree, seen.tree, signal));
    expect(files.map(({ path }) => path)).toEqual(['a.txt', 'b.txt']);
  });

  test('follows files that are ignored and leave or enter the index', async () => {
    using rig = makeRig();
    rig.write('dist/out', '1\n');
    rig.save('with dist');
    const repository = await rig.open();
    value(await repository.look(signal));
    rig.git('rm', '-rq', '--cached', 'dist');
    rig.write('.gitignore', 'dist\n*.log\n');
    const removed = value(await repository.look(signal));
    expect(rig.git('ls-tree', '--name-only', removed.tree)).toBe('.gitignore\na.txt');
    rig.git('add', '-A');
    rig.write('x.log', 'log\n');
    rig.git('add', '-f', 'x.log');
    rig.git('commit', '-qm', 'both');
    expect(value(await repository.look(signal)).tree).toBe(rig.git('rev-parse', 'HEAD^{tree}'));
  });

  test('a damaged index or an unknown tree is a halt (IL-D3)', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    const { tree } = value(await repository.look(signal));
    const unknown = tree.replaceAll(/./g, '7') as typeof tree;
    expect(error(await repository.change(tree, unknown, () => {}, signal)).reason).toBe('git');
    expect(error(await repository.differing(unknown, tree, signal)).reason).toBe('git');
    expect(error(await repository.history(unknown as never, signal)).reason).toBe('git');
    writeFileSync(join(rig.top, '.git/index'), 'garbage that is no index at all, long enough');
    rig.write('b', 'b\n');
    expect(error(await repository.look(signal)).reason).toBe('git');
    expect(error(await (await rig.open()).start(signal)).reason).toBe('git');
  });
});

describe('locate', () => {
  const at = async (cwd: string) => error(await locate({ run: countingRun().run, cwd, env: ENV }, signal));

  test('halts with the fix outside a repository, in a bare one and in its own folder', async () => {
    using rig = makeRig();
    expect(await at('/')).toMatchObject({ reason: 'preflight', problems: [{ fix: 'git init' }] });
    rig.git('clone', '-q', '--bare', '.', '../bare.git');
    expect(await at(join(rig.top, '../bare.git'))).toMatchObject({
      problems: [{ what: expect.stringContaining('bare') }],
    });
    expect(await at(join(rig.top, '.git'))).toMatchObject({
      problems: [{ what: expect.stringContaining('none of its') }],
    });
  });

  test('halts when git is missing', async () => {
    const run = countingRun().run;
    const nowhere = { run, cwd: '/', env: { PATH: '/nonexistent' } };
    expect(error(await locate(nowhere, signal))).toMatchObject({
      reason: 'preflight',
      problems: [{ what: expect.stringContaining('not installed') }],
    });
  });
});
