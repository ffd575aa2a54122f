import { mkdirSync } from 'node:fs';
import { type Git, type GitPlace, makeGit } from './git.js';
import type { Located } from './locate.js';
import { attempt, type Scratch } from './scratch.js';

/** Runs git on the repository's objects without its working tree. */
export type PlainGit = Git;

/**
 * git takes from `.gitattributes` of the working tree and of the index what is text and what is binary. Who writes the
 * change writes these files too, and could hide a program behind `-diff`. In an empty working tree with an empty index
 * there are none, and git looks at the bytes alone.
 */
export function makePlainGit(place: Pick<GitPlace, 'run' | 'env'>, located: Located, scratch: Scratch): PlainGit {
  let bound: { readonly git: Git; readonly folder: string } | null = null;
  return async (call, signal) => {
    if (bound === null) {
      const made = attempt(call.doing, () => {
        const folder = scratch.file('empty');
        mkdirSync(folder);
        return folder;
      });
      if (!made.ok) return made;
      bound = { git: makeGit({ ...place, cwd: made.value }), folder: made.value };
    }
    const env = { ...call.env, GIT_DIR: located.gitDir, GIT_WORK_TREE: bound.folder };
    return bound.git({ ...call, env, index: `${bound.folder}.index` }, signal);
  };
}
