import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Rig } from '../support/rig.js';
import { BASE, START } from './repository.js';

/** A state of the base branch. */
export interface State {
  readonly commit: string;
  readonly subject: string;
  /** What differs from the state before. */
  readonly files: readonly string[];
}

/** The states of the base branch since the start, oldest first: its first parents. */
export function statesOf(rig: Rig): readonly State[] {
  const range = `${START}..refs/heads/${BASE}`;
  const listed = rig.git('log', '--first-parent', '--reverse', '--format=%H %s', range);
  return listed
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => {
      const [commit = '', ...words] = one.split(' ');
      const files = rig.git('diff', '--name-only', '--no-renames', `${commit}^`, commit).split('\n');
      return { commit, subject: words.join(' '), files: files.filter((file) => file !== '') };
    });
}

/** Whether the check that was there in the beginning is green on the files of a commit, a test apart that never was. */
export function isGreen(rig: Rig, commit: string): boolean {
  const folder = join(rig.root, 'replayed');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const { repo: cwd, env } = rig;
  execFileSync('sh', ['-c', `git archive ${commit} | tar -x -C ${folder}`], { cwd, env });
  execFileSync('sh', ['-c', `git show ${START}:check.sh | grep -v ^sleep > ${folder}/check.sh`], { cwd, env });
  const printed = execFileSync('sh', ['-c', 'sh check.sh 2>&1; echo "exit $?"'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  const red = printed.split('\n').filter((line) => line.startsWith('not ok') && !line.endsWith('it was red before'));
  return red.length === 0 && /exit [01]$/.test(printed.trimEnd());
}

/** What commits change, as ids that stay the same where it is picked. */
export function patchesOf({ repo: cwd, env }: Rig, ...commits: readonly string[]): readonly string[] {
  const shell = 'git log -p --no-merges "$@" | git patch-id --stable';
  const told = execFileSync('sh', ['-c', shell, 'sh', ...commits], { cwd, env, encoding: 'utf8' });
  return told.split('\n').flatMap((line) => (line === '' ? [] : [line.split(' ')[0] ?? '']));
}
