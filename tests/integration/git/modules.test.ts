import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { leftInside, sameInside } from '../../../src/domain/change.js';
import { error, makeRig, type Rig, signal, value } from './rig.js';

const add = (rig: Rig, from: Rig, path: string): void => {
  rig.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', from.top, path);
  rig.save(`with ${path}`);
};

/** A repository with a submodule, in which there is another one. */
function nested(): Rig & { readonly inner: Rig; readonly deep: Rig } {
  const [deep, inner, rig] = [makeRig(), makeRig(), makeRig()];
  add(inner, deep, 'deep er');
  add(rig, inner, 'sub');
  rig.git('-c', 'protocol.file.allow=always', '-C', 'sub', 'submodule', '--quiet', 'update', '--init');
  return Object.assign(rig, { inner, deep });
}

describe('submodules', () => {
  test('all of them are seen, nested ones by their whole path, and only what is checked out', async () => {
    using rig = nested();
    const repository = await rig.open();
    const seen = value(await repository.look(signal));
    expect(Object.keys(seen.modules ?? {})).toEqual(['sub', 'sub/deep er']);
    rig.git('submodule', '--quiet', 'deinit', '-f', 'sub');
    expect(value(await (await rig.open()).look(signal)).modules).toBeUndefined();
  });

  test('a repository without any is looked at with as few git processes as ever', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    rig.calls.length = 0;
    value(await repository.look(signal));
    expect(rig.calls.length).toBe(1);
  });

  test('a start tells what is uncommitted inside, each submodule by itself (L8)', async () => {
    using rig = nested();
    rig.write('sub/deep er/new\nline', 'x');
    rig.write('sub/a.txt', 'x');
    const facts = value(await (await rig.open()).start(signal));
    expect(facts.dirty).toEqual([]);
    expect(facts.inside).toEqual([
      { path: 'sub', files: ['a.txt'] },
      { path: 'sub/deep er', files: ['new\nline'] },
    ]);
  });

  test('edits inside are put back, and kept in the repository of the submodule (L3)', async () => {
    using rig = nested();
    rig.write('sub/a.txt', 'of the user\n');
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rig.write('sub/a.txt', 'of the reviewer\n');
    rig.write('sub/new', 'x');
    rig.write('sub/deep er/a.txt', 'x');
    const now = value(await repository.look(signal));
    expect(sameInside(before, now)).toBe(false);
    expect(leftInside(before, now)).toEqual(['sub/a.txt', 'sub/new', 'sub/deep er/a.txt']);

    const restored = value(await repository.restore(before, signal));
    expect(restored.files).toEqual(['sub/a.txt', 'sub/deep er/a.txt', 'sub/new']);
    expect(value(await repository.look(signal))).toEqual(before);
    expect(readFileSync(join(rig.top, 'sub/a.txt'), 'utf8')).toBe('of the user\n');
    expect(existsSync(join(rig.top, 'sub/new'))).toBe(false);
    const [, ref = ''] = /(refs\S+) of the submodule sub$/.exec(restored.parked) ?? [];
    expect(rig.git('-C', 'sub', 'show', `${ref}:a.txt`)).toBe('of the reviewer');
  });

  test('a commit inside, on a branch of its own, is taken back too', async () => {
    using rig = nested();
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rig.git('-C', 'sub', 'switch', '-qc', 'mine');
    rig.write('sub/a.txt', 'x');
    rig.git('-C', 'sub', 'commit', '-qam', 'by the reviewer');
    const head = rig.git('-C', 'sub', 'rev-parse', 'HEAD');
    expect(value(await repository.look(signal)).tree).not.toBe(before.tree);
    const restored = value(await repository.restore(before, signal));
    expect(restored.files).toEqual(['sub/a.txt']);
    expect(value(await repository.look(signal))).toEqual(before);
    expect(rig.git('-C', 'sub', 'for-each-ref', '--contains', head, '--format=%(refname)')).toContain(
      'refs/heads/mine',
    );
    expect(rig.git('status', '--porcelain')).toBe('');
  });

  test('a submodule that is gone cannot be put back, and says what brings it back', async () => {
    using rig = nested();
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rmSync(join(rig.top, 'sub'), { recursive: true });
    expect(error(await repository.restore(before, signal))).toMatchObject({
      reason: 'git',
      says: expect.stringMatching(/sub, sub\/deep er is not checked out .*git submodule update --init/),
    });
  });

  test('a dirty start is parked inside as well', async () => {
    using rig = nested();
    rig.write('sub/a.txt', 'of the user\n');
    const start = value(await (await rig.open()).baseline(signal));
    expect(start.modules?.sub?.dirty).toEqual(['a.txt']);
    const refs = execFileSync('git', [
      '-C',
      join(rig.top, 'sub'),
      'for-each-ref',
      '--format=%(refname)',
      'refs/millstone',
    ]);
    expect(refs.toString()).toMatch(/parked\/.*\/start/);
  });

  test('an index that only git reads is asked of git', async () => {
    using rig = nested();
    rig.git('config', 'core.splitIndex', 'true');
    rig.git('update-index', '--split-index');
    const seen = value(await (await rig.open()).look(signal));
    expect(Object.keys(seen.modules ?? {})).toEqual(['sub', 'sub/deep er']);
  });
});
