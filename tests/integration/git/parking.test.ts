import { describe, expect, test } from 'vitest';
import { makeRig, type Rig, signal, value } from './rig.js';

/** What was staged, by the ref of the files parked with it. */
const stagedOf = (rig: Rig, ref: string): string =>
  /^Millstone-Index: (\w+)$/m.exec(rig.git('cat-file', 'commit', ref))?.[1] ?? '';

describe('what is parked', () => {
  test('holds the index beside the files, where they differ', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rig.write('a.txt', 'staged\n');
    rig.git('add', 'a.txt');
    rig.write('a.txt', 'worked on\n');
    const { parked } = value(await repository.restore(before, signal));
    expect(rig.git('show', `${parked}:a.txt`)).toBe('worked on');
    expect(rig.git('show', `${stagedOf(rig, parked)}:a.txt`)).toBe('staged');
    expect(rig.git('rev-parse', `${parked}^2`)).toBe(stagedOf(rig, parked));
  });

  test('is the files alone when nothing was staged', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rig.write('a.txt', 'worked on\n');
    const { parked } = value(await repository.restore(before, signal));
    expect(stagedOf(rig, parked)).toBe('');
    expect(rig.git('log', '--format=%P', '-1', parked).split(' ')).toHaveLength(1);
  });

  test('holds the sides of a conflict, and leaves the index that has them', async () => {
    using rig = makeRig();
    rig.git('checkout', '-qb', 'side');
    rig.write('a.txt', 'side\n');
    rig.save('side');
    rig.git('checkout', '-q', 'main');
    rig.write('a.txt', 'main\n');
    rig.save('main');
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    expect(() => rig.git('merge', 'side')).toThrow();
    const { parked } = value(await repository.restore(before, signal));
    const staged = stagedOf(rig, parked);
    expect(rig.git('show', `${staged}:a.txt.ours`)).toBe('main');
    expect(rig.git('show', `${staged}:a.txt.theirs`)).toBe('side');
    expect(rig.git('ls-tree', '--name-only', staged).split('\n')).not.toContain('a.txt');
  });

  test('holds what was staged when commits are taken back', async () => {
    using rig = makeRig();
    const start = rig.git('rev-parse', 'HEAD');
    rig.write('a.txt', 'committed\n');
    rig.save('sneaky');
    rig.write('a.txt', 'staged\n');
    rig.git('add', 'a.txt');
    const repository = await rig.open();
    value(await repository.rewind(start as never, signal));
    const refs = rig.git('for-each-ref', '--format=%(refname)', 'refs/millstone/parked/').split('\n');
    const kept = refs.find((ref) => ref.includes('/index-')) ?? '';
    expect(rig.git('show', `${kept}:a.txt`)).toBe('staged');
  });

  test('an unborn branch has its index parked too', async () => {
    using rig = makeRig({ empty: true });
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rig.write('a.txt', 'staged\n');
    rig.git('add', 'a.txt');
    rig.write('a.txt', 'worked on\n');
    const { parked } = value(await repository.restore(before, signal));
    expect(rig.git('show', `${stagedOf(rig, parked)}:a.txt`)).toBe('staged');
  });
});
