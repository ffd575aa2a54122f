import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeGit } from '../../../src/adapters/git/git.js';
import { ensureIgnored } from '../../../src/adapters/git/ignore-line.js';
import { locate } from '../../../src/adapters/git/locate.js';
import { countingRun, ENV, error, makeRig, type Rig, signal, value } from './rig.js';

/** Writes the ignore line as a first run does; returns the files written and the number of processes. */
async function ignore(rig: Rig) {
  const { run, calls } = countingRun();
  const located = value(await locate({ run, cwd: rig.top, env: ENV }, signal));
  const before = calls.length;
  const files = value(await ensureIgnored(makeGit({ run, cwd: rig.top, env: ENV }), located, signal));
  return { files, processes: calls.length - before };
}

describe('start', () => {
  test('names what is dirty, each untracked file by itself, artifacts left out (L8, L18)', async () => {
    using rig = makeRig();
    rig.write('.millstone/tasklist.md', '- [ ] x\n');
    rig.write('new/1', '1');
    rig.write('new/2 3', '2');
    rig.write('a.txt', 'x');
    rig.write('plans/deep/p.md', 'p');
    const repository = await rig.open({ artifacts: ['.millstone/tasklist.md', './plans/'] });
    const facts = value(await repository.start(signal));
    expect(facts.dirty).toEqual(['a.txt', 'new/1', 'new/2 3']);
    expect(facts).toMatchObject({ branch: 'refs/heads/main', operation: null, head: rig.git('rev-parse', 'HEAD') });
  });

  test('detects a merge, a rebase and a cherry-pick under way', async () => {
    using rig = makeRig();
    rig.git('checkout', '-qb', 'side');
    rig.write('a.txt', 'side\n');
    const side = rig.save('side');
    rig.git('checkout', '-q', 'main');
    rig.write('a.txt', 'main\n');
    rig.save('main');
    for (const [operation, args] of [
      ['merge', ['merge', 'side']],
      ['rebase', ['rebase', 'side']],
      ['cherry-pick', ['cherry-pick', side]],
    ] as const) {
      expect(() => rig.git(...args)).toThrow();
      const repository = await rig.open();
      const facts = value(await repository.start(signal));
      expect(facts).toMatchObject({ operation, dirty: ['a.txt'] });
      rig.git(operation, '--abort');
    }
    rig.git('bisect', 'start');
    expect(value(await (await rig.open()).start(signal)).operation).toBe('bisect');
  });
});

describe('the ignore line', () => {
  test('is written once, to both files, and is no dirt (P11)', async () => {
    using rig = makeRig();
    rig.write('.gitignore', 'node_modules');
    rig.save('ignore');
    expect(await ignore(rig)).toEqual({ files: ['.gitignore', '.git/info/exclude'], processes: 1 });
    expect(readFileSync(join(rig.top, '.gitignore'), 'utf8')).toMatch(/^node_modules\n\n# .+\n\/\.millstone\/\n$/);
    expect(await ignore(rig)).toEqual({ files: [], processes: 0 });
    const repository = await rig.open();
    expect(value(await repository.start(signal)).dirty).toEqual([]);
    rig.write('.gitignore', `${readFileSync(join(rig.top, '.gitignore'), 'utf8')}mine\n`);
    expect(value(await repository.start(signal)).dirty).toEqual(['.gitignore']);
  });

  test('is not needed where git ignores the folder already', async () => {
    using rig = makeRig();
    rig.write('.gitignore', '.mill*\n');
    expect((await ignore(rig)).files).toEqual([]);
  });

  test("counts as nobody's change, staged or not, and comes back with what is restored", async () => {
    using rig = makeRig();
    rig.write('.gitignore', 'node_modules\n');
    rig.save('ignore');
    await ignore(rig);
    const text = readFileSync(join(rig.top, '.gitignore'), 'utf8');
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    expect(start.tree).toBe(start.headTree);
    rig.git('add', '-A');
    expect(value(await repository.look(signal)).tree).toBe(start.tree);
    rig.write('.gitignore', 'nothing\n');
    const touched = value(await repository.look(signal));
    const files = value(await repository.differing(start.tree, touched.tree, signal));
    expect(files.map(({ path }) => path)).toEqual(['.gitignore']);
    value(await repository.restore(start, signal));
    expect(readFileSync(join(rig.top, '.gitignore'), 'utf8')).toBe(text);
  });

  test('in a new file is no dirt either, with or without commits', async () => {
    for (const empty of [true, false]) {
      using rig = makeRig({ empty });
      await ignore(rig);
      expect(value(await (await rig.open()).start(signal)).dirty).toEqual([]);
    }
  });
});

describe('wanted', () => {
  test('after a clean start is what there is, without a process', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    rig.write('b', 'b\n');
    const now = value(await repository.look(signal));
    rig.calls.length = 0;
    expect(value(await repository.wanted(start, now.tree, signal))).toEqual({ tree: now.tree, withIgnoreLine: null });
    expect(rig.calls.length).toBe(0);
  });

  test('leaves the ignore line out, also when the task edits the same file', async () => {
    for (const edit of [false, true]) {
      using rig = makeRig();
      rig.write('.gitignore', 'node_modules\n');
      rig.save('ignore');
      await ignore(rig);
      const repository = await rig.open();
      const start = value(await repository.baseline(signal));
      rig.write('b', 'b\n');
      if (edit) rig.write('.gitignore', `${readFileSync(join(rig.top, '.gitignore'), 'utf8')}dist\n`);
      const now = value(await repository.look(signal));
      const wanted = value(await repository.wanted(start, now.tree, signal));
      expect(wanted.tree).toBe(now.tree);
      rig.save('all of it');
      expect(wanted.withIgnoreLine).toBe(rig.git('rev-parse', 'HEAD^{tree}'));
      const committed = value(await repository.look(signal));
      expect(committed.tree).toBe(wanted.withIgnoreLine);
      expect(value(await repository.wanted(start, committed.tree, signal))).toEqual({
        tree: committed.tree,
        withIgnoreLine: null,
      });
      expect(rig.git('show', `${wanted.tree}:.gitignore`)).toBe(edit ? 'node_modules\ndist' : 'node_modules');
      expect(rig.git('ls-tree', '--name-only', wanted.tree)).toBe('.gitignore\na.txt\nb');
    }
  });

  test('excludes what was dirty before the task, also in the same file (L8)', async () => {
    using rig = makeRig();
    const text = (first: string, last: string): string => `${first}\n${'line\n'.repeat(20)}${last}\n`;
    rig.write('both', text('first', 'last'));
    rig.save('long');
    rig.write('both', text('mine', 'last'));
    rig.write('untracked', 'u\n');
    await ignore(rig);
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    rig.write('both', text('mine', 'task'));
    rig.write('new', 'n\n');
    const now = value(await repository.look(signal));
    const wanted = value(await repository.wanted(start, now.tree, signal));
    expect(rig.git('show', `${wanted.tree}:both`)).toBe(text('first', 'task').trimEnd());
    expect(rig.git('ls-tree', '--name-only', wanted.tree)).toBe('a.txt\nboth\nnew');
    expect(rig.git('ls-tree', '--name-only', wanted.withIgnoreLine ?? '')).toBe('.gitignore\na.txt\nboth\nnew');
  });

  test('an edit of lines that were dirty before is a halt that names the file', async () => {
    using rig = makeRig();
    rig.write('a.txt', 'mine\ntwo\nthree\n');
    rig.write('untouched', 'u\n');
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    rig.write('a.txt', 'task\ntwo\nthree\n');
    const now = value(await repository.look(signal));
    const wanted = await repository.wanted(start, now.tree, signal);
    expect(error(wanted)).toMatchObject({
      reason: 'commit',
      why: 'overlap',
      detail: expect.stringMatching(/^a\.txt\n.* refs\/millstone\/parked\/\w+\/start\.$/),
    });
    const [ref = ''] = rig.git('for-each-ref', '--format=%(refname)', 'refs/millstone').split('\n');
    expect(rig.git('show', `${ref}:a.txt`)).toBe('mine\ntwo\nthree');
  });

  test('after a start with untracked files and no commit', async () => {
    using rig = makeRig({ empty: true });
    rig.write('mine', 'm\n');
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    writeFileSync(join(rig.top, 'task'), 't\n');
    const now = value(await repository.look(signal));
    const wanted = value(await repository.wanted(start, now.tree, signal));
    expect(rig.git('ls-tree', '--name-only', wanted.tree)).toBe('task');
  });
});
