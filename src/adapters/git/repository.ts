import type { RunId, TreeId } from '../../domain/ids.js';
import type { RunProcess } from '../../ports/process.js';
import type { Repository } from '../../ports/repository.js';
import { changeBetween, filesBetween } from './change.js';
import { commitTree } from './commit.js';
import { makeGit } from './git.js';
import { historySince } from './history.js';
import type { Located } from './locate.js';
import { makeLooker } from './looker.js';
import { makeOwnLine } from './own-line.js';
import { makeParking } from './parking.js';
import { makePlainGit } from './plain-git.js';
import { restoreTo } from './restore.js';
import { rewindTo } from './rewind.js';
import { makeScratch } from './scratch.js';
import { baselineNow, startFacts } from './start.js';
import { makeUserIndex } from './user-index.js';
import { wantedTree } from './wanted.js';

export interface RepositoryDeps {
  readonly located: Located;
  readonly run: RunProcess;
  /** Runs git where it runs the repository's hooks, which may start and leave anything. */
  readonly runHooks: RunProcess;
  readonly runId: RunId;
  /** The whole environment of git, already without what fixes another repository. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder for our own indexes, outside the tree or ignored in it; whoever names it also removes it. */
  readonly tmpDir: string;
  /** Milliseconds for a commit with its hooks; 0 means no limit. */
  readonly hookTimeoutMs: number;
  /** Files or folders, relative to the top level, whose changes are no dirt (L18). */
  readonly artifacts: readonly string[];
  /** Bytes of a patch that are kept as text, and the file that a longer one goes to whole. */
  readonly patchLimit: number;
  readonly patchFile: (to: TreeId) => string;
}

/** What looking at a repository and changing it is made of. */
export type RepositoryParts = ReturnType<typeof repositoryParts>;

/** The parts that share one memory of indexes. */
export function repositoryParts(deps: Pick<RepositoryDeps, 'located' | 'run' | 'env' | 'tmpDir' | 'runId'>) {
  const { located, run, env } = deps;
  const git = makeGit({ run, cwd: located.top, env });
  const scratch = makeScratch(deps.tmpDir);
  const userIndex = makeUserIndex(git, located, scratch);
  const ownLine = makeOwnLine(git, located);
  const looker = makeLooker({ git, located, userIndex, ownLine, scratch });
  const parking = makeParking({ git, located, userIndex, scratch }, deps.runId);
  return { git, located, scratch, userIndex, ownLine, looker, parking, top: located.top };
}

/** The repository of one run. Its memory of indexes lives in this object and in `tmpDir`, and may be lost at any time. */
export function makeRepository(deps: RepositoryDeps): Repository {
  const { located, run, env } = deps;
  const parts = repositoryParts(deps);
  const { git, looker, parking } = parts;
  const runHooks: RunProcess = (command, signal) => deps.runHooks({ ...command, foreign: true }, signal);
  const hooked = makeGit({ run: runHooks, cwd: located.top, env });
  const plainGit = makePlainGit({ run, env }, located, parts.scratch);
  const all = { ...deps, ...parts, plainGit };
  return {
    start: (signal) => startFacts(all, signal),
    baseline: (signal) => baselineNow(all, signal),
    look: (signal, expectsChange = false) => looker.look(signal, expectsChange),
    change: (from, to, visit, signal) => changeBetween(all, from, to, visit, signal),
    differing: (from, to, signal) => filesBetween(all, from, to, signal),
    history: (since, signal) => historySince(git, since, signal),
    wanted: (baseline, now, signal) => wantedTree(all, baseline, now, signal),
    commit: (order, signal) => commitTree({ ...all, git: hooked }, order, signal),
    rewind: (to, signal) => rewindTo(all, to, signal),
    restore: (to, signal) => restoreTo(all, to, signal),
    park: (commit, name, signal) => parking.commit(commit, name, signal),
  };
}
