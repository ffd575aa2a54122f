import type { Checkup, Point, RepositoryFacts } from '../../domain/checkup.js';
import { preflight } from '../preflight.js';
import { failed, good, unknown, warned } from './point.js';

/** The repository and how it stands. */
export function repositoryPoints(repository: Checkup['repository']): readonly Point[] {
  const about = 'repository';
  if (!repository.ok) {
    const look = 'set right what git complains about';
    return repository.error.map(({ what, fix }) => failed(about, what, fix ?? look));
  }
  const { top, standing, writable } = repository.value;
  const branch = standing.ok ? standing.value.branch : '';
  const on = branch === '' ? '' : ` (${branch?.replace(/^refs\/heads\//, '')})`;
  const where =
    branch === null
      ? warned(about, `${top} (detached HEAD)`, 'git switch BRANCH; a commit made now would be on no branch')
      : good(about, `${top}${on}`);
  const denied = failed(about, `${top}/.millstone cannot be written`, `chown -R "$(id -un)" ${top}/.millstone`);
  return [where, ...(writable ? [] : [denied]), ...treePoints(repository.value)];
}

function treePoints({ standing }: RepositoryFacts): readonly Point[] {
  const about = 'working tree';
  if (!standing.ok) return [unknown(about, standing.error)];
  const { dirty, inside = [], operation } = standing.value;
  const problems = preflight({ dirty, inside, operation, allowDirty: false, missing: [] });
  if (problems.length === 0) return [good(about, 'clean, nothing under way')];
  // A dirty tree is a person's choice; in the middle of a merge nothing can begin.
  return problems.map(({ what, fix }) =>
    operation === null ? warned(about, what, fix) : failed(about, what, fix ?? 'finish it'),
  );
}
