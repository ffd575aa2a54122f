import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planTakingBack, takeBack } from '../../../src/adapters/git/take-back.js';
import { aroundCommit } from '../../../src/adapters/git/undo-found.js';
import type { CommitId } from '../../../src/domain/ids.js';
import { error, makeRig, partsOf, type Rig, signal, value } from './rig.js';

const status = (rig: Rig): string => rig.git('status', '--porcelain', '-uall');

/** A run's two commits on top of the start. */
function made(): { rig: Rig; start: CommitId; first: CommitId; last: CommitId } {
  const rig = makeRig();
  const start = rig.git('rev-parse', 'HEAD') as CommitId;
  rig.write('a.txt', 'one\ntwo\nthree\nfour\nfive\nsix\n');
  const first = rig.save('first') as CommitId;
  rig.write('dir/new.txt', 'n\n');
  const last = rig.save('last') as CommitId;
  return { rig, start, first, last };
}

describe('taking commits back', () => {
  test('leaves a clean tree, and all of it parked', async () => {
    const { rig, start, last } = made();
    using _ = rig;
    const parts = await partsOf(rig);
    const plan = value(await planTakingBack(parts, last, start, signal));
    value(await takeBack(parts, plan, signal));
    expect([rig.git('rev-parse', 'HEAD'), status(rig)]).toEqual([start, '']);
    expect(existsSync(join(rig.top, 'dir'))).toBe(false);
    expect(rig.git('rev-parse', `${plan.parked}^`)).toBe(last);
  });

  test('keeps what is uncommitted and what is staged', async () => {
    const { rig, start, last } = made();
    using _ = rig;
    rig.write('mine.txt', 'staged\n');
    rig.git('add', 'mine.txt');
    rig.write('mine.txt', 'worked on\n');
    rig.write('other.txt', 'o\n');
    const parts = await partsOf(rig);
    value(await takeBack(parts, value(await planTakingBack(parts, last, start, signal)), signal));
    expect(status(rig)).toBe('AM mine.txt\n?? other.txt');
    expect(rig.git('show', ':mine.txt')).toBe('staged');
    expect(readFileSync(join(rig.top, 'a.txt'), 'utf8')).toBe('one\ntwo\nthree\n');
  });

  test('refuses where uncommitted lines touch those of the commits', async () => {
    const { rig, start, last } = made();
    using _ = rig;
    rig.write('a.txt', 'one\ntwo\nthree\nfour\nFIVE\nsix\n');
    const halt = error(await planTakingBack(await partsOf(rig), last, start, signal));
    expect(halt).toMatchObject({ reason: 'commit', why: 'overlap', detail: 'a.txt' });
    expect(rig.git('rev-parse', 'HEAD')).toBe(last);
  });

  test('refuses to check out another commit inside a submodule', async () => {
    const { rig, last } = made();
    using _ = rig;
    const sub = join(rig.top, 'sub');
    mkdirSync(sub);
    execFileSync('git', ['init', '-q'], { cwd: sub });
    const id = ['-c', 'user.name=T', '-c', 'user.email=t@example.invalid'];
    execFileSync('git', [...id, 'commit', '-q', '--allow-empty', '-m', 'inner'], { cwd: sub });
    const moved = rig.save('submodule') as CommitId;
    const halt = error(await planTakingBack(await partsOf(rig), moved, last, signal));
    expect(halt).toMatchObject({
      reason: 'preflight',
      problems: [{ what: expect.stringContaining('sub'), fix: expect.stringContaining('git revert') }],
    });
    expect([rig.git('rev-parse', 'HEAD'), existsSync(join(sub, '.git'))]).toEqual([moved, true]);
  });

  test('takes the very first commit back', async () => {
    using rig = makeRig({ empty: true });
    rig.write('x', 'x\n');
    const first = rig.save('first') as CommitId;
    const parts = await partsOf(rig);
    value(await takeBack(parts, value(await planTakingBack(parts, first, null, signal)), signal));
    expect(status(rig)).toBe('');
    expect(existsSync(join(rig.top, 'x'))).toBe(false);
  });

  test('goes on where a process died: after the branch, some files, all of them, the index', async () => {
    const after: readonly ((rig: Rig) => void)[] = [
      () => undefined,
      (rig) => rig.write('a.txt', 'one\ntwo\nthree\n'),
      (rig) => {
        rig.write('a.txt', 'one\ntwo\nthree\n');
        rmSync(join(rig.top, 'dir'), { recursive: true });
      },
      (rig) => rig.git('reset', '-q', '--hard', 'HEAD'),
    ];
    for (const deed of after) {
      const { rig, start, last } = made();
      using _ = rig;
      const plan = value(await planTakingBack(await partsOf(rig), last, start, signal));
      rig.git('update-ref', 'HEAD', start, last);
      deed(rig);
      value(await takeBack(await partsOf(rig), plan, signal));
      expect([rig.git('rev-parse', 'HEAD'), status(rig)]).toEqual([start, '']);
    }
  });

  test('does not go on over a file that was edited since', async () => {
    const { rig, start, last } = made();
    using _ = rig;
    const plan = value(await planTakingBack(await partsOf(rig), last, start, signal));
    rig.git('update-ref', 'HEAD', start, last);
    rig.write('a.txt', 'mine\n');
    const halt = error(await takeBack(await partsOf(rig), plan, signal));
    expect(halt).toMatchObject({ reason: 'preflight', problems: [{ what: expect.stringContaining('a.txt') }] });
    expect(readFileSync(join(rig.top, 'a.txt'), 'utf8')).toBe('mine\n');
  });
});

describe('what is around the commits of a run', () => {
  test('what comes before and after, and who else holds them', async () => {
    const { rig, start, first, last } = made();
    using _ = rig;
    rig.git('update-ref', 'refs/remotes/origin/main', first);
    rig.git('tag', 'v1');
    rig.git('update-ref', 'refs/millstone/parked/r/x', last);
    rig.write('s', 's\n');
    rig.git('stash', '-qu');
    const around = value(await aroundCommit(await partsOf(rig), first, signal));
    expect(around).toMatchObject({ head: last, branch: 'refs/heads/main', base: start });
    expect(around.since.map(({ id }) => id)).toEqual([first, last]);
    expect(around.elsewhere).toEqual(['refs/remotes/origin/main', 'refs/tags/v1']);
  });

  test('nothing when the branch is another one, or the commit is gone', async () => {
    const { rig, first } = made();
    using _ = rig;
    rig.git('checkout', '-q', '--orphan', 'other');
    const around = value(await aroundCommit(await partsOf(rig), first, signal));
    expect(around).toMatchObject({ head: null, since: [], elsewhere: ['refs/heads/main'] });
    const gone = 'd'.repeat(40) as CommitId;
    expect(value(await aroundCommit(await partsOf(rig), gone, signal))).toMatchObject({ base: null, since: [] });
  });
});
