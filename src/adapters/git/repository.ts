import type { Sighting } from '../../domain/change.js';
import type { Halt } from '../../domain/halt.js';
import type { TreeId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { RunProcess } from '../../ports/process.js';
import type { Repository, Restored } from '../../ports/repository.js';
import { changeBetween, filesBetween } from './change.js';
import { commitTree } from './commit.js';
import { makeGit } from './git.js';
import { historySince } from './history.js';
import { makeModules } from './modules.js';
import { type Housed, repositoryParts } from './parts.js';
import { makePlainGit } from './plain-git.js';
import { restoreTo } from './restore.js';
import { planRevert } from './revert.js';
import { rewindTo } from './rewind.js';
import { baselineNow, startFacts } from './start.js';
import { takeBack } from './take-back.js';
import { wantedTree } from './wanted.js';

export interface RepositoryDeps extends Housed {
  /** Runs git where it runs the repository's hooks, which may start and leave anything. */
  readonly runHooks: RunProcess;
  /** Milliseconds for a commit with its hooks; 0 means no limit. */
  readonly hookTimeoutMs: number;
  /** Files or folders, relative to the top level, whose changes are no dirt (L18). */
  readonly artifacts: readonly string[];
  /** Bytes of a patch that are kept as text, and the file that a longer one goes to whole. */
  readonly patchLimit: number;
  readonly patchFile: (to: TreeId) => string;
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
  const modules = makeModules(deps, parts);

  const look = async (signal: AbortSignal, expectsChange: boolean): Promise<Result<Sighting, Halt>> => {
    const seen = await looker.look(signal, expectsChange);
    if (!seen.ok) return seen;
    const inside = await modules.look(signal);
    if (!inside.ok) return inside;
    return ok(inside.value === undefined ? seen.value : { ...seen.value, modules: inside.value });
  };

  const restore = async (to: Sighting, signal: AbortSignal): Promise<Result<Restored, Halt>> => {
    const inside = await modules.restore(to.modules, signal);
    if (!inside.ok) return inside;
    if (inside.value !== null) {
      const now = await looker.look(signal);
      if (!now.ok) return now;
      const { head, branch, tree } = now.value;
      if (head === to.head && branch === to.branch && tree === to.tree) return ok(inside.value);
    }
    const restored = await restoreTo(all, to, signal);
    if (!restored.ok || inside.value === null) return restored;
    const files = [...inside.value.files, ...restored.value.files];
    return ok({ files, parked: `${restored.value.parked}, ${inside.value.parked}` });
  };

  return {
    start: (signal) => startFacts({ ...all, modules }, signal),
    baseline: (signal) => baselineNow({ ...all, modules }, signal),
    look: (signal, expectsChange = false) => look(signal, expectsChange),
    change: (from, to, visit, signal, removed) => changeBetween(all, from, to, visit, signal, removed),
    differing: (from, to, signal) => filesBetween(all, from, to, signal),
    history: (since, signal) => historySince(git, since, signal, located),
    wanted: (baseline, now, signal) => wantedTree(all, baseline, now, signal),
    commit: (order, signal) => commitTree({ ...all, git: hooked }, order, signal),
    rewind: (to, signal) => rewindTo(all, to, signal),
    restore,
    planRevert: (order, signal) => planRevert(parts, order, signal),
    takeBack: (plan, signal) => takeBack(parts, plan, signal),
    park: (commit, name, signal) => parking.commit(commit, name, signal),
  };
}
