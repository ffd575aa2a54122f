import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommitId } from '../../../src/domain/ids.js';
import { ENV, error, makeRig, type Rig, signal, value } from './rig.js';

function hook(rig: Rig, name: string, script: string): void {
  const file = join(rig.top, '.git/hooks', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

describe('commit', () => {
  test('commits a tree, with and without commits before it, and leaves all clean', async () => {
    for (const empty of [false, true]) {
      using rig = makeRig({ empty });
      const repository = await rig.open();
      rig.write('b c', 'b\n');
      const { tree } = value(await repository.look(signal));
      const answer = value(await repository.commit({ tree, message: 'Add b\n\n# kept\n' }, signal));
      const id = rig.git('rev-parse', 'HEAD');
      expect(answer).toEqual({ kind: 'committed', commit: { id, tree, subject: 'Add b' } });
      expect(rig.git('log', '-1', '--format=%B')).toContain('# kept');
      expect(rig.git('status', '--porcelain')).toBe('');
    }
  });

  test("keeps the user's other staged, unstaged and untracked work (--allow-dirty)", async () => {
    using rig = makeRig();
    rig.write('staged', 's\n');
    rig.git('add', 'staged');
    rig.write('a.txt', 'mine\n');
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    rig.write('task', 't\n');
    const now = value(await repository.look(signal));
    const { tree } = value(await repository.wanted(start, now.tree, signal));
    value(await repository.commit({ tree, message: 'Task' }, signal));
    expect(rig.git('show', '--name-only', '--format=', 'HEAD')).toBe('task');
    expect(rig.git('status', '--porcelain')).toBe(' M a.txt\nA  staged');
  });

  test('a hook that refuses is told with its words, and nothing is committed', async () => {
    for (const name of ['pre-commit', 'commit-msg']) {
      using rig = makeRig();
      hook(rig, name, 'echo "lint: 3 problems"; exit 7');
      const repository = await rig.open();
      rig.write('b', 'b\n');
      const { tree, head } = value(await repository.look(signal));
      const answer = value(await repository.commit({ tree, message: 'x' }, signal));
      expect(answer).toEqual({ kind: 'refused', says: 'lint: 3 problems' });
      expect(rig.git('rev-parse', 'HEAD')).toBe(head);
      expect(rig.git('status', '--porcelain')).toBe('?? b');
    }
  });

  test('a hook that reformats changes what is committed, and that is told', async () => {
    using rig = makeRig();
    hook(rig, 'pre-commit', 'echo formatted > b && git add b');
    const repository = await rig.open();
    rig.write('b', 'raw\n');
    const { tree } = value(await repository.look(signal));
    const answer = value(await repository.commit({ tree, message: 'x' }, signal));
    expect(answer).toMatchObject({ kind: 'committed', commit: { tree: rig.git('rev-parse', 'HEAD^{tree}') } });
    expect(answer).not.toMatchObject({ commit: { tree } });
    expect(rig.git('status', '--porcelain')).toBe('');
    expect(value(await repository.look(signal)).tree).toBe(rig.git('rev-parse', 'HEAD^{tree}'));
  });

  test('a hook that does not end is ended (S18)', async () => {
    using rig = makeRig();
    hook(rig, 'pre-commit', 'exec sleep 600 > /dev/null 2>&1');
    const repository = await rig.open({ hookTimeoutMs: 300 });
    rig.write('b', 'b\n');
    const { tree } = value(await repository.look(signal));
    expect(error(await repository.commit({ tree, message: 'x' }, signal))).toMatchObject({
      reason: 'commit',
      why: 'git',
      detail: expect.stringContaining('hook_timeout'),
    });
    expect(rig.git('status', '--porcelain')).toBe('?? b');
  });

  test('a hook after the commit that does not end does not undo it', async () => {
    using rig = makeRig();
    hook(rig, 'post-commit', 'exec sleep 600 > /dev/null 2>&1');
    const repository = await rig.open({ hookTimeoutMs: 1_000 });
    rig.write('b', 'b\n');
    const { tree } = value(await repository.look(signal));
    const answer = value(await repository.commit({ tree, message: 'x' }, signal));
    expect(answer).toMatchObject({ kind: 'committed', commit: { id: rig.git('rev-parse', 'HEAD'), tree } });
    expect(rig.git('status', '--porcelain')).toBe('');
  });

  test("another git's lock is met before the commit, not after it", async () => {
    using rig = makeRig();
    const repository = await rig.open();
    rig.write('b', 'b\n');
    const { tree, head } = value(await repository.look(signal));
    rig.write('.git/index.lock', '');
    expect(error(await repository.commit({ tree, message: 'x' }, signal))).toMatchObject({
      reason: 'commit',
      why: 'git',
    });
    expect(rig.git('rev-parse', 'HEAD')).toBe(head);
  });

  test('a missing name, a signature that would ask and nothing to commit are halts with a way out', async () => {
    using rig = makeRig();
    const { GIT_AUTHOR_EMAIL: _, GIT_COMMITTER_EMAIL: __, ...nobody } = ENV;
    rig.git('config', 'user.useConfigOnly', 'true');
    const anonymous = await rig.open({ env: nobody });
    const before = value(await anonymous.look(signal));
    const nothing = await anonymous.commit({ tree: before.tree, message: 'x' }, signal);
    rig.write('b', 'b\n');
    const { tree } = value(await anonymous.look(signal));
    const unnamed = error(await anonymous.commit({ tree, message: 'x' }, signal));
    expect(unnamed).toMatchObject({
      reason: 'commit',
      why: 'git',
      detail: expect.stringContaining('git config user.name'),
    });
    expect(nothing.ok).toBe(false);

    rig.git('config', 'commit.gpgsign', 'true');
    rig.git('config', 'gpg.program', '/bin/false');
    const repository = await rig.open();
    const unsigned = error(await repository.commit({ tree, message: 'x' }, signal));
    expect(unsigned).toMatchObject({ why: 'git', detail: expect.stringContaining('commit.gpgsign false') });
    const idle = error(await repository.commit({ tree: before.tree, message: 'x' }, signal));
    expect(idle).toMatchObject({ reason: 'commit', why: 'nothing-committed' });
  });
});

describe('history', () => {
  test('lists the commits since another one, oldest first, and whether it is still there', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    const start = value(await repository.baseline(signal));
    expect(value(await repository.history(start.head, signal))).toEqual({ descends: true, commits: [] });
    rig.write('b', '1');
    const first = rig.save('first\nsubject');
    rig.write('b', '2');
    const second = rig.save('second');
    const since = value(await repository.history(start.head, signal));
    expect(since.descends).toBe(true);
    expect(since.commits.map(({ id, subject }) => [id, subject])).toEqual([
      [first, 'first subject'],
      [second, 'second'],
    ]);
    expect(since.commits[1]?.tree).toBe(rig.git('rev-parse', 'HEAD^{tree}'));
    rig.git('reset', '-q', '--hard', first);
    rig.git('commit', '-q', '--amend', '-m', 'amended');
    expect(value(await repository.history(first as CommitId, signal)).descends).toBe(false);
    rig.git('reset', '-q', '--hard', start.head ?? '');
    expect(value(await repository.history(first as CommitId, signal))).toEqual({ descends: false, commits: [] });
  });

  test('from an empty repository on', async () => {
    using rig = makeRig({ empty: true });
    const repository = await rig.open();
    expect(value(await repository.history(null, signal))).toEqual({ descends: true, commits: [] });
    rig.write('b', '1');
    rig.save('one');
    expect(value(await repository.history(null, signal)).commits.map(({ subject }) => subject)).toEqual(['one']);
  });
});

describe('rewind', () => {
  test('takes commits back, keeps them and every file', async () => {
    for (const empty of [false, true]) {
      using rig = makeRig({ empty });
      const repository = await rig.open();
      const start = value(await repository.baseline(signal));
      rig.write('b', '1\n');
      rig.save('one');
      rig.write('c d', '2\n');
      const last = rig.save('two');
      const before = value(await repository.look(signal));
      const ref = value(await repository.rewind(start.head, signal));
      expect(ref).toMatch(/^refs\/millstone\/parked\/20250101_000000_000_abcd\/head-/);
      expect(rig.git('rev-parse', ref)).toBe(last);
      expect(rig.git('status', '--porcelain')).toBe('?? b\n?? "c d"');
      expect(value(await repository.look(signal))).toEqual({ ...before, head: start.head });
    }
  });

  test('a parked name is never given to another commit', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    const first = rig.git('rev-parse', 'HEAD') as CommitId;
    rig.write('b', 'b');
    const second = rig.save('b') as CommitId;
    const ref = value(await repository.park(first, 'start of..it', signal));
    expect(value(await repository.park(first, 'start of..it', signal))).toBe(ref);
    const other = value(await repository.park(second, 'start of..it', signal));
    expect([rig.git('rev-parse', ref), rig.git('rev-parse', other)]).toEqual([first, second]);
  });
});

describe('a whole task', () => {
  test('takes at most eleven git processes', async () => {
    using rig = makeRig();
    const repository = await rig.open();
    value(await repository.start(signal));
    const start = value(await repository.baseline(signal));
    rig.write('b', 'b\n');
    const built = value(await repository.look(signal));
    value(await repository.change(start.tree, built.tree, () => {}, signal));
    expect(value(await repository.look(signal))).toEqual(built);
    rig.git('status');
    expect(value(await repository.look(signal))).toEqual(built);
    rig.save('Add b');
    const committed = value(await repository.look(signal));
    expect(committed).toEqual({ ...built, head: rig.git('rev-parse', 'HEAD') });
    const history = value(await repository.history(start.head, signal));
    const wanted = value(await repository.wanted(start, committed.tree, signal));
    expect(history.commits.map(({ tree }) => tree)).toEqual([wanted.tree]);
    expect(rig.calls.length).toBeLessThanOrEqual(11);
    expect(readFileSync(join(rig.top, 'b'), 'utf8')).toBe('b\n');
  });
});
