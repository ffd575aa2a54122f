import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Rig } from '../support/rig.js';
import { approved } from '../support/scripted-agents.js';

const TASK = ['--task', 'Add a'];

async function withHook(): Promise<Rig> {
  const rig = await Rig.create();
  rig.write(
    '.git/hooks/pre-commit',
    '#!/bin/sh\ngrep -q fixed a.txt || { echo "a.txt is badly formatted"; exit 1; }\n',
  );
  chmodSync(join(rig.repo, '.git/hooks/pre-commit'), 0o755);
  return rig;
}

const fixes = { on: 'fix', says: 'mended', edits: { 'a.txt': 'fixed\n' } } as const;
const approves = { on: 'review', says: approved() } as const;
const commits = { on: 'commit', runs: 'git add -A && git commit -qm mine' } as const;

describe('a commit past the hooks (IL-D8, L2)', () => {
  test('is taken back, and what the hook says goes to the author', async () => {
    const rig = await withHook();
    rig.script(
      { on: 'build', says: 'done', edits: { 'a.txt': 'raw\n' } },
      approves,
      { on: 'commit', runs: 'git add -A && git commit --no-verify -qm mine' },
      fixes,
      approves,
      commits,
    );
    const run = await rig.millstone(...TASK);
    expect(run.exitCode).toBe(0);
    expect(rig.git('show', 'HEAD:a.txt')).toBe('fixed');
    expect(rig.log()).toEqual(['mine', 'start']);
    expect((await rig.fake.calls()).find(({ purpose }) => purpose === 'fix')?.prompt).toContain('badly formatted');
  });

  test.each([
    ['without git commit', 'git add -A && git reset -q --soft $(git commit-tree -p HEAD -m mine $(git write-tree))'],
    ['out of sight', 'git add -A && env -u GIT_TRACE2_EVENT git commit -nqm mine'],
    ['with hooks looked for elsewhere', 'git add -A && git -c core.hooksPath=/nowhere commit -qm mine'],
  ])('whatever way it was made: %s', async (_name, runs) => {
    const rig = await withHook();
    const build = { on: 'build', says: 'done', edits: { 'a.txt': 'raw\n' } } as const;
    rig.script(build, approves, { on: 'commit', runs }, fixes, approves, commits);
    expect((await rig.millstone(...TASK)).exitCode).toBe(0);
    expect(rig.git('show', 'HEAD:a.txt')).toBe('fixed');
    expect(rig.log()).toEqual(['mine', 'start']);
  });

  test('also when it was made before anybody asked', async () => {
    const rig = await withHook();
    rig.script(
      { on: 'build', says: 'done', runs: 'echo raw > a.txt && git add -A && git commit -nqm early' },
      approves,
      { on: 'commit', runs: 'git add -A && git commit -qm mine || true' },
      { on: 'commit', says: 'the hook refuses' },
      fixes,
      approves,
      commits,
    );
    expect((await rig.millstone(...TASK)).exitCode).toBe(0);
    expect(rig.log()).toEqual(['mine', 'start']);
    expect(rig.git('show', 'HEAD:a.txt')).toBe('fixed');
  });
});
