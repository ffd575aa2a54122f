import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { patchesOf } from './history.js';
import { BASE, START } from './repository.js';
import { holds, linesIn, marked, type Story } from './story.js';

/** Nothing that an author made is gone. */
export function kept({ rig, plot, told }: Story): readonly string[] {
  const made = linesIn(join(rig.root, 'story/commits'));
  const reachable = new Set(rig.git('rev-list', '--all').split('\n'));
  const unreachable = made.filter((commit) => !reachable.has(commit));
  const picked = new Set(plot.strategy === 'cherry-pick' ? patchesOf(rig, `${START}..refs/heads/${BASE}`) : []);
  const gone = unreachable
    .filter((commit) => !patchesOf(rig, '-1', commit).every((patch) => picked.has(patch)))
    .map((commit) => `the commit ${commit} is gone`);
  const refs = rig.git('for-each-ref', '--format=%(refname)').split('\n');
  const began = new Set(told.beganAndEnded.flat());
  for (const task of plot.tasks) {
    if (!told.lost.has(task.id) || !began.has(task.id)) continue;
    const stays = holds(rig, null, task.id, task.mark, `.millstone/worktrees/task-${task.id}`);
    const inRef =
      refs.some((ref) => ref.includes(`task-${task.id}`) || ref.endsWith(`/task/${task.id}`)) &&
      refs.some((ref) => marked(rig, ref, task));
    if (!stays && !inRef) gone.push(`the work of ${task.id} is gone`);
  }
  return gone;
}

/** What a person has committed, or has not, is as it was. */
export function foreign({ rig, plot, committed }: Story): readonly string[] {
  const states = new Set(rig.git('rev-list', BASE).split('\n'));
  const wrong = committed.flatMap(({ commit, file }) => [
    ...(states.has(commit) ? [] : [`the commit of a person is gone: ${file}`]),
    ...(holds(rig, `refs/heads/${BASE}`, 'person', file) ? [] : [`the change of a person is gone: ${file}`]),
  ]);
  if (rig.read('mine.txt') !== 'mine, half done\n') wrong.push('an uncommitted edit is gone');
  if (rig.status() !== ' M mine.txt' && rig.status() !== 'M mine.txt')
    wrong.push(`the checkout is not clean: ${rig.status()}`);
  const onto = plot.checkedOut ? BASE : 'elsewhere';
  if (rig.git('branch', '--show-current') !== onto) wrong.push('another branch is checked out');
  if (!plot.checkedOut && rig.git('rev-parse', 'HEAD') !== rig.git('rev-parse', START)) wrong.push('HEAD was moved');
  return wrong;
}

/** Nothing lies about but places of what was lost. */
export function leftovers({ rig, plot, told }: Story): readonly string[] {
  const wrong: string[] = [];
  const stays = (id: string): boolean =>
    plot.cleanup === 'never' || (plot.cleanup === 'on_success' && !told.landed.includes(id));
  const may = new Set(plot.tasks.filter(({ id }) => stays(id)).map(({ id }) => id));
  const branches = rig.git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');
  for (const branch of branches) {
    const id = /^millstone\/task\/(.*)$/.exec(branch)?.[1];
    if (!(id === undefined ? [BASE, 'elsewhere'].includes(branch) : may.has(id)))
      wrong.push(`a branch is left: ${branch}`);
  }
  const folders = join(rig.repo, '.millstone/worktrees');
  for (const name of existsSync(folders) ? readdirSync(folders) : [])
    if (!may.has(name.replace(/^task-/, ''))) wrong.push(`a worktree is left: ${name}`);
  const left = readdirSync(join(rig.repo, '.git')).filter((name) => name === 'millstone' || name.endsWith('.lock'));
  return [...wrong, ...left.map((name) => `.git/${name} is left`)];
}
