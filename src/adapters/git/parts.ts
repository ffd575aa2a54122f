import type { RunId } from '../../domain/ids.js';
import type { RunProcess } from '../../ports/process.js';
import { makeGit } from './git.js';
import type { Located } from './locate.js';
import { makeLooker } from './looker.js';
import { makeOwnLine } from './own-line.js';
import { makeParking } from './parking.js';
import { makeScratch } from './scratch.js';
import { makeUserIndex } from './user-index.js';

/** Where a repository is, and how git is run in it. */
export interface Housed {
  readonly located: Located;
  readonly run: RunProcess;
  /** The whole environment of git, already without what fixes another repository. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder for our own indexes, outside the tree or ignored in it; whoever names it also removes it. */
  readonly tmpDir: string;
  readonly runId: RunId;
}

/** What looking at a repository and changing it is made of. */
export type RepositoryParts = ReturnType<typeof repositoryParts>;

/** The parts that share one memory of indexes. */
export function repositoryParts(deps: Housed) {
  const { located, run, env } = deps;
  const git = makeGit({ run, cwd: located.top, env });
  const scratch = makeScratch(deps.tmpDir);
  const userIndex = makeUserIndex(git, located, scratch);
  const ownLine = makeOwnLine(git, located);
  const looker = makeLooker({ git, located, userIndex, ownLine, scratch });
  const parking = makeParking({ git, located, userIndex, scratch }, deps.runId);
  return { git, located, scratch, userIndex, ownLine, looker, parking, top: located.top };
}
