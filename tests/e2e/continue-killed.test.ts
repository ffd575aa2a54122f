import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { journalOf } from '../support/fake-agent-record.js';
import { expectNobodyLeft } from '../support/fake-agent-remains.js';
import { approves, builds, commits, fixes, refuses, TASK } from '../support/fake-agent-script.js';
import type { FakeTurn } from '../support/fake-agent-turn.js';
import { Rig } from '../support/rig.js';
import { sane } from '../support/scripted-agents.js';
import { committed, goesOn, killedInBuild } from './continue-stage.js';

/** An undisturbed run of two cycles; every call of it is killed once. */
const story: readonly FakeTurn[] = [
  builds,
  { on: 'sanity-build', says: sane },
  refuses('b is wanted'),
  fixes('b\n'),
  { on: 'sanity-build', says: sane },
  approves,
  commits,
];

describe('a run that was killed with -9', () => {
  const calls = story.map((turn, at) => ({ at, on: turn.on, turn }));

  test.each(calls)('L19 in call $at, $on: goes on by --continue, or by the same command', async ({ at, turn }) => {
    const rig = await Rig.create();
    rig.script(...story.slice(0, at), { ...turn, hangs: true });
    const run = rig.start(TASK);
    await rig.fake.reached(at + 1, 'hanging');
    run.child.kill('SIGKILL');
    await run.ended;
    await expectNobodyLeft(rig.root);

    // A commit that is there is believed; everything else that did not answer is asked again, once.
    const rest = turn.on === 'commit' ? [] : story.slice(at);
    rig.script(...rest);
    const ran = at % 2 === 0 ? await goesOn(rig) : await again(rig, at + 1);
    expect(ran.exitCode).toBe(0);
    expect(ran.asked).toEqual(rest.map(({ on }) => on));
    expect(rig.log()).toEqual(['Add a', 'start']);
    expect(rig.git('show', 'HEAD:a.txt')).toBe('b');
    expect(rig.status()).toBe('');
    expect(journalOf(rig.repo).filter(({ kind }) => kind === 'opened')).toHaveLength(1);
    expect(journalOf(rig.repo).at(-1)).toMatchObject({ kind: 'closed', how: 'done' });
    await expectNobodyLeft(rig.root);
  });

  test('tells what a person did since apart from what its author had begun', async () => {
    const rig = await Rig.create();
    await killedInBuild(rig);
    await expectNobodyLeft(rig.root);
    const folder = join(rig.repo, '.git/millstone');
    await expect.poll(() => readdirSync(folder).some((name) => name.endsWith('.ended'))).toBe(true);
    rig.write('theirs.txt', 'theirs\n');
    rig.git('add', 'theirs.txt');
    // git knows whole seconds only.
    const env = { ...rig.env, GIT_COMMITTER_DATE: '2099-01-01T00:00:00Z' };
    execFileSync('git', ['commit', '-qm', 'theirs'], { cwd: rig.repo, env });
    rig.write('mine.txt', 'mine\n');

    rig.script(builds, approves, commits);
    const ran = await rig.events('--continue');
    expect(ran.exitCode).toBe(0);
    const notices = ran.events.flatMap((event) => (event.type === 'noticed' ? event.notice : []));
    expect(notices).toContainEqual({
      kind: 'found-changed',
      unclear: ['a.txt'],
      later: ['mine.txt', 'theirs.txt'],
    });
    expect(rig.log()).toEqual(['Add a', 'theirs', 'start']);
    const ended = ran.events.find((event) => event.type === 'run-ended');
    expect(ended?.commits.map(({ subject }) => subject)).toEqual(['Add a']);
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });

  test('in a check of the project: what that had written is put back, what came later stays', async () => {
    const rig = await Rig.create();
    rig.write('.millstone/project.toml', '[tests]\ncommand = "sh check.sh"\n');
    rig.write(
      'check.sh',
      'echo made > report.txt; echo more >> a.txt; echo x >> "$HOME/ran"; [ -e "$HOME/go" ] || sleep 60\n',
    );
    rig.git('add', 'check.sh');
    rig.git('commit', '-qm', 'check');
    rig.script(builds);
    const run = rig.start(TASK);
    await expect.poll(() => existsSync(join(rig.repo, 'report.txt')), { timeout: 10_000 }).toBe(true);
    run.child.kill('SIGKILL');
    await run.ended;
    await expectNobodyLeft(rig.root);
    const folder = join(rig.repo, '.git/millstone');
    await expect.poll(() => readdirSync(folder).some((name) => name.endsWith('.ended'))).toBe(true);
    writeFileSync(join(rig.root, 'home/go'), '');
    rig.write('mine.txt', 'mine\n');

    rig.script(approves, { on: 'commit', runs: 'git add -A && git commit -qm "Add a"' });
    const ran = await goesOn(rig);
    expect(ran.asked).toEqual(['review', 'commit']);
    const notices = ran.events.flatMap((event) => (event.type === 'noticed' ? event.notice : []));
    const put = notices.find(({ kind }) => kind === 'check-put-back');
    expect(put).toMatchObject({ files: ['a.txt', 'report.txt'], kept: ['mine.txt'] });
    expect(notices).toContainEqual({ kind: 'found-changed', unclear: [], later: ['mine.txt'] });
    expect(committed(rig)).toEqual(['a.txt', 'mine.txt']);
    expect(rig.git('show', 'HEAD:a.txt')).toBe('a');
    expect(rig.status()).toBe('');
  });

  test('is not taken up by another task, whose start names the way on', async () => {
    const rig = await Rig.create();
    await killedInBuild(rig);
    const other = await rig.millstone('--task', 'Something else');
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toContain('millstone --continue');
    expect(other.stderr).toContain('millstone --continue --abort');
    expect(rig.read('a.txt')).toBe('a\n');
  });
});

/** The same command, typed again. */
async function again(rig: Rig, before: number) {
  const { exitCode } = await rig.millstone(...TASK);
  return { exitCode, asked: (await rig.fake.calls()).slice(before).map(({ purpose }) => purpose) };
}
