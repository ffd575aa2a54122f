import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bringBack } from '../../../src/adapters/git/bring-back.js';
import { parkedRefs } from '../../../src/adapters/git/parked-refs.js';
import type { CommitId } from '../../../src/domain/ids.js';
import type { Parked } from '../../../src/domain/parked.js';
import { error, makeRig, partsOf, type Rig, signal, value } from './rig.js';

const text = (rig: Rig, name: string): string => readFileSync(join(rig.top, name), 'utf8');
const status = (rig: Rig): string => rig.git('status', '--porcelain', '-uall');

/** Has the present files parked and put back to how `before` left them. */
async function parkedBy(rig: Rig, deed: () => void): Promise<Parked> {
  const repository = await rig.open();
  const before = value(await repository.look(signal));
  deed();
  const { parked } = value(await repository.restore(before, signal));
  const all = await list(rig);
  return all.find(({ ref }) => ref === parked) ?? expect.fail('not listed');
}

async function list(rig: Rig): Promise<readonly Parked[]> {
  const { git, located } = await partsOf(rig);
  return value(await parkedRefs(git, located.at?.head ?? null, signal));
}

describe('the list', () => {
  test('tells of files and of commits what they are', async () => {
    using rig = makeRig();
    const one = await parkedBy(rig, () => {
      rig.write('two\nlines', 'x\n');
      rig.write('a.txt', 'edited\n');
      rig.git('add', 'a.txt');
    });
    expect(one).toMatchObject({ own: true, run: '20250101_000000_000_abcd', files: ['a.txt', 'two\nlines'] });
    expect(one.staged).toMatch(/^[0-9a-f]{40}$/);
    const start = rig.git('rev-parse', 'HEAD') as CommitId;
    rig.write('b.txt', 'b\n');
    rig.save('Add b');
    value(await (await rig.open()).rewind(start, signal));
    const commit = (await list(rig)).find(({ own }) => !own);
    expect(commit).toMatchObject({ subject: 'Add b', files: ['b.txt'], staged: null });
    expect(Date.parse(commit?.at ?? '')).not.toBeNaN();
  });

  test('is empty where nothing was parked', async () => {
    using rig = makeRig();
    expect(await list(rig)).toEqual([]);
  });
});

describe('bringing back', () => {
  test('puts the change on top of what is there, uncommitted, and stages what was staged', async () => {
    using rig = makeRig();
    const one = await parkedBy(rig, () => {
      rig.write('new/file', 'n\n');
      rig.write('a.txt', 'one\ntwo\nTHREE\n');
      rig.git('add', 'a.txt');
    });
    rig.write('mine', 'm\n');
    const head = rig.git('rev-parse', 'HEAD');
    const brought = value(await bringBack(await partsOf(rig), one, signal));
    expect(brought).toMatchObject({ files: ['a.txt', 'new/file'], staged: true });
    expect(status(rig)).toBe('M  a.txt\n?? mine\n?? new/file');
    expect(rig.git('rev-parse', 'HEAD')).toBe(head);
    expect(rig.git('show', `${brought.parked}:mine`)).toBe('m');
  });

  test('refuses to check out another commit inside a submodule, and touches nothing', async () => {
    using rig = makeRig();
    using inner = makeRig();
    rig.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.top, 'sub');
    rig.save('with submodule');
    const at = rig.git('-C', 'sub', 'rev-parse', 'HEAD');
    // As an author left it who committed there; its files are then put back by hand.
    rig.git('-C', 'sub', 'commit', '-q', '--allow-empty', '-m', 'inside');
    const { git, looker, parking, ...parts } = await partsOf(rig);
    const moved = value(await looker.look(signal));
    const ref = value(await parking.files(moved, 'moved', 'by an author', signal));
    rig.git('-C', 'sub', 'reset', '-q', '--hard', at);
    const one = (await list(rig)).find((parked) => parked.ref === ref) ?? expect.fail('not listed');
    const halt = error(await bringBack({ git, looker, parking, ...parts }, one, signal));
    expect(halt).toMatchObject({
      reason: 'preflight',
      problems: [{ what: expect.stringContaining('sub'), fix: expect.stringContaining(`git show ${ref}`) }],
    });
    expect([rig.git('-C', 'sub', 'rev-parse', 'HEAD'), status(rig)]).toEqual([at, '']);
  });

  test('merges lines that do not meet, and keeps a copy of both', async () => {
    using rig = makeRig();
    rig.write('a.txt', `${'x\n'.repeat(20)}`);
    rig.save('long');
    const one = await parkedBy(rig, () => rig.write('a.txt', `theirs\n${'x\n'.repeat(19)}`));
    rig.write('a.txt', `${'x\n'.repeat(19)}mine\n`);
    const brought = value(await bringBack(await partsOf(rig), one, signal));
    expect(text(rig, 'a.txt')).toBe(`theirs\n${'x\n'.repeat(18)}mine\n`);
    expect(brought.parked).not.toBeNull();
  });

  test('refuses where the same lines were changed, and touches nothing', async () => {
    using rig = makeRig();
    const one = await parkedBy(rig, () => rig.write('a.txt', 'theirs\n'));
    rig.write('a.txt', 'mine\n');
    const halt = error(await bringBack(await partsOf(rig), one, signal));
    expect(halt).toMatchObject({ reason: 'commit', why: 'overlap', detail: 'a.txt' });
    expect(text(rig, 'a.txt')).toBe('mine\n');
    expect(status(rig)).toBe(' M a.txt');
  });

  test('refuses to write over a file that git ignores', async () => {
    using rig = makeRig();
    const one = await parkedBy(rig, () => rig.write('build/out', 'theirs\n'));
    rig.write('.gitignore', 'build/\n');
    rig.save('ignore');
    rig.write('build/out', 'mine\n');
    const halt = error(await bringBack(await partsOf(rig), one, signal));
    expect(halt).toMatchObject({ reason: 'preflight', problems: [{ what: expect.stringContaining('build/out') }] });
    expect(text(rig, 'build/out')).toBe('mine\n');
  });

  test('brings the content of commits back that were taken away, and says when all is there', async () => {
    using rig = makeRig();
    const start = rig.git('rev-parse', 'HEAD') as CommitId;
    rig.write('b.txt', 'b\n');
    rig.save('Add b');
    rig.write('c.txt', 'c\n');
    rig.save('Add c');
    value(await (await rig.open()).rewind(start, signal));
    rig.git('clean', '-qfd');
    const [one] = await list(rig);
    if (one === undefined) return expect.fail('nothing parked');
    value(await bringBack(await partsOf(rig), one, signal));
    expect(status(rig)).toBe('?? b.txt\n?? c.txt');
    expect(value(await bringBack(await partsOf(rig), one, signal))).toEqual({ files: [], parked: null, staged: null });
  });

  test('works where there is no commit yet', async () => {
    using rig = makeRig({ empty: true });
    const one = await parkedBy(rig, () => rig.write('x', 'x\n'));
    expect(existsSync(join(rig.top, 'x'))).toBe(false);
    value(await bringBack(await partsOf(rig), one, signal));
    expect(text(rig, 'x')).toBe('x\n');
  });
});
