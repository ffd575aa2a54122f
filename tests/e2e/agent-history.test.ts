import { describe, expect, test } from 'vitest';
import { approves, builds, commits, fixes, refuses, TASK } from '../support/fake-agent-script.js';
import { Rig } from '../support/rig.js';

const COMMITS_EARLY = 'git add -A && git commit -qm early';

describe('an author that commits too early', () => {
  test('IL-S7 is told of, its commit is reviewed, and nobody is asked to commit', async () => {
    const rig = await Rig.create();
    rig.script({ ...builds, runs: COMMITS_EARLY }, approves);
    const before = rig.git('rev-parse', '--short=12', 'HEAD');
    const ran = await rig.millstone(...TASK);
    const after = rig.git('rev-parse', '--short=12', 'HEAD');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain(`Builder committed changes directly: ${before} -> ${after}`);
    expect(ran.stdout).toMatch(new RegExp(`^Commit +${after} early$`, 'm'));
    expect(rig.log()).toEqual(['early', 'start']);
    const review = (await rig.fake.calls()).find(({ purpose }) => purpose === 'review');
    expect(review?.prompt).toContain('\n+a\n');
  });

  test('IL-S10 and is refused, has its whole change reviewed again, and commits the rest', async () => {
    const rig = await Rig.create();
    const both = { 'a.txt': 'a\n', 'kept.txt': 'from the first turn\n' };
    rig.script(
      { ...builds, edits: both, runs: COMMITS_EARLY },
      refuses('say more'),
      fixes('a\nmore\n'),
      approves,
      commits,
    );
    const { exitCode } = await rig.events(...TASK);
    expect(exitCode).toBe(0);
    expect(rig.log()).toEqual(['Add a', 'early', 'start']);
    expect(rig.status()).toBe('');
    const [, second] = (await rig.fake.calls()).filter(({ purpose }) => purpose === 'review');
    expect(second?.prompt).toContain('\n+from the first turn\n');
    expect(second?.prompt).toContain('\n+more\n');
  });
});

describe('an author that does more to the history than to add to it', () => {
  const deeds: readonly [deed: string, runs: string, what: string][] = [
    ['switches to another branch', 'git checkout -q -b other', 'branch-switched'],
    ['begins an empty branch', 'git checkout -q --orphan other', 'branch-switched'],
    ['detaches HEAD', 'git checkout -q --detach', 'detached'],
    ['amends a commit that was there before', 'git add -A && git commit -q --amend -m other', 'rewritten'],
    ['resets HEAD', 'git reset -q --hard HEAD~1', 'rewritten'],
  ];
  test.each(deeds)('stops the run when it %s; the commit it began with is kept', async (...given) => {
    const [, runs, what] = given;
    const rig = await Rig.create();
    rig.write('README.md', '# second\n');
    rig.git('commit', '-qam', 'second');
    const start = rig.git('rev-parse', 'HEAD');
    rig.script({ ...builds, runs });
    const { exitCode, events, stderr } = await rig.events(...TASK);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ outcome: 'agent_error', halt: { reason: 'history' } });
    const halted = events.find((event) => event.type === 'halted');
    if (halted?.type !== 'halted' || halted.halt.reason !== 'history') throw new Error(JSON.stringify(halted));
    expect(halted.halt).toMatchObject({ role: 'author', what });
    expect(rig.git('rev-parse', halted.halt.parked)).toBe(start);
    expect(stderr).toContain(halted.halt.parked);
  });

  test('also where it was asked to commit', async () => {
    const rig = await Rig.create();
    const start = rig.git('rev-parse', 'HEAD');
    rig.script(builds, approves, { on: 'commit', runs: `${COMMITS_EARLY} --amend` });
    const { exitCode, events } = await rig.events(...TASK);
    expect(exitCode).toBe(1);
    expect(events.at(-1)).toMatchObject({ halt: { reason: 'history' }, commits: [] });
    expect(rig.git('for-each-ref', '--contains', start, 'refs/millstone/parked')).not.toBe('');
  });
});
