import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommitFacts } from '../../../src/domain/change.js';
import { asWords, fromWords } from '../../../src/domain/taking-back.js';
import type { Repository } from '../../../src/ports/repository.js';
import { error, makeRig, type Rig, signal, value } from './rig.js';

const ORDER = { message: 'Revert "Task"\n\nSince tests failed.\n' };

/** The commits that were made since, oldest first. */
const since = async (repository: Repository, base: string): Promise<readonly CommitFacts[]> =>
  value(await repository.history(base as CommitFacts['id'], signal)).commits;

/** A repository with a task of two commits. */
async function worked(rig: Rig) {
  const repository = await rig.open();
  const base = rig.git('rev-parse', 'HEAD') as CommitFacts['id'];
  rig.write('a.txt', 'changed\n');
  rig.save('early');
  rig.write('b.txt', 'new\n');
  rig.save('Task');
  return { repository, base, commits: await since(repository, base) };
}

describe('a task of several commits that is taken back by a new one', () => {
  test('EV-S59 leaves the tree that was there before, the work of others uncommitted, and keeps what was there', async () => {
    using rig = makeRig();
    const before = rig.git('rev-parse', 'HEAD^{tree}');
    const { repository, base, commits } = await worked(rig);
    rig.write('mine.txt', 'mine\n');
    rig.git('add', 'mine.txt');
    const plan = value(await repository.planRevert({ ...ORDER, commits, base }, signal));
    expect(rig.git('log', '-1', '--format=%s')).toBe('Task');
    value(await repository.takeBack(plan, signal));
    expect(rig.git('log', '--format=%s').split('\n').slice(0, 3)).toEqual(['Revert "Task"', 'Task', 'early']);
    expect(rig.git('rev-parse', 'HEAD^{tree}')).toBe(before);
    expect(rig.git('status', '--porcelain')).toBe('A  mine.txt');
    expect(rig.git('show', `${plan.parked}:b.txt`)).toBe('new');
  });

  test('goes on after a crash with the plan of its intent, whatever was done by then', async () => {
    using rig = makeRig();
    const before = rig.git('rev-parse', 'HEAD^{tree}');
    const { repository, base, commits } = await worked(rig);
    const plan = value(await repository.planRevert({ ...ORDER, commits, base }, signal));
    rig.git('update-ref', 'HEAD', plan.to ?? '');
    const known = fromWords(asWords(plan));
    if (known === null) throw new Error('the plan is lost');
    value(await (await rig.open()).takeBack(known, signal));
    expect(rig.git('rev-parse', 'HEAD^{tree}')).toBe(before);
    expect(rig.git('status', '--porcelain')).toBe('');
  });

  test('commits of others among them stay', async () => {
    using rig = makeRig();
    const { repository, base, commits } = await worked(rig);
    rig.write('theirs.txt', 'theirs\n');
    rig.save('theirs');
    const plan = value(await repository.planRevert({ ...ORDER, commits, base }, signal));
    value(await repository.takeBack(plan, signal));
    expect(rig.git('ls-tree', '--name-only', 'HEAD').split('\n')).toEqual(['a.txt', 'theirs.txt']);
    expect(rig.git('status', '--porcelain')).toBe('');
  });

  test('lines that others changed since are a halt, and nothing is touched', async () => {
    using rig = makeRig();
    const { repository, base, commits } = await worked(rig);
    rig.write('a.txt', 'theirs\n');
    rig.save('theirs');
    expect(error(await repository.planRevert({ ...ORDER, commits, base }, signal))).toMatchObject({ reason: 'commit' });
    expect(rig.git('log', '-1', '--format=%s')).toBe('theirs');
    expect(rig.git('status', '--porcelain')).toBe('');
  });

  test('asks no hook, as git revert asks none, and the first commit of all can go as well', async () => {
    using rig = makeRig({ empty: true });
    const repository = await rig.open();
    rig.write('a.txt', 'a\n');
    rig.save('Task');
    const hook = join(rig.top, '.git/hooks/pre-commit');
    writeFileSync(hook, '#!/bin/sh\nexit 1\n');
    chmodSync(hook, 0o755);
    const { commits } = value(await repository.history(null, signal));
    const plan = value(await repository.planRevert({ ...ORDER, commits, base: null }, signal));
    value(await repository.takeBack(plan, signal));
    expect(rig.git('ls-tree', 'HEAD')).toBe('');
    expect(rig.git('status', '--porcelain')).toBe('');
  });

  test('commits that are no longer there are a halt', async () => {
    using rig = makeRig();
    const { repository, base, commits } = await worked(rig);
    rig.git('reset', '-q', '--hard', base);
    expect(error(await repository.planRevert({ ...ORDER, commits, base }, signal))).toMatchObject({ reason: 'git' });
  });
});
