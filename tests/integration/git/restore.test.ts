import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeRig, type Rig, signal, value } from './rig.js';

/** What a person sees of a repository. */
const view = (rig: Rig): string => rig.git('--no-optional-locks', 'status', '--porcelain', '--branch', '-uall');

/** A repository in which the user has work of every kind. */
function busy(): Rig {
  const rig = makeRig();
  rig.write('dir/tracked', 't\n');
  rig.save('more');
  rig.write('staged', 's\n');
  rig.git('add', 'staged');
  rig.write('staged', 's2\n');
  rig.write('a.txt', 'mine\n');
  rig.write('un/tracked', 'u\n');
  return rig;
}

const DEEDS: readonly (readonly [string, (rig: Rig) => void])[] = [
  [
    'edited and made files',
    (rig) => {
      rig.write('a.txt', 'theirs\n');
      rig.write('new/deep/er', 'n\n');
      rig.write(Buffer.of(98, 97, 100, 255), 'x\n');
      rig.write('two\nlines "quoted"', 'x\n');
    },
  ],
  [
    'deleted files',
    (rig) => {
      rmSync(join(rig.top, 'dir'), { recursive: true });
      rmSync(join(rig.top, 'un'), { recursive: true });
    },
  ],
  [
    'committed everything',
    (rig) => {
      rig.write('x', 'x\n');
      rig.save('sneaky');
    },
  ],
  [
    'switched to a new branch and committed',
    (rig) => {
      rig.git('checkout', '-qb', 'other');
      rig.save('elsewhere');
    },
  ],
  [
    'committed, then detached HEAD',
    (rig) => {
      rig.save('on main');
      rig.git('checkout', '-q', '--detach', 'HEAD~1');
    },
  ],
  [
    'reset hard',
    (rig) => {
      rig.git('reset', '-q', '--hard', 'HEAD~1');
    },
  ],
  [
    'replaced a folder by a link, and a file by a folder',
    (rig) => {
      rmSync(join(rig.top, 'dir'), { recursive: true });
      symlinkSync('/etc', join(rig.top, 'dir'));
      rmSync(join(rig.top, 'a.txt'));
      mkdirSync(join(rig.top, 'a.txt'));
      rig.write('a.txt/inside', 'i\n');
    },
  ],
  [
    'went onto a branch without commits',
    (rig) => {
      rig.git('checkout', '-q', '--orphan', 'orphan');
      rig.write('a.txt', 'orphan\n');
    },
  ],
];

describe('restore', () => {
  test.each(DEEDS)('after a reader %s', async (_name, deed) => {
    using rig = busy();
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    const [seen, index] = [view(rig), readFileSync(join(rig.top, '.git/index'))];
    deed(rig);
    const touched = value(await repository.look(signal));
    const restored = value(await repository.restore(before, signal));
    expect(view(rig)).toBe(seen);
    expect(readFileSync(join(rig.top, '.git/index'))).toEqual(index);
    expect(readFileSync(join(rig.top, 'a.txt'), 'utf8')).toBe('mine\n');
    expect(existsSync(join(rig.top, 'new'))).toBe(false);
    expect(value(await repository.look(signal))).toEqual(before);
    expect(rig.git('rev-parse', `${restored.parked}^{tree}`)).toBe(touched.tree);
  });

  test('names the files and keeps commits that were made', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rig.write('x y', 'x\n');
    const sneaky = rig.save('sneaky');
    rig.write('a.txt', 'edited\n');
    const { files, parked } = value(await repository.restore(before, signal));
    expect(files).toEqual(['a.txt', 'x y']);
    expect(parked).toMatch(/^refs\/millstone\/parked\/20250101_000000_000_abcd\/worktree-/);
    expect(rig.git('rev-parse', `${parked}^`)).toBe(sneaky);
    expect(rig.git('show', `${parked}:a.txt`)).toBe('edited');
    expect(view(rig)).toBe('## main');
  });

  test('ends a merge that was begun meanwhile', async () => {
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
    value(await repository.restore(before, signal));
    expect(existsSync(join(rig.top, '.git/MERGE_HEAD'))).toBe(false);
    expect(view(rig)).toBe('## main');
  });

  test('works without commits', async () => {
    using rig = makeRig({ empty: true });
    rig.write('mine', 'm\n');
    const repository = await rig.open();
    const before = value(await repository.look(signal));
    rig.save('first');
    rmSync(join(rig.top, 'mine'));
    value(await repository.restore(before, signal));
    expect(view(rig)).toBe('## No commits yet on main\n?? mine');
  });

  test('works in a process that did not see it itself', async () => {
    using rig = makeRig();
    rig.write('un/tracked', 'u\n');
    const before = value(await (await rig.open()).look(signal));
    rig.write('x', 'x\n');
    rig.save('sneaky');
    rmSync(join(rig.top, 'un'), { recursive: true });
    value(await (await rig.open()).restore(before, signal));
    expect(view(rig)).toBe('## main\n?? un/tracked');
  });
});
